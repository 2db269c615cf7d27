"""Making a database ready to serve, or saying in one clear sentence why it cannot be."""

import logging
from dataclasses import astuple

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from db import engine as engines
from db import outages, schema
from db.acting import Sender
from db.command import run
from db.commands.trail import key_trail
from db.engine import reading
from db.evidence.store import EvidenceStore
from db.models import Agency, Region
from db.pack_files import Pack
from db.packs import require_sound
from db.queries.accounts import real_accounts, sample_accounts
from db.schema import SchemaState, head, migrate, state
from db.seed import is_seeded, province_of, seed
from db.settings import Settings
from db.standby import NotAcknowledged, StandbyState, follow
from db.trail import keys
from db.trail.checking import beside
from db.trail.keys import Trail, is_keyed, trail_of
from db.trail.sealing import SEALED, SEALED_AT_FIRST, RowName
from db.vault import vault_of
from domain.access.errors import RuleBroken
from domain.access.permissions import COMMAND_LINE, OPERATOR
from domain.access.trail import KeyTrail
from domain.places.province import HERE, PACK, BadPack
from domain.places.regions import RegionLevel

log = logging.getLogger("gerak.startup")


class NotReady(RuntimeError):
    """The database cannot be served: ``sentence`` is for the screen, ``str()`` for the log."""

    def __init__(self, sentence: str, log_line: str) -> None:
        super().__init__(log_line)
        self.sentence = sentence


def prepare(settings: Settings) -> Engine:
    """Connect, move the schema forward, fill an empty database; raises NotReady."""
    _check_pack()
    if settings.second_factor_key:
        vault_of(settings)  # one that is no key would be found out by the first who types a code
    engine = _connect(settings)
    try:
        altered = _altered_until_now(engine, settings)
        moved = _bring_forward(engine)
        with reading(engine) as connection:
            seeded = is_seeded(connection)
            _refuse_another_province(connection)
            if seeded:
                _refuse_changed_pack(connection)
        if not seeded:
            _refuse_demo_without_sample(settings)
            log.info("filling a new database (%s)", settings.mode)
            _fill(engine, settings)
        _refuse_mixed_accounts(engine, settings)
        if not settings.is_demo:
            ready_trail(engine, settings, altered, made_anew=moved)
        if settings.database_read_url:
            _follow(engine, settings)
    except DBAPIError as error:
        engine.dispose()
        raise NotReady(*outages.reason(error)) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check_pack() -> None:
    try:
        require_sound(PACK)
    except BadPack as error:
        raise NotReady(
            "Data provinsi tidak dapat dipakai. Minta administrator memeriksa PROVINCE_PACK.", str(error)
        ) from error


def _follow(engine: Engine, settings: Settings) -> None:
    """One that is silent or was promoted may be mended later; one of another database may never be asked."""
    try:
        standby = follow(engine, settings.database_read_url, settings.processes)
    except ArgumentError as error:
        raise NotReady(
            "Alamat server pembaca tidak dapat dipahami. Minta administrator memeriksa DATABASE_READ_URL.",
            "DATABASE_READ_URL cannot be understood; expected postgresql://...",
        ) from error
    except NotAcknowledged as error:
        raise NotReady(
            "Basis data menyatakan tulisan selesai sebelum tersimpan, sehingga server pembaca tidak dapat "
            "dipakai. Minta administrator menyalakan synchronous_commit atau mengosongkan DATABASE_READ_URL.",
            "synchronous_commit is off on DATABASE_URL: a standby cannot be held against what is not written",
        ) from error
    if standby.look() is StandbyState.STRANGE:
        standby.end()
        raise NotReady(
            "Server pembaca bukan pengikut basis data ini. Minta administrator memeriksa DATABASE_READ_URL.",
            "DATABASE_READ_URL is no standby of DATABASE_URL, or names another of its databases",
        )
    standby.watch()


def _fill(engine: Engine, settings: Settings) -> None:
    try:
        seed(
            engine,
            with_demo=settings.is_demo,
            clock=settings.clock,
            files=EvidenceStore(settings.evidence_url),
        )
    except RuleBroken:
        with reading(engine) as connection:
            if not is_seeded(connection):
                raise
        log.info("another process has filled the database in the meantime")


def _connect(settings: Settings) -> Engine:
    try:
        return engines.build(settings.database_url, settings.processes)
    except OSError as error:
        raise NotReady(
            "Penyimpanan tidak dapat ditulis. Minta administrator memeriksa ruang dan izin cakram.",
            f"the folder of the database cannot be written: {error}",
        ) from error
    except (SQLAlchemyError, ValueError, ImportError) as error:
        raise NotReady(
            "Alamat basis data tidak dapat dipahami. Minta administrator memeriksa DATABASE_URL.",
            "DATABASE_URL cannot be understood; expected sqlite:///... or postgresql://...",
        ) from error


def _bring_forward(engine: Engine) -> bool:
    """Whether tables were changed."""
    found = state(engine)
    if found is SchemaState.NEWER:
        raise NotReady(
            "Basis data ini dibuat oleh versi aplikasi yang lebih baru. Pasang versi terbaru.",
            "the schema is newer than this release; install the release that wrote it",
        )
    if found is SchemaState.FOREIGN:
        raise NotReady(
            "Basis data ini berisi tabel milik aplikasi lain. Pakai basis data yang kosong.",
            "the database holds tables but no schema version of ours; point DATABASE_URL elsewhere",
        )
    if found is not SchemaState.CURRENT:
        log.info("migrating the schema (%s)", found)
        migrate(engine)
        return True
    return False


def _altered_until_now(engine: Engine, settings: Settings) -> tuple[RowName, ...]:
    if settings.is_demo:
        return ()
    with reading(engine) as connection:
        return altered_until_now(connection, keys.fitting(connection, settings))


def altered_until_now(connection: Connection, trail: Trail | None) -> tuple[RowName, ...]:
    """Rows that were not as sealed before all of them are sealed anew. Asked before a migration: whoever
    makes the database look like one of an older release would have his changes sealed as ours."""
    if trail is None or not (schema.version_of(connection) != head() or _seals_less(connection)):
        return ()
    return tuple(row for row, _ in beside(connection, trail))


def _seals_less(connection: Connection) -> bool:
    fewer = keys.sealed_tables(connection, SEALED_AT_FIRST) < len(SEALED)
    return fewer or not keys.tell_silence_from_nought(connection)


def ready_trail(
    engine: Engine, settings: Settings, altered: tuple[RowName, ...] = (), *, made_anew: bool
) -> None:
    """In production the trail is keyed from the first start on; what a migration wrote is sealed anew."""
    with reading(engine) as connection:
        keyed = is_keyed(connection)
        seals_more = keyed and _seals_less(connection)
    if keyed:
        keys.attach(engine, settings)
    else:
        trail = keys.made(settings)
        if not trail.anchors.is_empty:
            raise NotReady(
                "Jejak audit basis data ini bukan yang dikenal di luar basis data. Minta administrator "
                "memeriksanya sebelum aplikasi dijalankan.",
                f"{trail.anchors.file} speaks of a trail that this database does not have; if that is right, "
                "run 'python -m db key-trail'",
            )
        keys.use(engine, trail)
    if not keyed or made_anew or seals_more:
        begin_era(engine, settings, f"skema {head()}" if keyed else "mulai produksi", altered)


def begin_era(engine: Engine, settings: Settings, reason: str, altered: tuple[RowName, ...] = ()) -> None:
    trail = trail_of(engine)
    assert trail is not None
    for row in altered:
        log.error("%s was changed beside the trail before all rows are sealed anew", " ".join(row))
    sender = Sender(engine, OPERATOR, settings.clock, screen=COMMAND_LINE)
    run(sender, key_trail, KeyTrail(trail.fingerprint, reason, altered))


def _refuse_demo_without_sample(settings: Settings) -> None:
    if settings.is_demo and not (PACK / "sample").is_dir():
        raise NotReady(
            "Provinsi ini tanpa data contoh. Minta administrator menjalankan dengan GERAK_MODE=production.",
            f"{PACK} has no sample data for a demo; set GERAK_MODE=production",
        )


def _refuse_another_province(connection: Connection) -> None:
    """A database is of the province that it was filled with: its codes are in every row."""
    found = province_of(connection)
    if found is not None and found.code != HERE.code:
        raise NotReady(
            f"Basis data ini milik Provinsi {found.name}, bukan {HERE.name}. "
            "Minta administrator memeriksa DATABASE_URL dan PROVINCE_PACK.",
            f"the database is of province {found.code} ({found.name}), PROVINCE_PACK of {HERE.code} "
            f"({HERE.name}); each province has a database of its own",
        )


def _refuse_changed_pack(connection: Connection) -> None:
    """What a database was filled with a later pack does not change: the map would draw what no row knows of,
    and a rule give its part to nobody. Names may differ, for the database has its own."""
    pack = Pack(PACK)
    drawn = Region.level.in_((RegionLevel.REGENCY, RegionLevel.DISTRICT))
    places = set(connection.scalars(select(Region.code).where(drawn))) ^ (pack.regencies | pack.districts)
    offices = set(astuple(HERE.offices)) - set(connection.scalars(select(Agency.code)))
    if stray := sorted(places | offices):
        raise NotReady(
            "Data provinsi ini bukan yang dipakai saat basis data diisi. Minta administrator memulihkan isi "
            "PROVINCE_PACK, atau memasang versi yang mengubah keduanya.",
            f"'{stray[0]}' is in only one of the database and {PACK} ({len(stray)} of them): a database that "
            "was filled is changed by a migration or a command, not by its pack",
        )


def _refuse_mixed_accounts(engine: Engine, settings: Settings) -> None:
    """Sample accounts have no password worth the name: they never stand beside real ones."""
    with reading(engine) as connection:
        real = real_accounts(connection)
        samples = sample_accounts(connection)
    if settings.is_demo and real:
        raise NotReady(
            "Mode contoh ditolak: basis data ini berisi akun sungguhan. "
            "Minta administrator menjalankan dengan GERAK_MODE=production.",
            f"demo mode refuses a database with {real} real account(s); set GERAK_MODE=production",
        )
    if not settings.is_demo and samples:
        raise NotReady(
            "Mode produksi ditolak: basis data ini berisi data contoh. "
            "Minta administrator menyiapkan basis data baru dengan 'python -m db seed --empty'.",
            "production mode refuses a database with sample accounts; seed an empty one",
        )
