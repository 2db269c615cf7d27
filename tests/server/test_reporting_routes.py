"""The addresses behind the forms: who may open proof, who may send, and what is turned down there."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Semaphore
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db import backend
from db.engine import reading
from db.evidence.store import EvidenceStore
from db.models import AuditRecord, Checkpoint, CommandReceipt, Commitment, Evidence, ProgressReport, User
from domain.access.events import Event
from domain.commitments.evidence import CleanFile, EvidenceRefused
from domain.commitments.health import EvidenceKind, ReportState
from tests import factories, samples
from tests.factories import filling
from tests.server.conftest import TestClient

HTML = {"accept": "text/html"}
ITEM = {"komitmen": "K-15", "titik": "2026-B12"}
PICTURE = b"\x89PNG\r\n\x1a\nkept as it is"


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore((tmp_path / "bukti").as_uri())


@pytest.fixture
def picture(demo_engine: Engine, store: EvidenceStore) -> int:
    """Proof of a report of Disnakertrans."""
    with filling(demo_engine) as session:
        report = session.scalars(
            select(ProgressReport)
            .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
            .join(Commitment, Commitment.id == Checkpoint.commitment_id)
            .where(Commitment.code == "K-10", ProgressReport.state == ReportState.SUBMITTED)
        ).one()
        row = factories.evidence(
            session,
            report,
            kind=EvidenceKind.PHOTO,
            title="Meja “baru”\r\nX: y",
            media_type="image/png",
            content_hash=store.put(PICTURE),
            size_bytes=9,
        )
        return int(row.id)


def refusals(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(
            select(AuditRecord.actor, AuditRecord.subject, AuditRecord.subject_id)
            .where(AuditRecord.event == Event.ACCESS_REFUSED)
            .order_by(AuditRecord.id)
        )
        return [tuple(row) for row in rows]


class TestPlainForm:
    """The report on a page that needs no websocket."""

    def test_an_agency_finds_its_reports_and_each_form(self, client_of: Callable[[str], TestClient]) -> None:
        client = client_of("dpmd")
        listed = client.get("/lapor", headers=HTML).text
        assert "/lapor?lapor=K-15&amp;titik=2026-B09" in listed
        assert "DATA CONTOH" in listed
        form = client.get("/lapor?lapor=K-16&titik=2026-B09", headers=HTML)
        assert 'data-send="/lapor/kirim"' in form.text
        assert "connect-src 'self'" in form.headers["content-security-policy"]

    def test_a_commitment_alone_opens_what_is_due_next_of_it(
        self, client_of: Callable[[str], TestClient]
    ) -> None:
        client = client_of("dpmd")
        assert 'data-quarter="2026-B09"' in client.get("/lapor?lapor=K-15", headers=HTML).text
        missing = client.get("/lapor?lapor=K-15&titik=2031-B03", headers=HTML)
        assert "K-15 tidak punya titik kendali 2031-B03." in missing.text
        assert 'href="/komitmen?kode=K-15"' in missing.text

    @pytest.mark.parametrize(("username", "said"), [("polda", "bukan milik"), ("layar", "penghubung")])
    def test_nobody_else_gets_it_and_the_attempt_is_on_record(
        self, client_of: Callable[[str], TestClient], demo_engine: Engine, username: str, said: str
    ) -> None:
        answer = client_of(username).get("/lapor?lapor=K-16&titik=2026-B09", headers=HTML)
        assert (answer.status_code, said in answer.text) == (403, True)
        assert refusals(demo_engine)[-1][0] == username


class TestProof:
    @pytest.mark.parametrize(
        "username", ["disnakertrans", "inspektorat", "gubernur.kantor", "forkopimda.danrem"]
    )
    def test_owner_verifier_governor_and_forum_open_it(
        self, client_of: Callable[[str], TestClient], picture: int, username: str
    ) -> None:
        answer = client_of(username).get(f"/bukti/{picture}")
        assert (answer.status_code, answer.content) == (200, PICTURE)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["content-disposition"].startswith("inline; filename*=UTF-8''Meja%20")
        assert answer.headers["cache-control"] == "private, no-store"

    @pytest.mark.parametrize("username", ["dpmd", "kasus.polda", "admin", "layar"])
    def test_anybody_else_is_refused_with_a_page_and_in_the_trail(
        self, client_of: Callable[[str], TestClient], demo_engine: Engine, picture: int, username: str
    ) -> None:
        answer = client_of(username).get(f"/bukti/{picture}", headers=HTML)
        assert answer.status_code == 403
        assert "milik instansi lain" in answer.text
        assert refusals(demo_engine) == [(username, "evidence", str(picture))]

    def test_without_a_session_it_leads_to_the_sign_in_page(
        self, client_of: Callable[[str], TestClient], picture: int
    ) -> None:
        client = client_of("dpmd")
        client.cookies.clear()
        answer = client.get(f"/bukti/{picture}", headers=HTML)
        assert answer.headers["location"] == f"/masuk?lanjut=/bukti/{picture}"

    def test_what_does_not_exist_is_not_found(self, client_of: Callable[[str], TestClient]) -> None:
        assert client_of("inspektorat").get("/bukti/999999").status_code == 404

    def test_a_document_is_a_download_and_never_shown_in_place(
        self, client_of: Callable[[str], TestClient], demo_engine: Engine, picture: int
    ) -> None:
        with filling(demo_engine) as session:
            session.get_one(Evidence, picture).media_type = "application/pdf"
        answer = client_of("inspektorat").get(f"/bukti/{picture}")
        assert answer.headers["content-disposition"].startswith("attachment")


def latest_of(engine: Engine, code: str) -> ProgressReport:
    with filling(engine) as session:
        return session.scalars(
            select(ProgressReport)
            .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
            .join(Commitment, Commitment.id == Checkpoint.commitment_id)
            .where(Commitment.code == code, ProgressReport.state == ReportState.SUBMITTED)
        ).one()


class TestSelfVerification:
    @pytest.mark.parametrize("username", ["disnakertrans", "polda", "gubernur.kantor", "admin"])
    def test_by_form_it_is_refused_and_recorded(
        self, client_of: Callable[[str], TestClient], demo_engine: Engine, username: str
    ) -> None:
        waiting = latest_of(demo_engine, "K-10")
        answer = client_of(username).post(
            "/putusan",
            json={
                "laporan": waiting.id,
                "version": waiting.version,
                "tingkat": "limited",
                "nilai": 1,
                "putusan": "terima",
                "catatan": "",
            },
        )
        assert answer.status_code == 403
        assert refusals(demo_engine) == [(username, "action", "judge_report")]
        assert latest_of(demo_engine, "K-10").id == waiting.id


class TestForgedAndFaulty:
    def draft(self, **more: Any) -> dict[str, Any]:
        return {
            **ITEM,
            "titik": "2026-B09",
            "value": 18,
            "sentence": "Berjalan.",
            "obstacle": "",
            "helper": "",
            "version": 0,
            "base": 0,
            "writer": "uji",
            **more,
        }

    def test_the_item_of_another_agency_is_refused_and_recorded(
        self, client_of: Callable[[str], TestClient], demo_engine: Engine
    ) -> None:
        client = client_of("polda")
        for address, name in (("/lapor/draf", "save_draft"), ("/lapor/kirim", "submit_report")):
            assert client.post(address, json=self.draft()).status_code == 403
            assert refusals(demo_engine)[-1] == ("polda", "action", name)

    def test_another_site_cannot_send_a_form(self, client_of: Callable[[str], TestClient]) -> None:
        answer = client_of("dpmd").post(
            "/lapor/draf", json=self.draft(), headers={"sec-fetch-site": "cross-site", "origin": "https://x"}
        )
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        "more",
        [
            {"value": "18"},
            {"value": True},
            {"sentence": 4},
            {"sentence": "x" * 13_000},
            {"version": -1},
            {"version": 2**40},
            {"obstacle": "dukun"},
            {"titik": ["a"]},
        ],
        ids=str,
    )
    def test_what_no_form_of_ours_sends_is_a_clear_400(
        self, client_of: Callable[[str], TestClient], more: dict[str, Any]
    ) -> None:
        answer = client_of("dpmd").post("/lapor/draf", json=self.draft(**more))
        assert (answer.status_code, "draf Anda tetap ada" in answer.json()["problem"]) == (400, True)

    def test_a_double_click_counts_once(
        self, client_of: Callable[[str], TestClient], demo_engine: Engine
    ) -> None:
        client = client_of("dpmd")
        base = client.post("/lapor/draf", json=self.draft(version=1)).json()
        with filling(demo_engine) as session:
            draft = session.scalars(
                select(ProgressReport)
                .join(User, User.id == ProgressReport.reporter_id)
                .where(User.username == "dpmd", ProgressReport.state == ReportState.DRAFT)
            ).one()
            latest = session.scalars(
                select(ProgressReport.id).where(
                    ProgressReport.checkpoint_id == draft.checkpoint_id,
                    ProgressReport.state == ReportState.RETURNED,
                )
            ).one()
        message = self.draft(version=base["version"], base=latest)
        answers = [client.post("/lapor/kirim", json=message) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        with reading(demo_engine) as connection:
            assert len(connection.execute(select(CommandReceipt.key)).all()) == 1

    @pytest.mark.parametrize(
        ("content", "status", "said"),
        [
            (b"MZ\x90\x00" + b"\0" * 300, 422, "bukan PDF"),
            (b"", 422, "kosong"),
            (samples.bomb(30_000_000), 422, "mengembang"),
        ],
        ids=["an exe", "nothing", "a bomb"],
    )
    def test_a_file_is_judged_by_its_content(
        self, client_of: Callable[[str], TestClient], tmp_path: Path, content: bytes, status: int, said: str
    ) -> None:
        client = client_of("dpmd")
        answer = client.post(
            "/lapor/bukti", params={**ITEM, "titik": "2026-B09", "nama": "laporan.pdf"}, content=content
        )
        assert (answer.status_code, said in answer.json()["problem"]) == (status, True)
        assert [path for path in tmp_path.rglob("*") if path.is_file() and "bukti" in path.parts] == []

    def test_files_of_one_account_are_looked_into_one_by_one(
        self, client_of: Callable[[str], TestClient], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever sends many at once takes one of the places in which files are looked into, and not all."""
        at_once, most = Semaphore(9), list[int]()

        def checked(_backend: object, _content: bytes, _account: str) -> CleanFile:
            with at_once:
                most.append(9 - at_once._value)
                sleep(0.1)  # as long as the others would need to come beside it
            raise EvidenceRefused("dilihat")

        monkeypatch.setattr(backend.Backend, "checked", checked)
        with client_of("dpmd") as client, ThreadPoolExecutor(3) as three:
            asked = partial(client.post, "/lapor/bukti", params={**ITEM, "nama": "a.pdf"}, content=b"%PDF-")
            answers = [each.result() for each in [three.submit(asked) for _ in range(3)]]
        assert [each.status_code for each in answers] == [422] * 3
        assert most == [1, 1, 1]

    def test_three_hundred_megabytes_are_refused_before_they_are_read(
        self, client_of: Callable[[str], TestClient]
    ) -> None:
        def endless() -> Iterator[bytes]:
            raise AssertionError("the body was read")
            yield b""

        answer = client_of("dpmd").post(
            "/lapor/bukti", params=ITEM, content=endless(), headers={"content-length": str(300 * 1024**2)}
        )
        assert (answer.status_code, "10 MB" in answer.json()["problem"]) == (413, True)

    def test_a_file_whose_name_identifies_somebody_is_refused(
        self, client_of: Callable[[str], TestClient]
    ) -> None:
        answer = client_of("dpmd").post(
            "/lapor/bukti",
            params={**ITEM, "titik": "2026-B09", "nama": "KTP 5371010101900001.pdf"},
            content=samples.pdf(),
        )
        assert (answer.status_code, "NIK" in answer.json()["problem"]) == (422, True)

    def test_a_photo_says_how_large_it_was_and_is_no_longer(
        self, client_of: Callable[[str], TestClient]
    ) -> None:
        answer = client_of("dpmd").post(
            "/lapor/bukti",
            params={**ITEM, "titik": "2026-B09", "nama": "kegiatan.jpg", "asal": str(5 * 1024 * 1024)},
            content=samples.photo(),
        )
        assert "semula 5,0 MB" in answer.json()["html"]

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "http://a.id/b", "https://", "berita", "https://x"]
    )
    def test_only_a_secure_web_address_is_a_link(
        self, client_of: Callable[[str], TestClient], link: str
    ) -> None:
        answer = client_of("dpmd").post("/lapor/tautan", json={**ITEM, "titik": "2026-B09", "tautan": link})
        assert (answer.status_code, "https://" in answer.json()["problem"]) == (422, True)
