"""Links that were just made, as a list to hand on: each to whoever holds the office."""

from collections.abc import Sequence
from datetime import datetime

from domain.time import formats
from reports.csv_file import csv_file

COLUMNS = ("Jabatan", "Nama pengguna", "Tautan sekali pakai", "Berlaku sampai")


def links(rows: Sequence[tuple[str, str, str, datetime]]) -> bytes:
    """Office, username, address and end of each."""
    return csv_file(
        [
            "Gerak Bersama NTT: tautan memasang kata sandi",
            "Siapa yang memegang tautan dapat memasang kata sandi. Kirim satu per satu, "
            "lalu hapus berkas ini.",
        ],
        COLUMNS,
        [(office, username, address, formats.moment(until)) for office, username, address, until in rows],
    )
