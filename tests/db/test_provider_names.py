"""To whom an administrator ties an account at the province's own sign-in, and what he is told."""

import pytest
from sqlalchemy import Engine, func, select

from db.commands.accounts import open_session
from db.commands.provider_names import tie_account
from db.engine import reading
from db.models import ProviderName, User
from domain.access.accounts import AccountState
from domain.access.errors import RuleBroken, SignInRefused, StaleData
from domain.access.events import Event
from domain.access.permissions import VISITOR
from domain.access.provider import ProvenName, TieAccount, subject_digest
from domain.access.requests import OpenSession
from tests.factories import MovingClock
from tests.office import Office

ISSUER = "https://sso.contoh"
OTHER = "https://sso-baru.contoh"
NAME = "tu.dinsos"
REASON = "Surat penunjukan 12/2026"


@pytest.fixture
def office(engine: Engine, moving_clock: MovingClock) -> Office:
    return Office(engine, moving_clock)


def tie(office: Office, name: str = NAME, *, username: str = "polda", issuer: str = ISSUER) -> int:
    asked = TieAccount(username, office.row(username).version, name, issuer, REASON)
    closed: int = office.do(tie_account, asked)
    return closed


def come(
    office: Office, *, username: str = "polda", name: str = NAME, subject: str = "s-1", issuer: str = ISSUER
) -> None:
    """As the door opens a session once the provider has proven this."""
    proven = ProvenName(issuer, name, subject_digest(issuer, subject))
    row = office.row(username)
    asked = OpenSession(
        row.id, username, "uji", checked_hash=_hash(office, username), proven=proven, by_provider=True
    )
    office.do(open_session, asked, by=VISITOR)


def _hash(office: Office, username: str) -> str:
    with reading(office.engine) as connection:
        return connection.scalars(select(User.password_hash).where(User.username == username)).one()


def ties(office: Office) -> int:
    with reading(office.engine) as connection:
        return connection.execute(select(func.count()).select_from(ProviderName)).scalar_one()


def test_the_list_says_who_is_tied_and_whether_he_came_in(office: Office) -> None:
    assert (office.row("polda").provider_name, office.row("polda").is_pinned) == ("", False)
    assert tie(office, f" {NAME} ") == 0
    assert (office.row("polda").provider_name, office.row("polda").is_pinned) == (NAME, False)
    come(office)
    assert office.row("polda").is_pinned


def test_the_trail_says_why_and_repeats_no_name(office: Office) -> None:
    tie(office)
    record = office.last_record()
    assert (record.event, record.subject_id, record.actor) == (Event.ACCOUNT_TIED, "polda", "admin")
    assert REASON in record.after
    assert NAME not in record.after + record.before
    tie(office, "")
    assert office.last_record().event == Event.ACCOUNT_UNTIED


def test_another_name_ends_what_was_open_and_begins_anew(office: Office) -> None:
    tie(office)
    come(office)
    token = office.enter("polda")
    assert tie(office, "tu.lain") == 2
    assert not office.is_open(token)
    come(office, name="tu.lain", subject="s-2")


@pytest.mark.parametrize(
    "otherwise",
    [{"subject": "s-2"}, {"name": "tu.lain"}, {"issuer": OTHER}],
    ids=lambda each: next(iter(each)),
)
def test_a_tie_that_changed_meanwhile_lets_nobody_in(office: Office, otherwise: dict[str, str]) -> None:
    tie(office)
    come(office)
    with pytest.raises(SignInRefused, match="baru saja berubah"):
        come(office, **otherwise)


def test_who_was_untied_meanwhile_is_not_let_in(office: Office) -> None:
    tie(office)
    tie(office, "")
    with pytest.raises(SignInRefused, match="baru saja berubah"):
        come(office)


def test_a_name_opens_one_account_alone(office: Office) -> None:
    tie(office)
    with pytest.raises(RuleBroken, match="sudah terhubung dengan akun polda"):
        tie(office, username="admin")
    tie(office, NAME.upper(), username="admin")
    assert ties(office) == 2, "a provider may tell capitals apart"


def test_another_provider_begins_anew_with_the_same_names(office: Office) -> None:
    tie(office)
    come(office)
    assert tie(office, issuer=OTHER) == 1
    assert not office.row("polda").is_pinned


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (NAME, "Tidak ada yang berubah"),
        ("dua kata", "memuat spasi"),
        ("x" * 121, "paling banyak 120 huruf"),
        ("5371012345678901", "tampak seperti NIK"),
        ("081234567890", "tampak seperti nomor telepon"),
    ],
)
def test_what_is_no_name_is_refused_in_words(office: Office, name: str, sentence: str) -> None:
    tie(office)
    with pytest.raises(RuleBroken, match=sentence):
        tie(office, name)


def test_the_address_of_an_office_may_be_its_name(office: Office) -> None:
    tie(office, "tu@polda.contoh")
    assert office.row("polda").provider_name == "tu@polda.contoh"


def test_whoever_saw_the_account_otherwise_is_told(office: Office) -> None:
    tie(office)
    with pytest.raises(StaleData):
        office.do(tie_account, TieAccount("polda", 0, "tu.lain", ISSUER, REASON))


def test_who_comes_in_without_a_password_waits_for_none(office: Office) -> None:
    office.invited()
    tie(office, username="dinsos.penghubung")
    assert office.row("dinsos.penghubung").state(office.clock()) is AccountState.INVITED
    come(office, username="dinsos.penghubung")
    assert office.row("dinsos.penghubung").state(office.clock()) is AccountState.ACTIVE
