"""Signing in by the province's own sign-in: who comes in, what is refused, and what of it is told to whom."""

import gzip
import logging
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import flask
import pytest
import requests
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy import Row, select

from db import backend
from db.commands import people, provider_names
from db.engine import reading
from db.models import AuditRecord, User
from domain.access.events import Event
from domain.access.provider import TieAccount
from domain.access.requests import CloseAccount, RenewLink
from domain.access.second_factor import SecondFactorDemand
from domain.access.sessions import Door
from domain.access.throttle import PER_ACCOUNT
from domain.addresses import Endpoint, parts_of
from server import provider as provider_module
from server.provider import ProviderClient, ProviderSilent
from tests.server.doors import ADMIN, HTML, POLDA, REASON, House, TestClient, doors_of, enter, send
from tests.server.providers import (
    PEOPLE,
    Forgery,
    Province,
    by_a_key_within,
    by_another_key,
    by_its_public_key,
    by_our_secret,
    province,
    signed,
    unsigned,
)

# The provider of the tests is older than the library that it stands on.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")

WANTED = "/tugas?kode=T-019"
COOKIE = "ntt_penyedia"
UNTIED, UNPROVEN, OVER = "belum terhubung", "tidak sah", "tidak dimulai dari peramban ini"


@pytest.fixture(scope="module")
def _one_province() -> Iterator[Province]:
    with province() as made:
        yield made


@pytest.fixture
def ntt(_one_province: Province, house: House, client: TestClient, tmp_path: Path) -> Province:
    """The officer is tied to a name there; the client stands before a house that knows the provider."""
    _one_province.forge = _one_province.own_key = None
    _one_province.instead.clear()
    provider_module._clients.clear()
    for subject, name in PEOPLE.items():
        _one_province.name(subject, preferred_username=name)
    use(house, tmp_path, _one_province)
    tie(house, _one_province, PEOPLE["s-1"])
    return _one_province


def use(house: House, folder: Path, ntt: Province, **settings: Any) -> None:
    known = house.settings(folder, provider=ntt.provider, public_url="http://testserver", **settings)
    backend.use(known, house.engine)


def tie(house: House, ntt: Province, name: str, username: str = POLDA) -> Any:
    with reading(house.engine) as connection:
        seen = connection.scalars(select(User.version).where(User.username == username)).one()
    asked = TieAccount(username, seen, name, ntt.provider.issuer, REASON)
    return house.do(provider_names.tie_account, asked)


def go(client: TestClient, wanted: str = WANTED) -> str:
    """Where the button leads."""
    answer = client.get(f"{Endpoint.PROVIDER}?{urlencode({'lanjut': wanted})}")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def come(client: TestClient, ntt: Province, subject: str = "s-1", wanted: str = WANTED) -> Any:
    """There and back again."""
    return client.get(ntt.visited(go(client, wanted), subject), headers=HTML)


def refused(answer: Any, sentence: str, status: int = 401) -> bool:
    """On the sign-in page, and without a session."""
    on_page = 'id="formulir"' in answer.text and sentence in answer.text
    return on_page and (answer.status_code, "ntt_sid" in answer.cookies) == (status, False)


def trail(house: House) -> list[Row[Any]]:
    with reading(house.engine) as connection:
        return list(connection.execute(select(AuditRecord.__table__).order_by(AuditRecord.id)))


def events(house: House) -> list[str]:
    return [str(record.event) for record in trail(house)]


def test_the_sign_in_page_leads_there_and_keeps_where_one_wanted_to_go(
    client: TestClient, ntt: Province
) -> None:
    page = client.get(f"{Endpoint.SIGN_IN}?{urlencode({'lanjut': WANTED})}").text
    assert "Masuk lewat Akun NTT" in page
    assert 'href="/masuk/penyedia?lanjut=%2Ftugas%3Fkode%3DT-019"' in page


@pytest.mark.on_both
def test_who_is_tied_comes_in_as_after_a_password(house: House, client: TestClient, ntt: Province) -> None:
    answer = come(client, ntt)
    assert (answer.status_code, answer.headers["location"]) == (303, WANTED)
    assert [name for name, door in doors_of(client, house.meeting).items() if not door()] == []
    assert {"ntt_sid", "ntt_peranti"} <= set(client.cookies)
    assert COOKIE not in client.cookies


@pytest.mark.on_both
def test_the_trail_says_by_which_way_and_repeats_no_name(
    house: House, client: TestClient, ntt: Province
) -> None:
    come(client, ntt)
    records = trail(house)
    assert [str(each.event) for each in records[-3:]] == [
        Event.ACCOUNT_TIED,
        Event.PROVIDER_NAME_PINNED,
        Event.SIGNED_IN,
    ]
    assert '"way":"penyedia masuk"' in records[-1].after
    assert [each.id for each in records if PEOPLE["s-1"] in each.after + each.before] == []
    client.cookies.clear()
    enter(client)
    assert "way" not in trail(house)[-1].after


def test_the_request_asks_for_a_code_with_a_proof_of_its_own(client: TestClient, ntt: Province) -> None:
    asked = parse_qs(parts_of(go(client)).query)
    again = parse_qs(parts_of(go(client)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/masuk/penyedia/kembali"]
    assert all(asked[each] != again[each] for each in ("state", "nonce", "code_challenge"))


def test_what_is_kept_meanwhile_is_read_by_no_script_and_tells_nothing(
    client: TestClient, ntt: Province
) -> None:
    answer = client.get(Endpoint.PROVIDER)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Max-Age=600" in cookie
    assert "samesite=lax" in cookie.casefold()
    assert parse_qs(parts_of(answer.headers["location"]).query)["state"][0] not in cookie


@pytest.mark.parametrize(
    "hostile",
    ["//jahat.example", "https://jahat.example", "/\\jahat.example", "/\t/jahat.example", "/masuk"],
)
def test_nobody_is_led_elsewhere_afterwards(client: TestClient, ntt: Province, hostile: str) -> None:
    answer = come(client, ntt, wanted=hostile)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-purpose": "prefetch"}],
)
def test_another_page_signs_nobody_in(client: TestClient, ntt: Province, headers: dict[str, str]) -> None:
    by_a_person = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    answer = client.get(f"{Endpoint.PROVIDER}?lanjut=%2Ftugas", headers=by_a_person | headers)
    assert (answer.headers["location"], COOKIE in answer.cookies) == ("/masuk?lanjut=%2Ftugas", False)


def test_a_return_that_was_not_begun_here_is_refused(client: TestClient, ntt: Province) -> None:
    back = ntt.visited(go(client))
    client.cookies.clear()
    assert refused(client.get(back), OVER, 400)


def test_a_forged_state_is_refused(client: TestClient, ntt: Province) -> None:
    back = ntt.visited(go(client))
    forged = back.replace(parse_qs(parts_of(back).query)["state"][0], "x" * 43)
    assert refused(client.get(forged), OVER, 400)


@pytest.mark.parametrize("cookie", ["", "x", "eyJhIjoxfQ==", "é", "a" * 5_000])
def test_a_cookie_that_is_none_of_ours_is_refused(client: TestClient, ntt: Province, cookie: str) -> None:
    back = ntt.visited(go(client))
    client.cookies.clear()
    answer = client.get(back, headers=[(b"cookie", f"{COOKIE}={cookie}".encode())])
    assert refused(answer, OVER, 400)


def test_who_stays_away_too_long_begins_anew(house: House, client: TestClient, ntt: Province) -> None:
    back = ntt.visited(go(client))
    house.clock.forward(timedelta(minutes=10))
    assert refused(client.get(back), OVER, 400)


@pytest.mark.on_both
def test_a_return_is_taken_once(client: TestClient, ntt: Province) -> None:
    back = ntt.visited(go(client))
    cookie = client.cookies[COOKIE]
    assert client.get(back).status_code == 303
    client.cookies.clear()
    assert refused(client.get(back), OVER, 400)
    client.cookies.set(COOKIE, cookie)
    assert refused(client.get(back), UNPROVEN)


def test_a_return_of_another_issuer_is_refused(client: TestClient, ntt: Province) -> None:
    back = ntt.visited(go(client))
    assert refused(client.get(f"{back}&iss=https%3A%2F%2Fjahat.example"), UNPROVEN)
    own = urlencode({"iss": ntt.provider.issuer})
    assert client.get(f"{ntt.visited(go(client))}&{own}").status_code == 303


FORGERIES: dict[str, Forgery] = {
    "another nonce": signed(nonce="lain"),
    "no nonce": signed(nonce=None),
    "for another client": signed(aud="klien.lain"),
    "for several, and by another": signed(aud=["gerak", "klien.lain"], azp="klien.lain"),
    "for several, by nobody": signed(aud=["klien.lain", "gerak"], azp=None),
    "of another issuer": signed(iss="https://jahat.example"),
    "long expired": signed(exp=int(time.time()) - 3_600),
    "without an end": signed(exp=None),
    "not yet valid": signed(nbf=int(time.time()) + 3_600),
    "without a subject": signed(sub=None),
    "with a subject that is no text": signed(sub=7),
    "without a name": signed(preferred_username=7),
    "with a name of two lines": signed(preferred_username="tu.polda\n"),
    "unsigned": unsigned,
    "signed by our own secret": by_our_secret,
    "signed by its public key as a secret": by_its_public_key,
    "signed by another key": by_another_key,
    "signed by a key that it brings itself": by_a_key_within,
    "no token at all": lambda _claims, _key: "bukan token",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_an_id_token_that_proves_nothing_opens_nothing(
    house: House, client: TestClient, ntt: Province, forgery: str
) -> None:
    ntt.forge = FORGERIES[forgery]
    assert refused(come(client, ntt), UNPROVEN)
    assert Event.SIGNED_IN not in events(house)
    ntt.forge = signed()
    assert come(client, ntt).status_code == 303


def test_a_key_that_the_provider_changed_is_asked_for(
    client: TestClient, ntt: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert come(client, ntt).status_code == 303
    client.cookies.clear()
    ntt.own_key = RSAKey.generate_key(2048, {"kid": "baru"})
    assert refused(come(client, ntt), UNPROVEN), "keys of this very minute are not asked for again"
    monkeypatch.setattr(provider_module, "FRESH_SECONDS", 0.0)
    assert come(client, ntt).status_code == 303


@pytest.mark.on_both
def test_who_is_tied_to_no_account_stays_outside_and_is_counted(
    house: House, client: TestClient, ntt: Province
) -> None:
    answer = come(client, ntt, "s-3")
    assert refused(answer, UNTIED)
    assert PEOPLE["s-3"] not in answer.text
    last = trail(house)[-1]
    assert (str(last.event), last.subject_id) == (Event.SIGN_IN_REFUSED, "unknown")
    for _ in range(PER_ACCOUNT - 1):
        come(client, ntt, "s-3")
    assert refused(come(client, ntt, "s-3"), "Terlalu banyak percobaan", 429)


def test_the_name_of_an_account_here_is_not_the_name_there(
    house: House, client: TestClient, ntt: Province
) -> None:
    ntt.name("s-3", preferred_username=ADMIN)
    assert refused(come(client, ntt, "s-3"), UNTIED)


@pytest.mark.on_both
def test_whoever_gets_the_name_of_another_there_does_not_get_his_account(
    house: House, client: TestClient, ntt: Province
) -> None:
    assert come(client, ntt).status_code == 303
    client.cookies.clear()
    ntt.name("s-3", preferred_username=PEOPLE["s-1"])
    assert refused(come(client, ntt, "s-3"), "dahulu dipakai orang lain")
    last = trail(house)[-1]
    assert (str(last.event), last.subject_id) == (Event.OTHER_SUBJECT_REFUSED, POLDA)
    assert come(client, ntt).status_code == 303, "the first one still is who he was"


@pytest.mark.on_both
def test_who_was_untied_and_tied_again_may_be_another(
    house: House, client: TestClient, ntt: Province
) -> None:
    come(client, ntt)
    assert tie(house, ntt, "") == 1, "the session that was open ends"
    assert client.get("/", headers=HTML).status_code == 303
    assert refused(come(client, ntt), UNTIED)
    ntt.name("s-3", preferred_username=PEOPLE["s-1"])
    tie(house, ntt, PEOPLE["s-1"])
    assert come(client, ntt, "s-3").status_code == 303


@pytest.mark.on_both
def test_a_new_link_for_the_password_unties_who_came_in_before(
    house: House, client: TestClient, ntt: Province
) -> None:
    come(client, ntt)
    client.cookies.clear()
    house.do(people.renew_link, RenewLink(POLDA, 1, REASON))
    assert '"provider_name":"dilepas"' in trail(house)[-1].after
    assert refused(come(client, ntt), UNTIED)


@pytest.mark.on_both
def test_a_closed_account_stays_closed(house: House, client: TestClient, ntt: Province) -> None:
    house.do(people.close_account, CloseAccount(POLDA, 1, REASON))
    assert refused(come(client, ntt), UNTIED)


@pytest.mark.on_both
def test_the_second_step_is_demanded_here_too(
    house: House, client: TestClient, ntt: Province, tmp_path: Path
) -> None:
    use(house, tmp_path, ntt, door=Door(SecondFactorDemand.GUARDED))
    tie(house, ntt, PEOPLE["s-2"], ADMIN)
    answer = come(client, ntt, "s-2")
    assert answer.headers["location"].startswith(Endpoint.SET_UP_STEP)
    assert [name for name, door in doors_of(client, house.meeting).items() if door()] == []
    assert events(house)[-1] == Event.SECOND_STEP_ASKED


def test_a_provider_that_is_away_keeps_nobody_from_his_password(
    house: House, client: TestClient, ntt: Province, tmp_path: Path
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        gone = Province(unused.getsockname()[1])
    use(house, tmp_path, gone)
    for _ in range(2):
        answer = client.get(Endpoint.PROVIDER)
        assert refused(answer, "Akun NTT tidak menjawab. Masuk dengan kata sandi, atau coba lagi.", 503)
    assert enter(client) == 303


def test_a_provider_that_calls_itself_otherwise_is_not_asked(
    house: House, client: TestClient, ntt: Province, tmp_path: Path
) -> None:
    other = replace(ntt.provider, issuer=f"{ntt.provider.issuer}/")
    backend.use(house.settings(tmp_path, provider=other, public_url="http://testserver"), house.engine)
    assert refused(client.get(Endpoint.PROVIDER), "tidak menjawab", 503)


@pytest.mark.parametrize("way", ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"])
def test_a_provider_that_leads_over_an_open_way_is_not_followed(ntt: Province, way: str) -> None:
    document = requests.get(f"{ntt.provider.issuer}/.well-known/openid-configuration", timeout=5).json()
    safe = {
        name: str(each).replace("http://127.0.0.1", "https://sso.contoh") for name, each in document.items()
    }
    client = ProviderClient(replace(ntt.provider, issuer=safe["issuer"]), "https://gerak.contoh")
    assert client.read(safe).token == safe["token_endpoint"]
    with pytest.raises(ProviderSilent, match="open way"):
        client.read(safe | {way: document[way]})


def test_a_provider_that_does_not_answer_is_waited_for_once(
    house: House, client: TestClient, ntt: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider_module, "TIMEOUT", 0.2)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        use(house, tmp_path, Province(deaf.getsockname()[1]))
        assert refused(client.get(Endpoint.PROVIDER), "tidak menjawab", 503)
        monkeypatch.setattr(provider_module, "TIMEOUT", 60.0)
        assert refused(client.get(Endpoint.PROVIDER), "tidak menjawab", 503)


DISCOVERY, TOKEN, JWKS, USERINFO = "/.well-known/openid-configuration", "/oauth2/token", "/jwks", "/userinfo"


def said(body: str | bytes, status: int = 200, **headers: str) -> Callable[[], flask.Response]:
    return lambda: flask.Response(
        body, status, {name.replace("_", "-"): text for name, text in headers.items()}
    )


def without_end() -> flask.Response:
    return flask.Response(b" " * 50_000 for _ in range(10_000))


def in_drops() -> flask.Response:
    def drops() -> Iterator[bytes]:
        for _ in range(200):
            time.sleep(0.1)
            yield b" "

    return flask.Response(drops())


NO_ANSWERS = {
    "a page": said("<html>Sedang dipelihara</html>"),
    "a page of a wall before it": said("<html>Ditolak</html>", 403),
    "a list": said("[1, 2]"),
    "a number": said("7"),
    "lists in lists": said("[" * 50_000 + "]" * 50_000),
    "what does not unpack": said("{}", content_encoding="gzip"),
    "what unpacks to more than an answer holds": said(
        gzip.compress(b" " * 5_000_000), content_encoding="gzip"
    ),
    "led elsewhere": said("", 302, location="https://jahat.example/"),
    "led in a circle": said("", 302, location=TOKEN),
    "its own fault": said("aduh", 500),
    "more than an answer holds": without_end,
    "in drops": in_drops,
}
NO_TOKENS = {
    "an end that is a list": said('{"access_token": "a", "expires_in": [1]}'),
    "an end beyond all numbers": said('{"access_token": "a", "expires_in": 1e400}'),
}


@pytest.mark.parametrize("place", [DISCOVERY, TOKEN, JWKS])
def test_an_answer_that_is_none_is_told_as_silence_and_soon(
    client: TestClient, ntt: Province, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider_module, "TIMEOUT", 1.5)
    otherwise = []
    for name, answer in (NO_ANSWERS | (NO_TOKENS if place == TOKEN else {})).items():
        ntt.instead.clear()
        provider_module._clients.clear()
        back = ntt.visited(go(client))
        provider_module._clients.clear()
        ntt.instead[place] = answer
        began = time.monotonic()
        is_told = refused(client.get(back), "Akun NTT tidak menjawab", 503)
        otherwise += [] if is_told and time.monotonic() - began < 8 else [name]
    assert otherwise == []


def test_what_one_visitor_brought_silences_the_provider_for_nobody_else(
    client: TestClient, ntt: Province
) -> None:
    for answer in ("a page of a wall before it", "its own fault", "a number"):
        ntt.instead[TOKEN] = NO_ANSWERS[answer]
        assert refused(come(client, ntt), "tidak menjawab", 503)
    ntt.instead.clear()
    assert come(client, ntt).status_code == 303


def test_what_is_no_code_is_not_asked_about(client: TestClient, ntt: Province) -> None:
    ntt.instead[TOKEN] = NO_ANSWERS["its own fault"]
    for code in ("", "dua\n", "\0", "kodé", "x" * 2_001):
        state = parse_qs(parts_of(go(client)).query)["state"][0]
        answer = client.get(f"{Endpoint.PROVIDER_RETURN}?{urlencode({'code': code, 'state': state})}")
        assert refused(answer, UNPROVEN, 400), code


def test_a_way_of_showing_our_secret_that_is_no_list_is_the_usual_one(ntt: Province) -> None:
    document = requests.get(f"{ntt.provider.issuer}{DISCOVERY}", timeout=5).json()
    client = ProviderClient(ntt.provider, "http://testserver")
    assert client.read(document | {"token_endpoint_auth_methods_supported": 7}).takes_basic


def test_a_key_that_is_not_understood_says_nothing_of_the_others(client: TestClient, ntt: Province) -> None:
    new_curve = ECKey.generate_key("P-256", {"kid": "x"}).as_dict(private=False) | {"crv": "baru"}
    usual = requests.get(f"{ntt.provider.issuer}{JWKS}", timeout=5).json()["keys"]
    others = [new_curve, {"kty": "RSA", "kid": "y"}, {"kty": "baru"}, 7, None]
    ntt.instead[JWKS] = lambda: flask.jsonify(keys=[*others, *usual])
    assert come(client, ntt).status_code == 303


def test_a_mail_address_that_the_provider_has_not_checked_is_no_name(
    house: House, client: TestClient, ntt: Province, tmp_path: Path
) -> None:
    mail = "tu@polda.contoh"
    by_mail = Province(0)
    by_mail.provider = replace(ntt.provider, claim="email")
    use(house, tmp_path, by_mail)
    tie(house, ntt, mail)
    assert parse_qs(parts_of(go(client)).query)["scope"] == ["openid profile email"]
    for unchecked in (False, None, "false"):
        ntt.forge = signed(email=mail, email_verified=unchecked)
        assert refused(come(client, ntt, "s-3"), UNPROVEN)
    ntt.forge = signed(email=mail, email_verified=True)
    assert come(client, ntt).status_code == 303


def test_who_is_proven_does_not_wait_for_those_who_guess_his_password(
    client: TestClient, ntt: Province
) -> None:
    for _ in range(PER_ACCOUNT):
        enter(client, password="salah sama sekali")
    assert enter(client) == 429
    assert come(client, ntt).status_code == 303


def test_a_stranger_does_not_fill_the_log(
    client: TestClient, ntt: Province, caplog: pytest.LogCaptureFixture
) -> None:
    ntt.forge = by_another_key
    for _ in range(20):
        come(client, ntt)
    assert sum("was not taken" in each.getMessage() for each in caplog.records) == 6


@pytest.mark.parametrize(
    ("error", "sentence"),
    [("access_denied", "dibatalkan"), ("<script>alert(1)</script>", UNPROVEN), ("server_error", UNPROVEN)],
)
def test_what_the_provider_says_of_an_error_is_not_repeated(
    client: TestClient, ntt: Province, error: str, sentence: str
) -> None:
    state = parse_qs(parts_of(go(client)).query)["state"][0]
    said = urlencode({"error": error, "error_description": "kata penyedia", "state": state})
    answer = client.get(f"{Endpoint.PROVIDER_RETURN}?{said}")
    assert refused(answer, sentence)
    assert [word for word in ("kata penyedia", "<script>alert", "server_error") if word in answer.text] == []


def test_codes_and_tokens_are_never_logged(
    client: TestClient, ntt: Province, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "gerak.server")
    back = ntt.visited(go(client))
    code = parse_qs(parts_of(back).query)["code"][0]
    client.get(back)
    client.cookies.clear()
    ntt.forge = by_another_key
    come(client, ntt)
    said = " ".join(f"{each.getMessage()} {each.exc_text}" for each in caplog.records if "gerak" in each.name)
    assert "was not taken" in said
    assert [word for word in (code, "eyJ", *PEOPLE.values()) if word in said] == []


def test_signing_out_ends_our_session(client: TestClient, ntt: Province) -> None:
    come(client, ntt)
    assert send(client, Endpoint.SIGN_OUT).headers["location"] == Endpoint.SIGN_IN
    assert client.get("/", headers=HTML).status_code == 303


def test_without_a_provider_there_is_no_button_and_no_door(client: TestClient) -> None:
    assert "Masuk lewat" not in client.get(Endpoint.SIGN_IN).text
    assert {client.get(each).status_code for each in (Endpoint.PROVIDER, Endpoint.PROVIDER_RETURN)} == {404}


def test_a_server_without_a_provider_loads_nothing_of_it() -> None:
    heavy = "authlib", "joserfc"
    asked = f"import sys, server.routing; print([each for each in {heavy} if each in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"
