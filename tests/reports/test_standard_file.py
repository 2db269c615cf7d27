"""The file as another program reads it."""

import io
import zipfile

import pandas as pd

from domain.cases import standard
from domain.cases.standard import StandardPart
from reports import standard_file
from tests.domain.cases.test_standard import KEY, REPORT


def test_the_rows_are_plain_and_what_must_be_known_lies_beside_them() -> None:
    export = standard.export([REPORT], [StandardPart.GENDER, StandardPart.ORIGIN], KEY)
    with zipfile.ZipFile(io.BytesIO(standard_file.archive(export, ["Ekspor", "Kolom"]))) as packed:
        assert packed.namelist() == ["htcds.csv", "BACA-DAHULU.txt"]
        table = pd.read_csv(packed.open("htcds.csv"), dtype=str)
        assert packed.read("BACA-DAHULU.txt").decode() == "Ekspor\r\nKolom"
    assert tuple(table.columns) == export.names
    assert [tuple(row) for row in table.to_numpy()] == list(export.rows)
