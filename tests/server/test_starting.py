"""What is done once at the start changes nothing of what a browser is told."""

import pytest
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from server import starting

SECTIONS = ("theme", "theme.sidebar", "theme.light", "theme.dark")


def told() -> bytes:
    message = NewSession()
    theme = message.custom_theme
    for section, part in zip(SECTIONS, (theme, theme.sidebar, theme.light, theme.dark), strict=True):
        app_session._populate_theme_msg(part, section)
    return message.SerializeToString(deterministic=True)


def test_the_theme_that_is_filled_once_is_the_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    before = told()
    starting.fill_the_theme_once()
    assert [told(), told()] == [before, before]
