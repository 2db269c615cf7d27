"""A mail server within the test process, which may be down, slow, or know an address not."""

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.browser.serving import free_port


class Mailbox:
    """What a server does with what it is handed."""

    def __init__(self) -> None:
        self.port = free_port()
        self.messages: list[EmailMessage] = []
        self.unknown: set[str] = set()
        self.busy: set[str] = set()
        """Addresses for which it asks to come back later."""
        self.cuts: set[str] = set()
        """Addresses over which it cuts the line."""
        self.hangs: set[str] = set()
        """Addresses over which it says nothing any more."""
        self.answers: dict[str, str] = {}
        """What it says to an address."""
        self.drops_what_it_took = False
        self.is_slow = False
        self._controller: Controller | None = None
        self._waiting: list[asyncio.Event] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.messages]

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if message["To"] == address]

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            for event in self._waiting:
                self._controller.loop.call_soon_threadsafe(event.set)
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(
        self, server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.cuts:
            server.transport.abort()
        if address in self.hangs:
            await self._nothing()
        if address in self.answers:
            return self.answers[address]
        if address in self.unknown:
            return f"550 5.1.1 <{address}>: no such mailbox"
        if address in self.busy:
            return "450 4.2.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.is_slow:
            await self._nothing()
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        if self.drops_what_it_took:
            server.transport.abort()
        return "250 OK"

    async def _nothing(self) -> None:
        """Until it is stopped."""
        event = asyncio.Event()
        self._waiting.append(event)
        await event.wait()
