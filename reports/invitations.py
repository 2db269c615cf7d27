"""Links that were just made, as a list to hand on: each to whoever holds the office."""

from collections.abc import Sequence
from datetime import datetime

from domain.places.province import HERE
from domain.time import formats
from reports import csv_file
from reports.table import FileTable

COLUMNS = ("Jabatan", "Nama pengguna", "Tautan sekali pakai", "Berlaku sampai")
_WIDTHS = (30, 20, 60, 28)


def links(rows: Sequence[tuple[str, str, str, datetime]]) -> bytes:
    """Office, username, address and end of each."""
    return csv_file.lines(
        FileTable(
            title=f"{HERE.product}: tautan memasang kata sandi",
            remarks=[
                "Siapa yang memegang tautan dapat memasang kata sandi. Kirim satu per satu, "
                "lalu hapus berkas ini.",
            ],
            columns=list(zip(COLUMNS, _WIDTHS, strict=True)),
            # The moment in words, with its zone: who reads it opens a link, and computes nothing.
            rows=[(office, user, address, formats.moment(until)) for office, user, address, until in rows],
        )
    )
