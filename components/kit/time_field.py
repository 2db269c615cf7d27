"""A box for a time of day in words; beneath it stands how it is read.

Streamlit's own is written in parts that only keys can fill, so what was typed into it could not be put back.
"""

from datetime import time

from streamlit.delta_generator import DeltaGenerator

from components.kit import markup
from domain.places.province import HERE
from domain.time.clock_words import EXAMPLES, NotATime, read_time, written


def time_field(place: DeltaGenerator, label: str, value: time | None = None, *, key: str) -> time | None:
    """The time; None where nothing is typed or what is typed is not read, which stands beneath."""
    words = place.text_input(
        label, "" if value is None else written(value), key=key, placeholder=EXAMPLES.partition(",")[0]
    )
    if not words.strip():
        return None
    try:
        at = read_time(words)
    except NotATime as refusal:
        place.html(str(markup.notice(str(refusal), "error", css="gb-read-back gb-late")))
        return None
    if written(at) != words.strip():
        place.html(str(markup.notice(f"Pukul {written(at)} {HERE.zone_label}", "check", css="gb-read-back")))
    return at
