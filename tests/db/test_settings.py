"""The environment, read once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.settings import DEFAULT_DATABASE, SECRETS, Mode, SettingsError, _with_secrets, load
from domain.access.backups import Retention
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


def test_a_standby_is_named_as_the_database_is() -> None:
    settings = load({"DATABASE_URL": "postgres://a/d", "DATABASE_READ_URL": "postgres://b/d"})
    assert settings.database_read_url == "postgresql+psycopg://b/d"
    assert load({}).database_read_url == ""


@pytest.mark.parametrize(
    "given",
    [
        {"DATABASE_READ_URL": "postgresql://b/d"},
        {"DATABASE_URL": "sqlite:///x.db", "DATABASE_READ_URL": "postgresql://b/d"},
        {"DATABASE_URL": "postgresql://a/d", "DATABASE_READ_URL": "sqlite:///x.db"},
    ],
)
def test_a_standby_is_of_postgresql_and_refused_by_name_elsewhere(given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="DATABASE_READ_URL"):
        load(given)


class TestSecretsInFiles:
    @pytest.mark.parametrize("name", SECRETS)
    def test_each_may_stand_in_a_file_of_its_own(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "rahasia").write_text("postgresql://u:p@h/d\n", "utf-8")
        assert _with_secrets({f"{name}_FILE": str(tmp_path / "rahasia")})[name] == "postgresql://u:p@h/d"

    def test_the_database_is_found_by_it(self, tmp_path: Path) -> None:
        (tmp_path / "rahasia").write_text("sqlite:///x.db\n", "utf-8")
        assert load({"DATABASE_URL_FILE": str(tmp_path / "rahasia")}).database_url == "sqlite:///x.db"

    def test_one_that_cannot_be_read_or_is_empty_is_named_and_not_taken_for_none(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "kosong").write_text("\n", "utf-8")
        for file, why in ((tmp_path / "tiada", "cannot be read"), (tmp_path / "kosong", "is empty")):
            with pytest.raises(SettingsError, match=f"AUDIT_KEY_FILE is '{file}', which {why}"):
                load({"AUDIT_KEY_FILE": str(file)})

    def test_the_mark_that_some_editors_begin_with_is_no_part_of_it(self, tmp_path: Path) -> None:
        (tmp_path / "rahasia").write_text("\ufeffsqlite:///x.db\r\n", "utf-8")
        assert load({"DATABASE_URL_FILE": str(tmp_path / "rahasia")}).database_url == "sqlite:///x.db"

    def test_a_file_that_holds_more_than_the_secret_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "kunci").write_text("# public key: age1...\nAGE-SECRET-KEY-1...\n", "utf-8")
        with pytest.raises(SettingsError, match="has more than one line; it holds SECOND_FACTOR_KEY alone"):
            load({"SECOND_FACTOR_KEY_FILE": str(tmp_path / "kunci")})

    def test_none_is_said_where_settings_are_printed(self) -> None:
        secret = "postgresql://u:kata-sandi@h/d?token=" + "0" * 40
        told = load(
            dict.fromkeys(("DATABASE_URL", "DATABASE_READ_URL", "AUDIT_KEY", "METRICS_TOKEN"), secret)
        )
        assert "kata-sandi" not in repr(told)

    def test_two_keys_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="both set"):
            load({"AUDIT_KEY_FILE": str(tmp_path), "AUDIT_KEY": "00" * 32})


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


@pytest.mark.parametrize("name", ["EVIDENCE_URL", "BACKUP_URL"])
@pytest.mark.parametrize("url", ["s4://ember/bukti", "ftq://ember/bukti"])
def test_a_store_that_nothing_here_reaches_is_refused_by_name(name: str, url: str) -> None:
    """Otherwise the server starts, and its first file of proof is a fault."""
    with pytest.raises(SettingsError, match=f"{name} begins with '{url[:2]}"):
        load({name: url})


NIGHT = {"BACKUP_URL": "/srv/c", "BACKUP_RECIPIENT": "age1x", "BACKUP_HOUR": "22", "BACKUP_KEEP": "weeks=4"}


def test_the_backup_of_the_night_has_an_hour_and_a_retention() -> None:
    nightly = load(NIGHT).nightly
    assert nightly is not None
    assert (nightly.hour, nightly.kept) == (22, Retention(weeks=4))
    assert load(NIGHT | {"BACKUP_HOUR": ""}).nightly is None


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"BACKUP_HOUR": "24"}, "BACKUP_HOUR"),
        ({"BACKUP_RECIPIENT": ""}, "BACKUP_RECIPIENT"),
        ({"BACKUP_KEEP": "years=2"}, "BACKUP_KEEP"),
    ],
)
def test_a_night_that_cannot_be_kept_is_refused_by_name(given: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load(NIGHT | given)


MAIL = {"SMTP_URL": "smtp://a:b@h:587", "MAIL_FROM": "kabar@nttprov.go.id", "PUBLIC_URL": "https://x.go.id/"}


def test_mail_is_set_up_by_three_variables_and_shows_its_password_nowhere() -> None:
    settings = load(MAIL)
    assert (settings.smtp_url, settings.public_url) == (MAIL["SMTP_URL"], "https://x.go.id")
    assert "smtp://" not in repr(settings)
    assert load({}).smtp_url == ""


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"MAIL_FROM": ""}, "MAIL_FROM"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"SMTP_URL": "http://h"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://h:port"}, "SMTP_URL"),
    ],
)
def test_mail_that_could_not_be_sent_is_refused_at_the_start(given: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load({**MAIL, **given})


PROVIDER = {
    "OIDC_ISSUER": "https://sso.contoh/realms/ntt",
    "OIDC_CLIENT_ID": "gerak",
    "OIDC_CLIENT_SECRET": "rahasia klien",
    "OIDC_LABEL": "Akun NTT",
    "PUBLIC_URL": "https://x.go.id",
}


def test_a_provider_is_set_up_by_all_of_its_variables_and_shows_its_secret_nowhere() -> None:
    settings = load(PROVIDER)
    assert settings.provider is not None
    assert (settings.provider.issuer, settings.provider.claim) == (
        PROVIDER["OIDC_ISSUER"],
        "preferred_username",
    )
    assert "rahasia" not in repr(settings)
    named = load(PROVIDER | {"OIDC_CLAIM": "nip"}).provider
    assert named is not None
    assert named.claim == "nip"
    assert load({"PUBLIC_URL": "https://x.go.id"}).provider is None


@pytest.mark.parametrize(
    ("given", "named"),
    [
        *(({name: ""}, name) for name in PROVIDER),
        ({"OIDC_ISSUER": "http://sso.contoh"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "http://127.0.0.1.contoh"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://a:b@sso.contoh"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://["}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "http://127.0.0.1:9000", "GERAK_MODE": "production"}, "OIDC_ISSUER"),
        ({"OIDC_LABEL": "x" * 41}, "OIDC_LABEL"),
    ],
)
def test_a_provider_that_nobody_could_safely_come_in_by_is_refused_at_the_start(
    given: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        load({**PROVIDER, **given})


def test_a_demo_may_ask_a_provider_of_this_machine() -> None:
    assert load(PROVIDER | {"OIDC_ISSUER": "http://127.0.0.1:9000"}).provider is not None
