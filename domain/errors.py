"""What can be refused; each carries the Indonesian sentence that tells the user what to do."""


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
