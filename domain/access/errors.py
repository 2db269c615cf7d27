"""What can be refused; each carries the Indonesian sentence that tells the user what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from domain.time.formats import number

Choice = TypeVar("Choice")


class Refusal(Exception):
    """A request that is understood and turned down, for a reason or several, each a sentence for the user."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences

    leads_to: str = ""
    """The address of what stands in the way, where that can be looked at."""


class Forbidden(Refusal):
    """The actor's role or agency does not permit this."""


class RuleBroken(Refusal):
    """A rule of the domain says no."""


class NotFound(Refusal):
    """No such thing, or none that this actor may know of."""


class NotSignedIn(Refusal):
    """No valid session stands behind the request."""


class StaleData(Refusal):
    """Somebody else changed the row since this actor read it; nothing was overwritten."""


class AlreadyDone(Refusal):
    """The same form was carried out before, and what it was answered is not told a second time."""


class OpenedAsOther(Refusal):
    """The form was opened as one office, and another page of this browser acts for another one by now."""

    def __init__(self, opened: str, acting: str, choice: str) -> None:
        whose = (
            f"Formulir ini dibuka sebagai {opened}, sedangkan"
            if opened
            else "Formulir ini dibuka lebih dahulu;"
        )
        super().__init__(
            f"{whose} sesi ini sekarang bertindak sebagai {acting}. Belum ada yang dikirim; isian Anda tetap "
            f"ada. {choice}"
        )


class Unreadable(Refusal):
    """A message that no form of ours sends."""


class NotYet(Refusal):
    """What this needs does not answer at the moment; the same may be sent again, and a browser does so."""


class TooLarge(Refusal):
    """More than such a message or file may hold."""


class ForeignMessage(Refusal):
    """A message that another site's page made the browser send; it is nobody's attempt."""


class SignInRefused(RuleBroken):
    """Wrong name or password; it never says which."""


class SignInThrottled(SignInRefused):
    """Too many refused attempts; even the right password has to wait."""


class TooLong(RuleBroken):
    """A text that does not fit where it is to be kept."""


LONGEST_REASON = 600
"""Letters of a reason or a note that goes with an answer."""


def refuse_empty(texts: Mapping[str, str]) -> None:
    """Raise for the first text, by its label, that says nothing."""
    for label, text in texts.items():
        if not text.strip():
            raise RuleBroken(f"“{label}” belum diisi. Lengkapi, lalu kirim lagi.")


def chosen(label: str, choice: Choice | None) -> Choice:
    """What somebody chose under this label; no form begins with an answer, and none is filled in for him."""
    if choice is None or choice == "":
        raise RuleBroken(f"“{label}” belum dipilih. Pilih salah satu, lalu kirim lagi.")
    return choice


def refuse_too_long(texts: Mapping[str, tuple[str, int]]) -> None:
    """Raise for the first text, by its label, that is longer than its place."""
    for label, (text, longest) in texts.items():
        if len(text.strip()) > longest:
            most, now = number(longest), number(len(text.strip()))
            raise TooLong(f"“{label}” paling banyak {most} huruf; sekarang {now}. Ringkaskan.")


@dataclass(frozen=True)
class Handling:
    """What becomes of a refusal, by whichever way the request came."""

    status: int
    """Of HTTP, where the answer is one of its."""
    counted_as: str
    """In what watchers read of how requests fare."""
    leaves_trace: bool = False
    """An attempt at what is not allowed stands in the audit trail."""
    shows_newest: bool = False
    """The form is then about what stands there by now."""


HANDLINGS: dict[type[Refusal], Handling] = {
    Refusal: Handling(422, "refused"),
    Unreadable: Handling(400, "unreadable"),
    NotSignedIn: Handling(401, "not_signed_in"),
    SignInRefused: Handling(401, "sign_in_refused"),
    Forbidden: Handling(403, "forbidden", leaves_trace=True),
    ForeignMessage: Handling(403, "foreign"),
    NotFound: Handling(404, "not_found"),
    StaleData: Handling(409, "stale", shows_newest=True),
    AlreadyDone: Handling(409, "already_done"),
    OpenedAsOther: Handling(409, "opened_as_other"),
    TooLarge: Handling(413, "too_large"),
    NotYet: Handling(503, "not_yet"),
    SignInThrottled: Handling(429, "throttled"),
}


def handling(refusal: Refusal) -> Handling:
    """By the nearest kind that stands in the table."""
    return next(HANDLINGS[kind] for kind in type(refusal).__mro__ if kind in HANDLINGS)
