"""Sample accounts, one or more of every role, named after offices."""

from argon2 import PasswordHasher

from db.models import User
from db.seed.demo.sheet import Book, at, rows
from domain.access.permissions import Role

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
        for row in rows("demo_users.csv")
    )
    book.session.flush()
