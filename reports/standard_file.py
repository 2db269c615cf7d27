"""Rows in the words of a data standard, for a program: plain CSV, with what must be known beside it."""

import csv
import io
import zipfile
from collections.abc import Sequence

from domain.cases.standard import Export

_UNDATED = (1980, 1, 1, 0, 0, 0)
"""The same rows make the same file, whenever somebody takes it."""


def archive(export: Export, beside: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(export.names)
    writer.writerows(export.rows)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (("htcds.csv", text.getvalue()), ("BACA-DAHULU.txt", "\r\n".join(beside))):
            packed.writestr(zipfile.ZipInfo(name, _UNDATED), content.encode(), zipfile.ZIP_DEFLATED)
    return written.getvalue()
