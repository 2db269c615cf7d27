"""What the database keeps sealed, such as the secrets of second factors, and the key that opens it.

The key lies beside that of the trail, outside the database: whoever reads a copy of the database makes no
code from it.
"""

import base64
from pathlib import Path

from pyrage import DecryptError, IdentityError, decrypt, encrypt
from pyrage.x25519 import Identity

from db import keyfiles
from db.settings import Settings, SettingsError

_WHAT = "key of the second factors"


class VaultClosed(RuntimeError):
    """Sealed with another key than the one that is here."""


class Vault:
    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def seal(self, text: str) -> str:
        return base64.b64encode(encrypt(text.encode(), [self._identity.to_public()])).decode("ascii")

    def open(self, sealed: str) -> str:
        try:
            plain: bytes = decrypt(base64.b64decode(sealed, validate=True), [self._identity])
            return plain.decode()
        except (DecryptError, ValueError) as error:
            raise VaultClosed("what was sealed does not open with the key that is here") from error


def vault_of(settings: Settings) -> Vault:
    """With the key from the environment or its file, which is made when it is first asked for."""
    text = settings.second_factor_key or keyfiles.kept(
        Path(settings.audit_folder) / "kunci-langkah-kedua", _WHAT, lambda: str(Identity.generate())
    )
    try:
        return Vault(Identity.from_str(text))
    except IdentityError as error:
        raise SettingsError(f"The {_WHAT} must be an age identity (AGE-SECRET-KEY-1...).") from error
