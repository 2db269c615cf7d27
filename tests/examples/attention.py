"""What deserves attention, from a shell: ``PYTHONPATH=. python tests/examples/attention.py``.

Reads the database of ``DATABASE_URL`` as the room of a meeting would hear it; nothing here needs Streamlit.
"""

from db.backend import now
from domain.access.permissions import ROOM
from domain.meetings.agenda import left_out_words
from views.ask import reading_run
from views.attention import deserves_attention


def main() -> None:
    with reading_run():
        drafted = deserves_attention(ROOM.scope, now())
    for number, point in enumerate(drafted.points, 1):
        print(f"{number:2} {point.rule.label:22} {point.waited:22} {point.owner}: {point.title}")
        print(f"   {point.reason}")
    print(left_out_words(drafted.left_out))


if __name__ == "__main__":
    main()
