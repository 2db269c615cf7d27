"""What a backup holds comes back, row for row and file for file; what is not whole is refused by name."""

import gzip
import io
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pyrage
import pytest
from sqlalchemy import DateTime, Engine, MetaData, func, select

from db import schema, signing_in
from db.__main__ import main
from db.acting import Sender
from db.backup import command as backup_commands
from db.backup import making
from db.backup.archive import BadBackup, checked, opened
from db.backup.folder import BackupFolder, name_at
from db.backup.making import make
from db.backup.restoring import condition, restore
from db.command import run
from db.commands.accounts import sign_out
from db.engine import build, reading, writing
from db.evidence.store import EvidenceStore
from db.lines import lines, shapes
from db.models import Agency, AuditRecord, Base, Evidence, PublishedFigure, Task, UserSession
from db.schema import SchemaState, head, state
from db.types import UtcDateTime
from domain.access.backups import Retention
from domain.access.permissions import VISITOR
from domain.access.requests import SignOut
from domain.time.calendar import Clock, local_time
from tests.databases import Databases
from tests.db.test_migrating_forward import LANDED, fill
from tests.factories import MORNING, actor_named

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
Rows = dict[str, list[bytes]]


def content(engine: Engine) -> Rows:
    with reading(engine) as connection:
        return {shape.name: list(lines(connection, shape)) for shape in shapes(Base.metadata)}


@dataclass(frozen=True)
class Site:
    """An installation with sample data and its files of proof."""

    engine: Engine
    store: EvidenceStore
    proof: Path

    def backed_up(self, key: str | None = None) -> bytes:
        out = io.BytesIO()
        make(self.engine, self.store, NOW, out, key)
        return out.getvalue()


@pytest.fixture
def site(databases: Databases, clock: Clock, tmp_path: Path) -> Iterator[Site]:
    url, proof = databases.demo(), tmp_path / "bukti"
    engine, store = build(url), EvidenceStore(proof.as_uri())
    for piece in (b"notulen", b"daftar hadir"):
        store.put(piece)
    with writing(engine) as connection:
        digests = sorted(store.names())
        for number, digest in zip(
            connection.scalars(select(Evidence.id).limit(2)).all(), digests, strict=True
        ):
            connection.execute(
                Evidence.__table__.update().where(Evidence.id == number).values(content_hash=digest)
            )
        others = Evidence.content_hash.not_in(digests)
        connection.execute(
            Evidence.__table__.update().where(others).values(content_hash=None, link="https://contoh.id/a")
        )
    yield Site(engine, store, proof)
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def fresh(database_url: str) -> Iterator[Engine]:
    engine = build(database_url)
    yield engine
    engine.dispose()


def restored(given: bytes, engine: Engine, store: EvidenceStore, key: str | None = None) -> None:
    with opened(io.BytesIO(given), key) as packed:
        restore(packed, engine, store)


def test_every_row_and_file_comes_back_and_fits(site: Site, fresh: Engine, tmp_path: Path) -> None:
    there = EvidenceStore((tmp_path / "sana").as_uri())
    restored(site.backed_up(), fresh, there)
    assert content(fresh) == content(site.engine)
    assert there.names() == site.store.names()
    found = condition(fresh, there)
    assert (found.problems, found.seals > 0) == ((), True)


def test_a_backup_of_one_database_is_restored_into_the_other(site: Site, tmp_path: Path) -> None:
    """A drill needs no server; the one file serves both."""
    engine = build(f"sqlite:///{tmp_path / 'latihan.db'}")
    restored(site.backed_up(), engine, EvidenceStore((tmp_path / "sana").as_uri()))
    assert content(engine) == content(site.engine)
    engine.dispose()


def test_a_restored_database_goes_on_numbering(
    site: Site, fresh: Engine, clock: Clock, tmp_path: Path
) -> None:
    restored(site.backed_up(), fresh, EvidenceStore((tmp_path / "sana").as_uri()))
    with reading(fresh) as connection:
        by = actor_named(connection, "polda")
        records = connection.scalar(select(func.max(AuditRecord.id)))
        task = connection.execute(select(func.max(Task.id))).scalar_one()
    run(Sender(fresh, by, clock), sign_out, SignOut("x"))
    with writing(fresh) as connection:
        copied = select(*(c for c in Task.__table__.c if c.name not in ("id", "code"))).where(Task.id == task)
        names = [c.name for c in Task.__table__.c if c.name not in ("id", "code")]
        row = dict(zip(names, connection.execute(copied).one(), strict=True))
        connection.execute(Task.__table__.insert().values(code="T-999", **row))
        assert connection.scalar(select(func.max(Task.id))) == task + 1
        assert connection.scalar(select(func.max(AuditRecord.id))) == records + 1


def test_a_backup_made_while_writes_run_is_of_one_moment(
    site: Site, fresh: Engine, clock: Clock, tmp_path: Path
) -> None:
    """Somebody signs out and proof comes in all the time; the copy is a state that once was."""
    with reading(site.engine) as connection:
        by = actor_named(connection, "polda")
        records = connection.scalar(select(func.count()).select_from(AuditRecord))
    enough, written = Flag(), []

    def write() -> None:
        while not enough.is_set():
            number = len(written)
            digest = site.store.put(f"bukti {number}".encode())
            with writing(site.engine) as connection:
                first = connection.execute(select(Evidence.__table__).limit(1)).one()._asdict()
                connection.execute(
                    Evidence.__table__.insert().values(
                        **{k: v for k, v in first.items() if k != "id"}
                        | {"content_hash": digest, "link": None}
                    )
                )
            run(Sender(site.engine, by, clock), sign_out, SignOut("x"))
            written.append(number)

    writer = Thread(target=write)
    writer.start()
    try:
        while len(written) < 5:
            pass
        before, given, after = len(written), site.backed_up(), len(written)
    finally:
        enough.set()
        writer.join()
    there = EvidenceStore((tmp_path / "sana").as_uri())
    restored(given, fresh, there)
    assert after > before, "nothing was written meanwhile"
    assert condition(fresh, there).problems == ()
    with reading(fresh) as connection:
        came = connection.scalar(select(func.count()).select_from(AuditRecord)) - records
    assert before <= came <= after + 1


@pytest.mark.by_turns
def test_an_encrypted_backup_opens_with_its_private_key_alone(
    site: Site, fresh: Engine, tmp_path: Path
) -> None:
    key, there = pyrage.x25519.Identity.generate(), EvidenceStore((tmp_path / "sana").as_uri())
    given = site.backed_up(str(key.to_public()))
    assert given.startswith(b"age-encryption.org/v1")
    with pytest.raises(BadBackup, match="--identity"):
        restored(given, fresh, there)
    with pytest.raises(BadBackup, match="another key"):
        restored(given, fresh, there, str(pyrage.x25519.Identity.generate()))
    restored(given, fresh, there, str(key))
    assert content(fresh) == content(site.engine)


def repacked(given: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same archive with some members changed, or left out."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(given), mode="r:gz") as old,
        tarfile.open(fileobj=out, mode="w:gz") as new,
    ):
        for member in old:
            body = old.extractfile(member)
            assert body is not None
            changed = change(member.name, body.read())
            if changed is not None:
                member.size = len(changed)
                new.addfile(member, io.BytesIO(changed))
    return out.getvalue()


TABLE = "tables/task.jsonl"


DAMAGED: dict[str, tuple[Callable[[str, bytes], bytes | None], str]] = {
    "a changed row": (lambda name, body: body.replace(b"2026", b"2027") if name == TABLE else body, TABLE),
    "a table left out": (lambda name, body: None if name == TABLE else body, TABLE),
    "another file": (lambda name, body: b"lain" if name.startswith("evidence/") else body, "evidence/"),
    "no manifest": (lambda name, body: None if name == "manifest.json" else body, "cut short"),
    "a manifest that says nothing": (
        lambda name, body: b"null" if name == "manifest.json" else body,
        "cannot be read",
    ),
    "an empty manifest": (lambda name, body: b"{}" if name == "manifest.json" else body, "cannot be read"),
}


@pytest.mark.by_turns
def test_an_archive_that_is_not_as_it_was_written_is_refused_before_anything_is_restored(
    site: Site, fresh: Engine, tmp_path: Path
) -> None:
    there, given = EvidenceStore((tmp_path / "sana").as_uri()), site.backed_up()
    for which, (change, reason) in DAMAGED.items():
        with pytest.raises(BadBackup) as refusal:
            restored(repacked(given, change), fresh, there)
        assert reason in str(refusal.value), which
        assert there.names() == set(), which
    restored(given, fresh, there)


@pytest.mark.by_turns
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_file_cut_short_is_refused(site: Site, part: float) -> None:
    given = site.backed_up()
    with pytest.raises(BadBackup), opened(io.BytesIO(given[: int(len(given) * part)]), None) as packed:
        checked(packed)


@pytest.mark.by_turns
def test_a_file_damaged_anywhere_is_refused_in_a_sentence(site: Site) -> None:
    given = site.backed_up()
    for place in range(20, len(given), len(given) // 60):
        damaged = given[:place] + bytes([given[place] ^ 0xFF]) + given[place + 1 :]
        with pytest.raises(BadBackup), opened(io.BytesIO(damaged), None) as packed:
            checked(packed)


def test_a_link_instead_of_a_file_is_refused_in_a_sentence() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as made:
        link = tarfile.TarInfo(TABLE)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    with pytest.raises(BadBackup, match="is no file"), opened(io.BytesIO(out.getvalue()), None) as packed:
        checked(packed)


def test_what_goes_wrong_while_restoring_is_not_said_of_the_file(site: Site) -> None:
    with pytest.raises(PermissionError), opened(io.BytesIO(site.backed_up()), None):
        raise PermissionError("the store of proof")


def test_what_is_no_backup_at_all_is_refused() -> None:
    for given in (b"", b"halo", gzip.compress(b"halo")):
        with pytest.raises(BadBackup), opened(io.BytesIO(given), None) as packed:
            checked(packed)


def test_a_database_that_holds_anything_is_never_restored_into(site: Site, tmp_path: Path) -> None:
    before, given = content(site.engine), site.backed_up()
    with pytest.raises(BadBackup, match="into an empty one only"):
        restored(given, site.engine, EvidenceStore((tmp_path / "sana").as_uri()))
    assert content(site.engine) == before


@pytest.fixture
def command(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    monkeypatch.setenv("DATABASE_URL", site.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("EVIDENCE_URL", site.proof.as_uri())
    monkeypatch.setenv("GERAK_NOW", "2026-11-23T07:00")

    def run(*arguments: str) -> tuple[int, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_the_whole_way_on_the_command_line(
    command: Callable[..., tuple[int, str]],
    site: Site,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key, folder = pyrage.x25519.Identity.generate(), tmp_path / "cadangan"
    (tmp_path / "kunci").write_text(f"# dibuat untuk uji\n{key}\n", "utf-8")
    monkeypatch.setenv("BACKUP_URL", folder.as_uri())
    monkeypatch.setenv("BACKUP_RECIPIENT", str(key.to_public()))
    code, said = command("backup")
    assert (code, "encrypted." in said) == (0, True)
    with reading(site.engine) as connection:
        noted = connection.execute(
            select(AuditRecord.event, AuditRecord.subject_id).order_by(AuditRecord.id.desc()).limit(1)
        ).one()
    [made] = folder.iterdir()
    assert (noted, made.stat().st_mode & 0o777) == (("backup_made", made.name), 0o600)
    code, said = command("verify-backup", str(folder), "--identity", str(tmp_path / "kunci"))
    assert (code, "fit together" in said) == (0, True)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("EVIDENCE_URL", (tmp_path / "sana").as_uri())
    code, said = command("restore", str(folder), "--identity", str(tmp_path / "kunci"))
    assert (code, "Restored" in said, "fit together" in said) == (0, True, True)
    engine = build(database_url)
    with reading(engine) as connection:
        events = connection.scalars(select(AuditRecord.event).order_by(AuditRecord.id.desc()).limit(1)).all()
        still_open = connection.scalars(select(UserSession.id).where(UserSession.revoked_at.is_(None))).all()
    engine.dispose()
    assert (events, still_open) == (["backup_restored"], [])


@pytest.mark.by_turns
def test_a_restore_that_dies_before_it_is_on_record_leaves_no_session_open(
    command: Callable[..., tuple[int, str]],
    site: Site,
    clock: Clock,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It may have been closed since the backup was made."""
    signing_in.sign_in_as_demo(Sender(site.engine, VISITOR, clock), username="polda", device="uji")
    assert command("backup", "--to", str(tmp_path / "cadangan"))[0] == 0
    monkeypatch.setenv("DATABASE_URL", database_url)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup_commands, "run", die)
    with pytest.raises(KeyboardInterrupt):
        command("restore", str(tmp_path / "cadangan"))
    engine = build(database_url)
    with reading(engine) as connection:
        revoked = connection.scalars(select(UserSession.revoked_at)).all()
    engine.dispose()
    assert (len(revoked) > 0, None in revoked) == (True, False)


@pytest.mark.by_turns
def test_proof_without_a_row_and_rows_without_proof_are_named(
    command: Callable[..., tuple[int, str]], site: Site, tmp_path: Path
) -> None:
    gone, changed = sorted(site.store.names())
    (site.proof / gone[:2] / gone).unlink()
    (site.proof / changed[:2] / changed).write_bytes(b"lain")
    stray = site.store.put(b"tanpa baris")
    code, said = command("backup", "--to", str(tmp_path / "cadangan"))
    assert code == 1
    assert all(
        line in said
        for line in (f"missing: {gone}", f"altered: {changed}", f"No row speaks of the file {stray}")
    )
    code, said = command("verify-backup", str(tmp_path / "cadangan"))
    assert code == 1
    assert f"no file {gone}" in said


def test_where_no_backup_lies_one_sentence_says_so(
    command: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    assert command("verify-backup", str(tmp_path)) == (1, f"No backup lies in {tmp_path}.\n")
    assert command("verify-backup", "/tidak/ada") == (1, "No backup lies at /tidak/ada.\n")
    assert command("backup") == (1, "Say where the backup goes: --to or BACKUP_URL.\n")
    code, said = command("backup", "--to", str(tmp_path), "--recipient", "age1salah")
    assert (code, "public key" in said, list(BackupFolder(str(tmp_path)).made())) == (1, True, [])


def test_retention_keeps_the_newest_of_each_day_week_and_month() -> None:
    """Three a day for thirteen months, the last on Monday, 23 November 2026 at 07.00 WITA."""
    made = [MORNING - timedelta(hours=8 * n) for n in range(3 * 400)]
    kept = Retention(days=2, weeks=2, months=2).kept(made)
    assert sorted(local_time(at).isoformat()[:16] for at in kept) == [
        "2026-10-31T23:00",  # of the month before
        "2026-11-22T23:00",  # of the day before, and of the week before
        "2026-11-23T07:00",
    ]


def test_the_newest_is_kept_whatever_is_asked_for() -> None:
    assert Retention(0, 0, 0).kept([MORNING, MORNING - timedelta(days=1)]) == {MORNING}
    assert Retention().kept([]) == set()


def test_pruning_leaves_alone_what_is_no_backup(tmp_path: Path) -> None:
    days = [NOW - timedelta(days=n) for n in range(4)]
    for at in days:
        (tmp_path / name_at(at, is_encrypted=True)).write_bytes(b"x")
    (tmp_path / "catatan.txt").write_text("milik orang", "utf-8")
    gone = BackupFolder(str(tmp_path)).prune(Retention(days=2, weeks=0, months=0))
    assert gone == [name_at(at, is_encrypted=True) for at in (days[3], days[2])]
    assert (tmp_path / "catatan.txt").exists()


def test_a_folder_that_is_full_keeps_no_half_backup(tmp_path: Path) -> None:
    def fail(into: io.BytesIO) -> None:
        into.write(b"separuh")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        BackupFolder(str(tmp_path)).put("a", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_an_older_release_is_restored_and_moved_forward(
    databases: Databases, fresh: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables are made as they were; then this release's migrations do what they do to any database."""
    old = build(databases.empty())
    fill(old, next(file for file in LANDED if file.name.startswith("0008")))
    then = MetaData()
    with reading(old) as connection:
        then.reflect(connection)
        then.remove(then.tables["alembic_version"])
        records = connection.scalar(select(func.count()).select_from(AuditRecord))
    for each in (column for table in then.tables.values() for column in table.columns):
        if isinstance(each.type, DateTime):
            each.type = UtcDateTime()
    out = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(making, "shapes", lambda _: shapes(then))
        make(old, EvidenceStore((tmp_path / "sini").as_uri()), NOW, out, None)
    old.dispose()
    there = EvidenceStore((tmp_path / "sana").as_uri())
    restored(out.getvalue(), fresh, there)
    assert state(fresh) is SchemaState.CURRENT
    found = condition(fresh, there)
    assert (found.records, [each for each in found.problems if "no file" not in each]) == (records, [])


@pytest.fixture
def of_an_older_release(
    command: Callable[..., tuple[int, str]], site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Site:
    """Keyed, of the release before this one; to move it forward rewrites sealed rows."""
    monkeypatch.setenv("AUDIT_FOLDER", str(tmp_path / "jejak"))
    assert command("key-trail")[0] == 0
    with writing(site.engine) as connection:
        connection.exec_driver_sql("DROP INDEX ix_case_record_district_newest")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0053'")
    move = schema.migrate

    def rewriting(engine: Engine) -> None:
        move(engine)
        with writing(engine) as connection:
            connection.execute(PublishedFigure.__table__.update().values(value=PublishedFigure.value + 1))

    monkeypatch.setattr(schema, "migrate", rewriting)
    return site


def test_a_backup_whose_sealed_rows_the_way_to_this_release_rewrites_is_whole_and_goes_on(
    command: Callable[..., tuple[int, str]],
    of_an_older_release: Site,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = str(tmp_path / "cadangan")
    assert command("backup", "--to", folder)[0] == 0
    code, said = command("verify-backup", folder)
    assert (code, "Chain, seals and proof fit together" in said) == (0, True), said
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("EVIDENCE_URL", (tmp_path / "sana").as_uri())
    for arguments in (("restore", folder), ("verify-audit",)):
        code, said = command(*arguments)
        assert (code, "beside the trail" in said) == (0, False), said


def test_what_was_altered_in_a_backup_of_an_older_release_is_named(
    command: Callable[..., tuple[int, str]], of_an_older_release: Site, tmp_path: Path
) -> None:
    with writing(of_an_older_release.engine) as connection:
        connection.execute(Agency.__table__.update().where(Agency.code == "polda-ntt").values(contact="lain"))
    assert command("backup", "--to", str(tmp_path / "cadangan"))[0] == 0
    code, said = command("verify-backup", str(tmp_path / "cadangan"))
    assert (code, re.findall(r"(\w+) \d+ was changed beside the trail", said)) == (1, ["agency"]), said


@pytest.mark.by_turns
def test_a_backup_of_a_newer_release_is_refused(site: Site, fresh: Engine, tmp_path: Path) -> None:
    def newer(name: str, body: bytes) -> bytes:
        return (
            body.replace(f'"schema": "{head()}"'.encode(), b'"schema": "9999"')
            if "manifest" in name
            else body
        )

    with pytest.raises(BadBackup, match="install a newer one"):
        restored(repacked(site.backed_up(), newer), fresh, EvidenceStore((tmp_path / "sana").as_uri()))
