"""Bytes to a workbook of plain cells. Only ever called in a process that may die: see ``worker``."""

from db.importers import markup, spreadsheets, texts
from db.importers.container import Format, inspect
from domain.imports.sheet import Workbook

_READERS = {
    Format.XLSX: spreadsheets.read,
    Format.XLSB: spreadsheets.read,
    Format.XLS: spreadsheets.read,
    Format.ODS: spreadsheets.read,
    Format.CSV: texts.read,
    Format.HTML: markup.read_html,
    Format.SPREADSHEETML: markup.read_spreadsheetml,
}


def open_workbook(data: bytes) -> Workbook:
    """Raises ``FileRefused``."""
    container = inspect(data)
    return _READERS[container.format](data, container)
