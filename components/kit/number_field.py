"""A box for a number as Indonesians write it; beneath it stands how it is understood."""

from collections.abc import Sequence
from decimal import Decimal
from math import nan

from streamlit.delta_generator import DeltaGenerator

from components.kit import markup
from domain.commitments.plausibility import AskedOnce
from domain.numbers import read_number
from domain.reading import Ambiguous, Refused
from domain.time.formats import exact, quantity


def number_field(
    place: DeltaGenerator,
    label: str,
    *,
    key: str,
    unit: str = "",
    value: float | None = None,
    placeholder: str = "berapa",
    hint: str | None = None,
) -> float | None:
    """The number; None where nothing is typed, not-a-number where it is not understood or not yet answered.

    What is not understood must not pass for what was left empty: no rule accepts a not-a-number.
    """
    text = place.text_input(
        label,
        "" if value is None else exact(value),
        key=key,
        placeholder=placeholder,
        help=hint,
    )
    if not text.strip():
        return None
    heard = read_number(text, unit)
    if isinstance(heard, Ambiguous):
        return _answer(place, heard, key=f"{key}_{text}", unit=unit)
    if isinstance(heard, Refused):
        _say(place, heard.sentence, "error", "gb-late")
        return nan
    if exact(heard.value) != text.strip():
        _say(place, quantity(heard.value, unit or heard.unit), "check")
    return float(heard.value)


def sure_of(place: DeltaGenerator, found: Sequence[AskedOnce], *, key: str) -> tuple[str, ...]:
    """Asks beneath its field what is surprising about a number; the answers that were said yes to."""
    answers = []
    for doubt in found:
        _say(place, doubt.question, "help", "gb-late")
        # By the value too: of another one it is asked anew.
        if place.checkbox(doubt.yes, key=f"{key}_{doubt.answer}"):
            answers.append(doubt.answer)
    return tuple(answers)


def _answer(place: DeltaGenerator, asked: Ambiguous[Decimal], *, key: str, unit: str) -> float:
    _say(place, asked.question, "help", "gb-late")
    chosen: Decimal | None = place.segmented_control(
        "Yang dimaksud",
        asked.readings,
        format_func=lambda reading: quantity(reading, unit),
        key=key,
        label_visibility="collapsed",
    )
    return nan if chosen is None else float(chosen)


def _say(place: DeltaGenerator, sentence: str, symbol: str, css: str = "") -> None:
    place.html(str(markup.notice(sentence, symbol, css=f"gb-read-back {css}".strip())))
