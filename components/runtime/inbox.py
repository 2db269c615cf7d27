"""A notice is read by whoever goes where it leads, from the list or from a mail, by way of the sign-in."""

import streamlit as st

from components.runtime import writes
from domain.access.parameters import Parameters
from domain.addresses import NOTICE
from domain.notices.requests import ReadNotices

_LARGEST = 2**31 - 1


def read_what_led_here() -> None:
    if NOTICE not in st.query_params:
        return
    number = Parameters(dict(st.query_params.items())).number(NOTICE, lowest=1, highest=_LARGEST)
    del st.query_params[NOTICE]
    if number is not None:
        writes.record(ReadNotices((number,)))
