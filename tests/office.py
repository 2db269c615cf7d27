"""A small production office for tests of accounts: one administrator, one officer, and time that passes."""

from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select

from db.acting import Sender
from db.command import run
from db.commands import accounts
from db.commands.accounts import set_password
from db.commands.people import create_user, invite
from db.engine import reading
from db.models import AuditRecord
from db.queries.accounts import account_rows, actor_of_token, still_open, token_digest
from db.queries.sign_in_steps import usable_link
from db.seed.demo import users
from db.signing_in import sign_in
from domain.access.errors import SignInRefused
from domain.access.permissions import OPERATOR, VISITOR, Actor, Role
from domain.access.requests import CreateUser, Invitation, InviteAccount, SetPassword, SignIn
from tests.factories import MovingClock

PASSWORD = "kupang rote sabu alor"
OTHER = "sembilan lontar di tebing angin"


def hash_quickly(patch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    patch.setattr(accounts, "_hasher", quick)
    patch.setattr(accounts, "_NOBODY", quick.hash("nobody"))
    patch.setattr(users, "PasswordHasher", lambda: quick)


class Office:
    """A production database with one administrator and one officer, and time that passes."""

    def __init__(self, engine: Engine, clock: MovingClock) -> None:
        self.engine, self.clock = engine, clock
        for name, role, agency in (
            ("admin", Role.ADMINISTRATOR, "diskominfo"),
            ("polda", Role.AGENCY, "polda-ntt"),
        ):
            self.do(create_user, CreateUser(name, name, role, agency, PASSWORD), by=OPERATOR)
        self.token = self.enter("admin")

    def do(self, command: Any, asked: object, *, by: Actor | None = None) -> Any:
        return run(Sender(self.engine, by or self.who(self.token), self.clock), command, asked)

    def enter(self, username: str, password: str = PASSWORD) -> str:
        asked = SignIn(username, password, "10.0.0.1", "Telepon")
        return sign_in(Sender(self.engine, VISITOR, self.clock), asked).token

    def may_enter(self, username: str, password: str = PASSWORD) -> bool:
        try:
            return self.is_open(self.enter(username, password))
        except SignInRefused:
            return False

    def who(self, token: str) -> Actor:
        found = self._actor(token)
        assert found is not None, "signed out"
        return found

    def is_open(self, token: str) -> bool:
        """What a page is answered, and whether one that stays open is closed: never one without the other."""
        is_somebodys = self._actor(token) is not None
        with reading(self.engine) as connection:
            assert bool(still_open(connection, [token_digest(token)], self.clock())) == is_somebodys
        return is_somebodys

    def _actor(self, token: str) -> Actor | None:
        with reading(self.engine) as connection:
            return actor_of_token(connection, token, self.clock())

    def row(self, username: str) -> Any:
        with reading(self.engine) as connection:
            return next(row for row in account_rows(connection, now=self.clock()) if row.username == username)

    def link_works(self, key: str) -> bool:
        with reading(self.engine) as connection:
            return usable_link(connection, key, self.clock()) is not None

    def invited(self, username: str = "dinsos.penghubung") -> Invitation:
        made: Invitation = self.do(
            invite, InviteAccount(username, "Penghubung Dinsos", Role.AGENCY, "dinsos")
        )
        return made

    def use(self, key: str, password: str = OTHER) -> Any:
        return self.do(set_password, SetPassword(key, password), by=VISITOR)

    def last_record(self) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(select(AuditRecord).order_by(AuditRecord.id.desc()).limit(1)).one()
