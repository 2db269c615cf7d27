"""What all tests of the server share."""

import pytest

from server import health, limits


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    """Tests are one address and few accounts: what one of them used up is not missing to the next."""
    limits.forget_all()
    health.look.forget()
