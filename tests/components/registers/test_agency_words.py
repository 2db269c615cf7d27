"""The headline of the list of agencies says what is true of those who have something to do."""

from dataclasses import fields
from typing import Any

import pytest

from components.registers.agencies import headline
from db.queries.agencies import AgencyRow


def agency(**values: Any) -> Any:
    empty: dict[str, Any] = dict.fromkeys([field.name for field in fields(AgencyRow)])
    return AgencyRow(**(empty | {"commitments": 0, "tasks": 0, "accounts": 0} | values))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([agency(), agency(accounts=2)], "2 instansi; belum ada yang bertugas"),
        ([agency(tasks=1, accounts=1), agency()], "2 instansi; semua yang bertugas punya akun"),
        ([agency(commitments=1), agency()], "2 instansi; satu bertugas tetapi belum punya akun"),
    ],
)
def test_nobody_is_said_to_have_an_account_for_a_duty_that_nobody_has(rows: list[Any], says: str) -> None:
    assert headline(rows) == says
