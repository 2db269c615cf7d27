"""The environment, read once."""

from datetime import UTC, datetime

import pytest

from db.settings import DEFAULT_DATABASE, Mode, SettingsError, load
from domain.time.calendar import system_clock


def test_without_an_environment_it_is_a_demo_on_a_file_beside_the_code() -> None:
    settings = load({})
    assert (settings.database_url, settings.mode, settings.is_demo) == (DEFAULT_DATABASE, Mode.DEMO, True)
    assert settings.clock is system_clock


def test_an_empty_address_is_no_address() -> None:
    assert load({"DATABASE_URL": ""}).database_url == DEFAULT_DATABASE


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_a_hosting_services_address_gets_its_driver(given: str, url: str) -> None:
    assert load({"DATABASE_URL": given}).database_url == url


@pytest.mark.parametrize("mode", list(Mode))
def test_both_modes_can_be_asked_for(mode: Mode) -> None:
    assert load({"GERAK_MODE": mode.value}).mode is mode


@pytest.mark.parametrize("mode", ["", "DEMO", "prod", "production "])
def test_another_mode_is_refused_by_name(mode: str) -> None:
    with pytest.raises(SettingsError, match=r"GERAK_MODE is '.*'; it may be 'demo' or 'production'"):
        load({"GERAK_MODE": mode})


@pytest.mark.parametrize("moment", ["2026-11-23T07:00", "2026-11-22T23:00+00:00"])
def test_a_fixed_moment_is_meant_in_wita(moment: str) -> None:
    assert load({"GERAK_NOW": moment}).clock() == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["kemarin", "07:00", "2026-13-01"])
def test_a_moment_that_cannot_be_read_is_refused_by_name(moment: str) -> None:
    with pytest.raises(SettingsError, match="GERAK_NOW"):
        load({"GERAK_NOW": moment})
