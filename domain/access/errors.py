"""What can be refused; each carries the Indonesian sentence that tells the user what to do."""

from collections.abc import Mapping


class Refusal(Exception):
    """A request that is understood and turned down; ``str()`` of it is shown to the user."""


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


class TooLong(RuleBroken):
    """A text that does not fit where it is to be kept."""


def refuse_too_long(texts: Mapping[str, tuple[str, int]]) -> None:
    """Raise for the first text, by its label, that is longer than its place."""
    for label, (text, longest) in texts.items():
        if len(text.strip()) > longest:
            raise TooLong(
                f"“{label}” paling banyak {longest} huruf; sekarang {len(text.strip())}. Ringkaskan."
            )
