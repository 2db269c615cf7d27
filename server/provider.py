"""What is asked of the province's own sign-in, and what must hold of its answers (OpenID Connect Core 1.0).

Authlib weighs forty megabytes and a second; whoever signs in by a password alone never loads it. All of this
blocks, and is called from threads of its own.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from db.rate_limits import RateLimited
from domain.access.provider import (
    ProvenName,
    SignInProvider,
    is_safe_way,
    is_subject,
    subject_digest,
    told_name,
)
from server import limits

if TYPE_CHECKING:
    import requests
    from authlib.integrations.requests_client import OAuth2Session
    from joserfc.jwk import Key, KeySet

log = logging.getLogger("gerak.server")

TIMEOUT = 5.0
"""Seconds that the provider may take to answer."""
LEEWAY = 60
"""Seconds by which its clock may differ from ours."""
KEPT_SECONDS = 3_600.0
FRESH_SECONDS = 60.0
"""Keys that are as new as this are not asked for again, whatever was signed by another."""
SILENT_SECONDS = 5.0
"""Seconds after a failure in which nobody else waits for it."""
LARGEST_ANSWER = 500_000
"""Bytes, unpacked."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""By a key that the provider alone has: neither none at all, nor one that is our own secret."""

Answer = TypeVar("Answer")


class ProviderSilent(Exception):
    """The provider does not answer, or not with what a provider would send."""


class Unproven(Exception):
    """The provider's answer identifies nobody. Its own explanation stays here."""


@dataclass(frozen=True)
class Visit:
    """What is kept of somebody while he is away at the provider."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)


@dataclass(frozen=True)
class Discovered:
    """What the provider says of itself."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    takes_basic: bool
    says_issuer: bool
    """Its returns always carry ``iss`` (RFC 9207)."""


class ProviderClient:
    """What was found out about one provider, and asks it."""

    def __init__(
        self, provider: SignInProvider, back: str, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._provider, self._back, self._now = provider, back, now
        self._lock = Lock()
        self._discovered: tuple[float, Discovered] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._silent_until = 0.0

    def address(self, visit: Visit) -> str:
        """Where the browser goes now."""
        with self._session() as session:
            address, _ = session.create_authorization_url(
                self._found_out().authorization,
                state=visit.state,
                nonce=visit.nonce,
                code_verifier=visit.verifier,
            )
        return str(address)

    def proven(self, visit: Visit, code: str, said_issuer: str | None) -> ProvenName:
        """Who came back with this code; each code is taken by the provider once."""
        found = self._found_out()
        if said_issuer != self._provider.issuer and (found.says_issuer or said_issuer is not None):
            raise Unproven("the return is of another issuer")
        token = self._exchanged(found, visit, code)
        claims = self._claims(found, visit, token)
        if claims.get(self._provider.claim) is None and found.userinfo:
            claims = {**claims, **self._more(found, token, claims["sub"])}
        name = told_name(self._provider.claim, claims)
        if name is None:
            raise Unproven(f"no usable {self._provider.claim}")
        issuer = self._provider.issuer
        return ProvenName(issuer, name, subject_digest(issuer, claims["sub"]))

    def _session(self, found: Discovered | None = None) -> "OAuth2Session":
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415 - Authlib weighs 40 MB

        session = OAuth2Session(
            self._provider.client_id,
            self._provider.client_secret,
            scope=self._provider.scope,
            redirect_uri=self._back,
            code_challenge_method="S256",
            token_endpoint_auth_method=(
                "client_secret_basic" if found is None or found.takes_basic else "client_secret_post"
            ),
            default_timeout=TIMEOUT,
        )
        return _bounded(session)

    def _found_out(self) -> Discovered:
        with self._lock:
            if self._discovered is None or self._discovered[0] <= self._now() - KEPT_SECONDS:
                document = self._document(
                    f"{self._provider.issuer.rstrip('/')}/.well-known/openid-configuration"
                )
                self._discovered = self._now(), self.read(document)
            return self._discovered[1]

    def read(self, document: Mapping[str, Any]) -> Discovered:
        if document.get("issuer") != self._provider.issuer:
            raise ProviderSilent("its document is of another issuer")
        methods = document.get("token_endpoint_auth_methods_supported")
        found = Discovered(
            str(document.get("authorization_endpoint", "")),
            str(document.get("token_endpoint", "")),
            str(document.get("jwks_uri", "")),
            str(document.get("userinfo_endpoint") or ""),
            not isinstance(methods, list) or not methods or "client_secret_basic" in methods,
            document.get("authorization_response_iss_parameter_supported") is True,
        )
        loopback = self._provider.issuer.startswith("http:")
        ways = (found.authorization, found.token, found.keys, *filter(None, [found.userinfo]))
        if not all(is_safe_way(each, loopback=loopback) for each in ways):
            raise ProviderSilent("its document leads over an open way")
        return found

    def _exchanged(self, found: Discovered, visit: Visit, code: str) -> Mapping[str, Any]:
        from authlib.integrations.base_client import OAuthError  # noqa: PLC0415 - Authlib weighs 40 MB

        def asked() -> Mapping[str, Any]:
            with self._session(found) as session:
                answer: Mapping[str, Any] = session.fetch_token(
                    found.token,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=visit.verifier,
                    redirect_uri=self._back,
                    allow_redirects=False,
                )
                return answer

        try:
            return self._answered(asked, for_all=False)
        except OAuthError as refused:
            # Not the error itself: it repeats what the provider said.
            raise Unproven("the code was not taken") from refused

    def _claims(self, found: Discovered, visit: Visit, token: Mapping[str, Any]) -> Mapping[str, Any]:
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415 - Authlib weighs 40 MB
        from joserfc.errors import JoseError  # noqa: PLC0415 - Authlib weighs 40 MB

        try:
            header, said = self._verified(found, str(token.get("id_token", "")))
            claims = CodeIDToken(
                said,
                header,
                {
                    "iss": {"essential": True, "value": self._provider.issuer},
                    "aud": {"essential": True, "value": self._provider.client_id},
                    "nonce": {"essential": True, "value": visit.nonce},
                },
                {
                    "nonce": visit.nonce,
                    "client_id": self._provider.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(now=int(time.time()), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError) as wrong:
            raise Unproven(f"ID token: {type(wrong).__name__}") from wrong
        if not is_subject(claims["sub"]):
            raise Unproven("no usable sub")
        return dict(claims)

    def _verified(self, found: Discovered, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Header and claims; if the signing key is unknown, the keys are fetched once more."""
        from joserfc import jwt  # noqa: PLC0415 - Authlib weighs 40 MB
        from joserfc.errors import BadSignatureError, InvalidKeyIdError  # noqa: PLC0415 - Authlib weighs 40 MB

        try:
            opened = jwt.decode(token, self._keys_of(found, KEPT_SECONDS), list(ALGORITHMS))
        except (InvalidKeyIdError, BadSignatureError):
            opened = jwt.decode(token, self._keys_of(found, FRESH_SECONDS), list(ALGORITHMS))
        return opened.header, opened.claims

    def _keys_of(self, found: Discovered, kept: float) -> "KeySet":
        from joserfc.jwk import KeySet  # noqa: PLC0415 - Authlib weighs 40 MB

        with self._lock:
            if self._keys is None or self._keys[0] <= self._now() - kept:
                document = self._document(found.keys)
                said = document.get("keys")
                self._keys = self._now(), KeySet(list(_usable(said if isinstance(said, list) else ())))
            return self._keys[1]

    def _more(self, found: Discovered, token: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
        """What the provider says beside the ID token; of the same person, or it is not looked at."""
        bearer = {"Authorization": f"Bearer {token.get('access_token', '')}"}
        said = self._document(found.userinfo, bearer, for_all=False)
        if said.get("sub") != subject:
            raise Unproven("userinfo is of somebody else")
        return said

    def _document(
        self, address: str, headers: Mapping[str, str] | None = None, *, for_all: bool = True
    ) -> Mapping[str, Any]:
        import requests  # noqa: PLC0415 - for whoever asks a provider alone

        def asked() -> Mapping[str, Any]:
            with _bounded(requests.Session()) as session:
                answer = session.get(address, headers=headers, timeout=TIMEOUT, allow_redirects=False)
                answer.raise_for_status()
                document = answer.json()
                if answer.status_code != requests.codes.ok or not isinstance(document, dict):
                    raise ValueError("no document")
                return document

        return self._answered(asked, for_all=for_all)

    def _answered(self, question: Callable[[], Answer], *, for_all: bool) -> Answer:
        """Whoever comes while the provider is silent is told so at once.

        An answer to what one visitor brought along may be none because of what he brought: that is his alone,
        or a stranger with a code of his own making would keep everybody else out.
        """
        import requests  # noqa: PLC0415 - for whoever asks a provider alone

        if self._now() < self._silent_until:
            raise ProviderSilent("it did not answer a moment ago")
        try:
            return question()
        except (requests.RequestException, *_NO_ANSWER) as error:
            if for_all or isinstance(error, requests.ConnectionError | requests.Timeout):
                self._silent_until = self._now() + SILENT_SECONDS
            # By its kind alone: the text of such an error holds addresses with what they carry.
            warn("the sign-in provider does not answer: %s", type(error).__name__)
            raise ProviderSilent from error


_NO_ANSWER = (ValueError, TypeError, ArithmeticError, RecursionError)
"""Errors that a malformed response raises, such as a page, or numbers and lists where a text should be."""

Asker = TypeVar("Asker", bound="requests.Session")


def _bounded(session: Asker) -> Asker:
    from server.bounded_http import Bounded  # noqa: PLC0415 - for whoever asks a provider alone

    for scheme in ("https://", "http://"):
        session.mount(scheme, Bounded(LARGEST_ANSWER, TIMEOUT))
    return session


def _usable(said: Iterable[Any]) -> "Iterator[Key]":
    """Parses each key separately: a kind that is unknown here must not spoil the others."""
    from joserfc.errors import JoseError  # noqa: PLC0415 - Authlib weighs 40 MB
    from joserfc.jwk import KeySet  # noqa: PLC0415 - Authlib weighs 40 MB

    for each in said:
        with suppress(JoseError, LookupError, ValueError, TypeError, AttributeError):
            yield from KeySet.import_key_set({"keys": [each]}).keys


def warn(line: str, why: str) -> None:
    """Anybody can cause these as often as he likes, so only some are logged."""
    with suppress(RateLimited):
        limits.REFUSALS_LOGGED.take(line)
        log.warning(line, why)


_clients: dict[tuple[SignInProvider, str], ProviderClient] = {}


def client_of(provider: SignInProvider, back: str) -> ProviderClient:
    """Cached per provider, so that its keys are fetched once."""
    return _clients.setdefault((provider, back), ProviderClient(provider, back))
