"""A browser without a picture: it speaks Streamlit's messages over the websocket and takes the time."""

from __future__ import annotations

import http.client
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 30.0


def sign_in(url: str, account: str) -> str:
    """The session cookie of a sample account."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    connection.request(
        "POST",
        "/masuk/contoh",
        urlencode({"akun": account, "lanjut": "/"}),
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": url},
    )
    answer = connection.getresponse()
    answer.read()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    connection.close()
    if not cookie:
        raise RuntimeError(f"nobody could sign in as {account}: {answer.status}")
    return cookie


@dataclass(frozen=True)
class Run:
    """One run of a page: how long the server took to finish it, and what went over the wire."""

    seconds: float
    received: int
    of_the_map: int
    """The part of what was received that the map's frame got."""
    headline: str


@dataclass
class Choice:
    """A drop-down, a row of choices or a slider on the page."""

    widget: str
    options: list[str]
    is_row: bool
    """Whether its value is a list: a row of choices, or a slider."""


@dataclass
class Client:
    """One open session."""

    url: str
    cookie: str
    choices: dict[str, Choice] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Client:
        self._leaving = ExitStack()
        self._socket: ClientConnection = self._leaving.enter_context(
            connect(
                self.url.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                additional_headers={"Cookie": self.cookie, "Origin": self.url},
                compression=None,
                max_size=None,
                proxy=None,
            )
        )
        self._kept: set[str] = set()
        self._query, self._page = "", ""
        return self

    def __exit__(self, *_reason: object) -> None:
        self._leaving.close()

    def open(self, path: str = "/", query: str = "") -> Run:
        """Arrive at a page; its address must have been seen in the menu, or be the first one."""
        self._page = self.pages.get(path, "")
        self._query = query
        self.choices.clear()
        return self._run(ClientState())

    def again(self) -> Run:
        """The same page once more, as any click on it causes."""
        return self._run(ClientState())

    def choose(self, key: str, option: str) -> Run:
        choice, state = self.choices[key], ClientState()
        widget = state.widget_states.widgets.add(id=choice.widget)
        if choice.is_row:
            widget.string_array_value.data.append(option)
        else:
            widget.string_value = option
        return self._run(state)

    def _run(self, state: ClientState) -> Run:
        state.query_string, state.page_script_hash = self._query, self._page
        state.cached_message_hashes.extend(self._kept)
        state.context_info.url = self.url + "/"
        state.context_info.locale, state.context_info.timezone = "id-ID", "Asia/Makassar"
        started = time.perf_counter()
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        received = of_the_map = 0
        headline = ""
        while True:
            frame = self._socket.recv(PATIENCE)
            assert isinstance(frame, bytes)
            received += len(frame)
            message = ForwardMsg.FromString(frame)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                seconds = time.perf_counter() - started
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"the page did not finish: {message.script_finished}")
                if not headline:
                    raise RuntimeError("the page drew no headline; what was timed was not the page")
                return Run(seconds, received, of_the_map, headline)
            element = message.delta.new_element if kind == "delta" else None
            if element is not None and element.WhichOneof("type") == "component_instance":
                of_the_map += len(frame)
            if element is not None and "<h1>" in element.html.body:
                headline = element.html.body.partition("<h1>")[2].partition("</h1>")[0]
            self._learn(message, kind)

    def _learn(self, message: ForwardMsg, kind: str | None) -> None:
        if message.metadata.cacheable and message.hash:
            self._kept.add(message.hash)
        if kind == "navigation":
            self.pages = {
                "/" + page.url_pathname: page.page_script_hash for page in message.navigation.app_pages
            }
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "selectbox":
                box = element.selectbox
                self._offer(box.id, list(box.options), is_row=False)
            elif element.WhichOneof("type") == "button_group":
                row = element.button_group
                self._offer(row.id, [option.content for option in row.options], is_row=True)
            elif element.WhichOneof("type") == "slider":
                self._offer(element.slider.id, list(element.slider.options), is_row=True)

    def _offer(self, widget: str, options: list[str], *, is_row: bool) -> None:
        self.choices[widget.rpartition("-")[2]] = Choice(widget, options, is_row)
