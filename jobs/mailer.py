"""Handing mail to the server that was set, one connection for what goes out together."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from db.outbox import InHand
from db.settings import Settings
from domain import addresses
from domain.notices.mail import STEP, Purpose
from domain.time.calendar import local_time
from views.mail import MailText

_PORTS = {"smtp": 25, "smtps": 465}
_UNKNOWN = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"}
"""The enhanced codes that say that a mailbox is not there, or not any more (RFC 3463, 3.2; RFC 7505, 4.2)."""
_PERHAPS_UNKNOWN = {550, 551, 553}
"""What a server without enhanced codes says of such a mailbox (RFC 5321, 4.2.3), and of much else."""
_ENHANCED = re.compile(r"(?:^|#)(5\.\d{1,3}\.\d{1,3})\b(?!\.\d)")
_OF_POLICY = re.compile(
    r"relay|polic|spam|block|black ?list|denied|denies|permi|allow|authenti|authori[sz]|reputation|"
    r"quota|sender|\b(?:spf|dkim|dmarc|rbl|dnsbl|rate|limit|full)\b",
    re.IGNORECASE,
)
_CLOSING = 421
"""The answer with which a server ends the conversation (RFC 5321, 3.8)."""
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class AddressRefused(Exception):
    """The server works, but does not know this address."""


class NotNow(Exception):
    """The server works, but takes this mail only at another time, if at all."""


class BrokenOff(Exception):
    """The connection broke or timed out on this mail; the next one needs a new connection."""


class NotTaken(Exception):
    """The server cannot be reached; no mail goes out now."""


class Mailer:
    def __init__(self, settings: Settings, seconds: float = STEP.total_seconds()) -> None:
        parts = urlsplit(settings.smtp_url)
        self._host, self._is_wrapped = parts.hostname or "", parts.scheme == "smtps"
        self._port = parts.port or _PORTS[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender, self._public_url = settings.mail_from, settings.public_url
        self._seconds = seconds

    @contextmanager
    def open(self) -> Iterator[smtplib.SMTP]:
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken(_said(error)) from error
        try:
            yield server
        finally:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._is_wrapped:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._seconds, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=self._seconds)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif self._user and self._host not in _LOCAL:
                server.close()
                raise NotTaken("the server offers no encryption, and a password is not sent without it")
        if self._user:
            server.login(self._user, self._password)
        return server

    def send(self, server: smtplib.SMTP, mail: InHand, letter: MailText, now: datetime) -> None:
        try:
            server.send_message(self._message(mail, letter, now))
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            words = said.decode("utf-8", "replace")
            refused = AddressRefused if is_unknown(code, words) else NotNow
            sentence = _without_addresses(f"{code} {words}")
            raise (BrokenOff if code == _CLOSING else refused)(sentence) from error
        except smtplib.SMTPResponseException as error:
            raise (BrokenOff if error.smtp_code == _CLOSING else NotNow)(_said(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise BrokenOff(_said(error)) from error

    def _message(self, mail: InHand, letter: MailText, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, letter.to, letter.subject
        message["Date"] = format_datetime(local_time(now))
        message["Message-ID"] = message_id(mail, self._sender)
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{addresses.whole(self._public_url, addresses.inbox())}>"
        message.set_content(letter.body)
        return message


def message_id(mail: InHand, sender: str) -> str:
    """The same each time this mail is tried, so that a doubled one folds together where it arrives. Not where
    each try has a link of its own: only the newest one works."""
    tried = f" {mail.tries}" if mail.purpose is Purpose.ACCOUNT_LINK else ""
    name = sha256(f"{mail.id} {mail.user_id} {mail.once}{tried}".encode()).hexdigest()[:32]
    return f"<{name}@{sender.rpartition('@')[2].rstrip('>')}>"


def is_unknown(code: int, words: str) -> bool:
    """Whether a server says that this mailbox does not exist: that is its owner's to mend, whatever else it
    refuses (a sender, a relay, a full mailbox) is not, and may be over within the hour.

    Its enhanced code decides (RFC 3463, "5.1.1 no such user"), which some put at the end as "#5.1.1"; without
    one the basic code (RFC 5321), if the words speak of no policy: 550 stands for that too.
    """
    enhanced = _ENHANCED.search(words)
    if enhanced:
        return code >= 500 and enhanced[1] in _UNKNOWN
    return code in _PERHAPS_UNKNOWN and not _OF_POLICY.search(_ADDRESS.sub("", words))


def _said(error: Exception) -> str:
    return _without_addresses(f"{type(error).__name__}: {error}")


def _without_addresses(said: str) -> str:
    """Servers repeat to whom a mail was; that is nobody's to read in a log or on a screen."""
    return " ".join(_ADDRESS.sub("(alamat)", said).split())
