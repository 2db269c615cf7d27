"""Choices that live in the address: read once, checked, and kept there by the widgets themselves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from components.kit import markup
from domain import addresses
from domain.access.parameters import Parameters

Key = TypeVar("Key", bound=str)
_AT_IT = "at_what_narrows"
_ORDER = "urut"
"""The parameter of the order of a list, by which nothing is left out."""


def parameters() -> Parameters:
    """The address's parameters of this page."""
    return Parameters(dict(st.query_params.items()))


def select(
    label: str,
    name: str,
    options: Mapping[Key, str],
    chosen: Key,
    *,
    clears: tuple[str, ...] = (),
    width: int = 230,
    write: Callable[..., None] | None = None,
) -> Key:
    """A drop-down whose value is the address's parameter ``name``; ``options`` maps keys to words.

    ``clears`` names the parameters that make no sense any more once this one changes; ``write`` notes the
    choice where more is to be done than that.
    """
    _follow_address(name, chosen if chosen in options else next(iter(options)))
    return st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        on_change=write or _write_address,
        args=(name, *clears),
        width=width,
    )


def segments(
    label: str, name: str, options: Mapping[Key, str], chosen: Key, *, clears: tuple[str, ...] = ()
) -> Key:
    """A row of choices whose value is the address's parameter ``name``."""
    _follow_address(name, chosen)
    picked = st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        on_change=_write_address,
        args=(name, *clears),
        required=True,
    )
    return picked or chosen


def several(label: str, name: str, options: Mapping[Key, str], chosen: Sequence[Key]) -> list[Key]:
    """Choices that do not exclude each other, in the address as ``rute,titik``."""
    _follow_address(name, [each for each in chosen if each in options])
    return st.pills(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        selection_mode="multi",
        on_change=_write_several,
        args=(name,),
    )


def timeline(label: str, name: str, options: Mapping[str, str], chosen: str) -> str:
    """A slider over periods in their order; of a single one there is nothing to slide."""
    if len(options) == 1:
        markup.show(markup.still_choice(label, options[chosen], "satu-satunya periode"))
        return chosen
    _follow_address(name, chosen)
    return st.select_slider(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        on_change=_write_address,
        args=(name,),
    )


def search(
    label: str, name: str, placeholder: str, chosen: str, *, clears: tuple[str, ...] = (), width: int = 230
) -> str:
    """Words to find rows by; ``clears`` as in ``select``."""
    _follow_address(name, chosen)
    return st.text_input(
        label,
        key=name,
        placeholder=placeholder,
        on_change=_write_address,
        args=(name, *clears),
        label_visibility="collapsed",
        icon=":material/search:",
        width=width,
    ).strip()


def narrow(
    choices: Iterable[tuple[str, str, Mapping[str, str]]],
    given: Mapping[str, str],
    *,
    words: str,
    width: int = 200,
) -> None:
    """The drop-downs above a list and the box to search it by; each of them leads to the first page.

    ``choices`` are (label, parameter, options); ``words`` says what can be searched for, as ``cari``.
    On a phone the drop-downs are folded as long as none of them narrows: the list comes first. They stay open
    for who has just emptied one, perhaps to choose in another.
    """
    choices = list(choices)
    chosen = [name for _, name, options in choices if given.get(name, "") in options.keys() - {""}]
    narrowing = len(set(chosen) - {_ORDER})
    label = f"Saring · {narrowing} aktif" if narrowing else "Saring"
    is_at_it = st.session_state.pop(_AT_IT, False)
    markup.show(markup.sieve(label, is_open=narrowing > 0 or is_at_it))
    for label, name, options in choices:
        select(label, name, options, given.get(name, ""), clears=("hal",), width=width, write=_narrow)
    search("Cari", "cari", words, given.get("cari", ""), clears=("hal",), width=width + 20)


def remember(name: str, value: str | None) -> None:
    """Write a choice that no widget holds (a click on the map) into the address."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def go_to(**parameters: str) -> None:
    """From the next rerun on, the page is at its own address with these parameters alone."""
    st.query_params.from_dict(parameters)


def _follow_address(name: str, chosen: str | list[str]) -> None:
    st.session_state[name] = chosen


def _write_address(name: str, *clears: str) -> None:
    remember(name, st.session_state[name] or None)
    for other in clears:
        remember(other, None)


def _narrow(name: str, *clears: str) -> None:
    _write_address(name, *clears)
    st.session_state[_AT_IT] = True


def _write_several(name: str) -> None:
    remember(name, ",".join(st.session_state[name]) or addresses.NONE)


def without(given: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in given.items() if name not in names}


def page_of(parameters: Parameters, total: int, size: int, name: str = "hal") -> int:
    """The page asked for, within what exists."""
    last = max((total - 1) // size + 1, 1)
    return min(parameters.number(name, lowest=1, highest=1_000_000) or 1, last)
