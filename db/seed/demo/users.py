"""Sample accounts, one or more of every role, named after offices."""

from datetime import timedelta

from argon2 import PasswordHasher
from sqlalchemy import select

from db.models import Delegation, PlannedMove, User
from db.seed.demo.sheet import Book, at, rows
from domain.access.accounts import UNSET_HASH
from domain.access.delegations import DelegationKind, acting_name, acting_username
from domain.access.permissions import Role

MOVES_AFTER_DAYS = 42

PASSWORD = "gerak-bersama-demo"  # noqa: S105 - documented, and valid in demo mode only

# A fixed salt, because sample data are the same at every first run; real accounts get a random one.
_SALT = b"data-contoh-2025"


def load(book: Book) -> None:
    # Hashing is slow on purpose, so it happens once for all.
    password_hash = PasswordHasher().hash(PASSWORD, salt=_SALT)
    created_at = at(book.working_day(-90), 8)
    book.session.add_all(
        User(
            username=row["username"],
            display_name=row["display_name"],
            role=Role(row["role"]),
            agency_id=book.agencies[row["agency_code"]],
            password_hash=password_hash,
            is_demo=True,
            created_at=created_at,
        )
        for row in rows("users.csv")
    )
    book.session.flush()


def load_delegations(book: Book) -> None:
    """One office that was looked after for a week, and whose holder is back.

    Loaded last: the account of an office and its deputy together is nobody's choice for anything else.
    """
    accounts = {user.username: user for user in book.session.execute(select(User)).scalars()}
    principal, deputy, kind = accounts["dinsos"], accounts["dp3ap2kb"], DelegationKind.DAILY
    named_at, first = at(book.working_day(-30), 8), book.working_day(-29)
    acting = User(
        username=acting_username(kind, principal.username, deputy.username),
        display_name=acting_name(kind, principal.display_name, deputy.display_name),
        role=principal.role,
        agency_id=principal.agency_id,
        password_hash=UNSET_HASH,
        is_active=False,
        is_demo=True,
        created_at=named_at,
    )
    book.session.add(acting)
    book.session.flush()
    book.session.add(
        Delegation(
            principal_id=principal.id,
            deputy_id=deputy.id,
            account_id=acting.id,
            kind=kind,
            starts_on=first,
            ends_on=book.working_day(-25),
            order="SP CONTOH/01, dinas luar",
            named_at=named_at,
        )
    )
    book.session.flush()


def load_moves(book: Book) -> None:
    """One official whose transfer lies ahead."""
    accounts = {user.username: user for user in book.session.execute(select(User)).scalars()}
    book.session.add(
        PlannedMove(
            user_id=accounts["dinkes"].id,
            role=Role.AGENCY,
            agency_id=book.agencies["dp3ap2kb"],
            starts_on=book.on + timedelta(days=MOVES_AFTER_DAYS),
            reason="SK CONTOH/02, mutasi jabatan",
            planned_at=at(book.working_day(-2), 8),
        )
    )
    book.session.flush()
