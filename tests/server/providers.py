"""A provider of the tests, whose answers may be forged on their way out."""

import base64
import hmac
import json
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import flask
import pytest
import requests
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

from domain.access.provider import SignInProvider
from domain.addresses import parts_of

with warnings.catch_warnings(record=True):  # it would rather have newer packages below it
    import oidc_provider_mock
    from oidc_provider_mock import User

SECRET = "rahasia klien contoh yang cukup panjang"
PEOPLE = {"s-1": "tu.polda", "s-2": "tu.setda", "s-3": "orang.lain"}
"""Made up, by their subject."""

Claims = dict[str, Any]
Forgery = Callable[[Claims, RSAKey], str]


class Province:
    """Signs in whoever is named, as a person at its page would."""

    def __init__(self, port: int) -> None:
        self.provider = SignInProvider(f"http://127.0.0.1:{port}", "gerak", SECRET, "Akun NTT")
        self.forge: Forgery | None = None
        self.own_key: RSAKey | None = None
        """From when it changes its key on."""
        self.instead: dict[str, Callable[[], flask.Response]] = {}
        """What it answers at an address instead of what it would."""

    def name(self, subject: str, **claims: str) -> None:
        """What it says of a person from now on."""
        requests.put(f"{self.provider.issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def visited(self, address: str, subject: str = "s-1") -> str:
        """Where it sends a browser back that came to this address, as this person."""
        assert address.startswith(self.provider.issuer), address
        answer = requests.post(address, data={"sub": subject}, timeout=5, allow_redirects=False)
        back = parts_of(answer.headers["location"])
        return f"{back.path}?{back.query}"

    def answered_instead(self) -> flask.Response | None:
        found = self.instead.get(flask.request.path)
        return found() if found else None

    def altered(self, response: flask.Response) -> flask.Response:
        key = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
        if flask.request.path == "/jwks" and self.own_key:
            response.set_data(json.dumps({"keys": [self.own_key.as_dict(private=False)]}))
        said = response.get_json() if flask.request.path == "/oauth2/token" else None
        if said and "id_token" in said and (self.forge or self.own_key):
            claims = json.loads(_decoded(said["id_token"].split(".")[1]))
            forge = self.forge or signed()
            said["id_token"] = forge(claims, self.own_key or key)
            response.set_data(json.dumps(said))
        return response


def signed(**changed: object) -> Forgery:
    """With these claims instead, None for none, by the provider's own key."""

    def forge(claims: Claims, key: RSAKey) -> str:
        said = {name: value for name, value in {**claims, **changed}.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": key.kid}, said, key)

    return forge


def unsigned(claims: Claims, _key: RSAKey) -> str:
    header = _encoded(json.dumps({"alg": "none"}).encode())
    return f"{header}.{_encoded(json.dumps(claims).encode())}."


def by_our_secret(claims: Claims, _key: RSAKey) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))


def by_its_public_key(claims: Claims, key: RSAKey) -> str:
    """As a secret: whoever takes any algorithm for any key believes it."""
    header = {"alg": "HS256", "kid": key.kid}
    said = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{said}.{_encoded(hmac.digest(key.as_pem(private=False), said.encode(), 'sha256'))}"


def by_another_key(claims: Claims, key: RSAKey) -> str:
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, RSAKey.generate_key(2048))


def by_a_key_within(claims: Claims, _key: RSAKey) -> str:
    own = RSAKey.generate_key(2048)
    return jwt.encode({"alg": "RS256", "jwk": own.as_dict(private=False)}, claims, own)


def _encoded(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@contextmanager
def province() -> Iterator[Province]:
    users = [User(sub=subject, claims={"preferred_username": name}) for subject, name in PEOPLE.items()]
    app = oidc_provider_mock.app(user_claims=users)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    made = Province(server.server_port)
    app.before_request(made.answered_instead)
    app.after_request(made.altered)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # the mock is reached over this machine alone
        yield made
    server.shutdown()
    server.server_close()
    thread.join(5)
