"""A box for a due date in words; beside it stands which day is read, or the days that are asked about."""

from collections.abc import Callable
from datetime import date

from streamlit.delta_generator import DeltaGenerator

from components.kit import markup
from domain.access.errors import RuleBroken
from domain.time import formats
from domain.time.date_meanings import DateContext
from domain.time.date_words import EXAMPLES, DateInDoubt, confirmed, read_date
from domain.time.working_days import working_days_until


def date_field(
    place: DeltaGenerator,
    label: str,
    *,
    key: str,
    context: DateContext,
    placeholder: str,
    said_at: DeltaGenerator | None = None,
    check: Callable[[date], None] | None = None,
) -> str:
    """The words, or the day that was chosen of those in doubt, as the reader of dates takes it unasked.

    ``check`` refuses what is no possible due date; ``said_at`` is where the day is read back.
    """
    words = place.text_input(label, key=key, placeholder=placeholder, help=f"Misalnya: {EXAMPLES}.")
    beside = place if said_at is None else said_at
    if not words.strip():
        return ""
    try:
        day = _day(beside, words, key=key, context=context)
        if day is None:
            return words
        if check is not None:
            check(day)
    except RuleBroken as refusal:
        _say(beside, str(refusal), "event_busy", "gb-late")
        return words
    left = working_days_until(context.on, day, context.closed)
    said = f"{formats.day_and_date(day)} · {formats.number(left)} hari kerja"
    _say(beside, said, "event_available")
    return confirmed(day)


def _day(beside: DeltaGenerator, words: str, *, key: str, context: DateContext) -> date | None:
    """The day that is meant; None as long as that is asked."""
    try:
        return read_date(words, context)
    except DateInDoubt as asked:
        _say(beside, str(asked), "help", "gb-late")
        chosen: date | None = beside.segmented_control(
            "Hari yang dimaksud",
            asked.readings,
            format_func=formats.day_and_date,
            key=f"{key}_{words}",
            label_visibility="collapsed",
        )
        return chosen


def _say(beside: DeltaGenerator, sentence: str, symbol: str, css: str = "") -> None:
    beside.html(str(markup.notice(sentence, symbol, css=f"gb-read-back {css}".strip())))
