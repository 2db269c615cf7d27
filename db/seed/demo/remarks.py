"""Sample remarks, one of them taken back."""

from datetime import timedelta

from sqlalchemy import select

from db.models import Commitment, Decision, Remark, Task, User
from db.seed.demo.sheet import Book, at, rows


def load(book: Book) -> None:
    accounts = {user.username: user for user in book.session.execute(select(User)).scalars()}
    numbers = {
        "task": book.numbers(Task.code, Task.id),
        "commitment": book.numbers(Commitment.code, Commitment.id),
        "decision": {
            str(number): key for number, key in book.session.execute(select(Decision.number, Decision.id))
        },
    }
    for row in rows("remarks.csv"):
        author, said_at = accounts[row["username"]], at(book.working_day(int(row["at"])), 11)
        book.session.add(
            Remark(
                **{f"{row['about']}_id": numbers[row["about"]][row["key"]]},
                text=row["text"],
                author_id=author.id,
                agency_id=author.agency_id,
                at=said_at,
                withdrawn_at=said_at + timedelta(hours=1) if row["withdrawn"] else None,
                withdrawal=row["withdrawn"],
                is_demo=True,
            )
        )
    book.session.flush()
