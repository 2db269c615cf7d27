"""The commands of operators (migrate, seed, accounts, status, backups, audits), analysts (scan) and data
officers (import)."""

import argparse
import getpass
import json
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from db import engine as engines
from db import outages, schema
from db.acting import Sender
from db.backup import command as backups
from db.backup.archive import BadBackup
from db.command import run
from db.commands.people import create_user
from db.commands.second_factor import remove_second_factor
from db.engine import reading
from db.evidence.store import EvidenceStore
from db.importers import command as importing
from db.models import Base, Region, Statement, User
from db.packs import faults, require_sound
from db.queries.accounts import sample_accounts
from db.queries.audit import trail_end
from db.queries.progress import known_hashes
from db.schema import SchemaState
from db.seed import province_of, seed
from db.settings import Settings, SettingsError, load
from db.startup import altered_until_now, begin_era
from db.tools import case_scan, scan_files
from db.tools.disclosure_audit import WAS_READ, as_json, audit_disclosure, in_words
from db.trail import keys
from db.trail.checking import beside, check
from db.trail.keys import trail_of
from domain.access.errors import Refusal
from domain.access.permissions import COMMAND_LINE, OPERATOR, Role
from domain.access.requests import CreateUser, RemoveSecondFactor
from domain.access.trail import MailedEnd
from domain.places.province import HERE, PACK, BadPack, read
from domain.places.regions import RegionLevel
from domain.time.calendar import system_clock


class CommandFailed(Exception):
    """Ends the program with its sentence and exit code 1."""


def main(arguments: Sequence[str] | None = None) -> int:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    options = _parser().parse_args(arguments)
    if options.run in (_scan, _import, _verify_backup, _check_pack):
        return int(options.run(options))
    try:
        settings = load()
        run: Callable[[Settings, Engine, argparse.Namespace], None] = options.run
        engine = _open(settings)
        try:
            if options.run is not _key_trail:
                keys.attach(engine, settings)
            run(settings, engine, options)
        finally:
            engine.dispose()
    except (BadBackup, BadPack, CommandFailed, Refusal, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    except DBAPIError as error:
        if not outages.is_outage(error):
            raise
        print(outages.reason(error)[1], file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Nothing can be read or written there: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m db", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    migrate = commands.add_parser("migrate", help="move the schema to this release's version")
    migrate.set_defaults(run=_migrate)

    fill = commands.add_parser("seed", help="fill a new database")
    kind = fill.add_mutually_exclusive_group(required=True)
    kind.add_argument("--demo", action="store_true", help="real reference data and sample data")
    kind.add_argument("--empty", action="store_true", help="real reference data only")
    fill.set_defaults(run=_seed)

    pack = commands.add_parser("check-pack", help="say what is wrong in a province's pack, by file and line")
    pack.add_argument("folder", type=Path)
    pack.set_defaults(run=_check_pack)

    create = commands.add_parser("create-user", help="create an account; asks for the password")
    create.add_argument("username")
    create.add_argument("--role", choices=[role.value for role in Role], required=True)
    create.add_argument("--agency", required=True, help="agency code, such as polda-ntt")
    create.add_argument("--name", default="", help="office or function shown on screen")
    create.set_defaults(run=_create_user)

    remove = commands.add_parser("remove-second-factor", help="for the last administrator's lost telephone")
    remove.add_argument("username")
    remove.add_argument("--reason", required=True, help="as the trail will tell it")
    remove.set_defaults(run=_remove_second_factor)

    status = commands.add_parser("status", help="what stands in the database")
    status.add_argument("--json", action="store_true")
    status.set_defaults(run=_status)

    verify = commands.add_parser("verify-audit", help="check trail, anchors, seals of rows and of minutes")
    for option, what in (("--anchor", "trail"), ("--seal", "seals")):
        verify.add_argument(
            option,
            type=_end_kept_elsewhere,
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help=f"an end of the {what} as a mail or a paper has it; may be given several times",
        )
    verify.set_defaults(run=_verify_audit)
    key = commands.add_parser("key-trail", help="begin an era of another key, or seal rows as they stand")
    key.set_defaults(run=_key_trail)

    case_scan.add_arguments(
        commands.add_parser("scan", help="clusters in space and time, from CSV or SaTScan files")
    ).set_defaults(run=_scan)
    importing.add_arguments(
        commands.add_parser("import", help="read files as they come, say what is doubtful, store the rest")
    ).set_defaults(run=_import)
    backups.add_making(
        commands.add_parser("backup", help="database and proof at one moment, to a folder or an address")
    ).set_defaults(run=_said(backups.back_up))
    backups.add_reading(
        commands.add_parser("verify-backup", help="restore a backup on trial, and check what came of it")
    ).set_defaults(run=_verify_backup)
    backups.add_restoring(
        commands.add_parser("restore", help="fill an empty database and store of proof from a backup")
    ).set_defaults(run=_said(backups.put_back))
    sweep = commands.add_parser("sweep-evidence", help="remove files that no report speaks of")
    sweep.set_defaults(run=_sweep_evidence)
    disclosure = commands.add_parser("disclosure-audit", help="try to recover hidden counts as each role")
    disclosure.add_argument("--json", action="store_true")
    disclosure.set_defaults(run=_audit_disclosure)
    return parser


def _end_kept_elsewhere(text: str) -> MailedEnd:
    try:
        return MailedEnd.of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no NUMBER:HASH of 64 hexadecimal digits") from error


def _scan(options: argparse.Namespace) -> int:
    """Reads files only: no database is opened, and none is needed."""
    try:
        print(case_scan.run(options))
    except (scan_files.BadFile, Refusal) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _import(options: argparse.Namespace) -> int:
    """Reads files only, like the scan, until something is to be stored; then the database is opened."""
    engines_opened: list[Engine] = []

    def opened() -> importing.Opened:
        settings = load()
        engine = _open(settings)
        engines_opened.append(engine)
        keys.attach(engine, settings)
        _require_current(engine)
        return importing.Opened(engine, settings.clock)

    try:
        for piece in importing.run(options, opened):
            print(piece, end="", flush=True)
    except (CommandFailed, Refusal, SettingsError) as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        for engine in engines_opened:
            engine.dispose()
    return 0


def _said(
    sentences: Callable[[Settings, Engine, argparse.Namespace], Iterable[str]],
) -> Callable[[Settings, Engine, argparse.Namespace], None]:
    """A command that prints as it goes."""

    def run(settings: Settings, engine: Engine, options: argparse.Namespace) -> None:
        for sentence in sentences(settings, engine, options):
            print(sentence, flush=True)

    return run


def _verify_backup(options: argparse.Namespace) -> int:
    """Needs no database: it makes one of its own."""
    try:
        for sentence in backups.verify(options):
            print(sentence, flush=True)
    except (BadBackup, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, OperationalError) as error:
        print(f"The drill has no room to restore into (TMPDIR): {error}", file=sys.stderr)
        return 1
    return 0


def _open(settings: Settings) -> Engine:
    try:
        return engines.build(settings.database_url)
    except OSError as error:
        raise CommandFailed(f"The folder of the database cannot be written: {error}") from error
    except (SQLAlchemyError, ValueError, ImportError) as error:
        raise CommandFailed(
            "DATABASE_URL cannot be understood; expected sqlite:///... or postgresql://..."
        ) from error


def _migrate(settings: Settings, engine: Engine, _options: argparse.Namespace) -> None:
    found = schema.state(engine)
    if found in (SchemaState.NEWER, SchemaState.FOREIGN):
        raise CommandFailed(f"The schema is {found.value}; nothing was changed.")
    with reading(engine) as connection:
        altered = altered_until_now(connection, trail_of(engine))
    schema.migrate(engine)
    if found is SchemaState.OLDER and trail_of(engine) is not None:
        begin_era(engine, settings, f"skema {schema.head()}", altered)
    print(f"Schema at version {schema.version(engine)}.")


_SHOWN_FAULTS = 20


def _check_pack(options: argparse.Namespace) -> int:
    """Reads files only."""
    found = faults(options.folder)
    for fault in found[:_SHOWN_FAULTS]:
        print(fault, file=sys.stderr)
    if len(found) > _SHOWN_FAULTS:
        print(f"and {len(found) - _SHOWN_FAULTS} more, often of the same cause", file=sys.stderr)
    if found:
        return 1
    here = read(options.folder)
    print(f"{options.folder} is sound: province {here.code}, {here.name}.")
    return 0


def _seed(settings: Settings, engine: Engine, options: argparse.Namespace) -> None:
    require_sound(PACK)
    if options.demo and not (PACK / "sample").is_dir():
        raise CommandFailed(f"{PACK} has no sample data; fill the database with --empty.")
    _migrate(settings, engine, options)
    seed(engine, with_demo=options.demo, clock=settings.clock, files=EvidenceStore(settings.evidence_url))
    print("Filled with reference data" + (" and sample data." if options.demo else "."))


def _sweep_evidence(settings: Settings, engine: Engine, _options: argparse.Namespace) -> None:
    """Of any age, so with the application stopped: a file that is just being added has no row yet."""
    _require_current(engine)
    with reading(engine) as connection:
        known = known_hashes(connection)
    removed = EvidenceStore(settings.evidence_url).sweep(known, before=system_clock())
    print(f"Removed {removed} files that no report speaks of.")


def _create_user(settings: Settings, engine: Engine, options: argparse.Namespace) -> None:
    _require_current(engine)
    with reading(engine) as connection:
        if sample_accounts(connection):
            raise CommandFailed(
                "This database holds sample accounts; real ones never stand beside them. "
                "Prepare a new database with 'python -m db seed --empty'."
            )
    asked = CreateUser(
        options.username, options.name, Role(options.role), options.agency, password=_password()
    )
    run(Sender(engine, OPERATOR, settings.clock, screen=COMMAND_LINE), create_user, asked)
    print(f"Created {options.username}. Start the application with GERAK_MODE=production.")


def _remove_second_factor(settings: Settings, engine: Engine, options: argparse.Namespace) -> None:
    _require_current(engine)
    with reading(engine) as connection:
        seen = connection.scalar(select(User.version).where(User.username == options.username))
    asked = RemoveSecondFactor(options.username, seen or 0, options.reason)
    sender = Sender(engine, OPERATOR, settings.clock, screen=COMMAND_LINE)
    closed = run(sender, remove_second_factor, asked)
    print(f"{options.username} signs in with the password alone again; {closed} sessions ended.")


def _password() -> str:
    """Asked twice at a terminal; one line of standard input otherwise. Never an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Again: "):
        raise CommandFailed("The two passwords differ; nothing was created.")
    return password


def _status(_settings: Settings, engine: Engine, options: argparse.Namespace) -> None:
    found = schema.state(engine)
    report: dict[str, object] = {
        "database": engine.dialect.name,
        "schema": {"version": schema.version(engine), "state": found.value, "release": schema.head()},
    }
    if found is SchemaState.CURRENT:
        report |= _counts(engine)
    if options.json:
        print(json.dumps(report, indent=2))
        return
    for name, value in report.items():
        print(f"{name}: {json.dumps(value)}")


def _counts(engine: Engine) -> dict[str, object]:
    with reading(engine) as connection:
        tables = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }
        levels = dict(connection.execute(select(Region.level, func.count()).group_by(Region.level)).all())
        statements = connection.execute(select(func.count()).select_from(Statement)).scalar_one()
    return {
        "regions": {level.value: levels.get(level, 0) for level in RegionLevel},
        "published_figures": tables["published_figure"],
        "statements": statements,
        "tables": dict(sorted(tables.items())),
    }


def _verify_audit(settings: Settings, engine: Engine, options: argparse.Namespace) -> None:
    _require_current(engine)
    with reading(engine) as connection:
        found = check(connection, records=options.anchor, seals=options.seal)
        findings = (*found.findings, *keys.unkeyed(connection, settings))
        end = trail_end(connection)
    if findings:
        raise CommandFailed("The audit trail is broken:\n  " + "\n  ".join(findings))
    print(f"The audit trail is whole: {found.records} records, {found.meetings} sealed meetings.")
    if found.keyed_since is None:
        print("It is not keyed: whoever can write to the database can make it anew. Production keys it.")
    else:
        print(f"It is keyed since record {found.keyed_since}; {found.seals} seals of rows fit.")
    for told in found.noticed:
        print(told)
    print(
        "To be kept elsewhere, and given to a later check: "
        f"--anchor {MailedEnd(end.records, end.head)} --seal {MailedEnd(end.seals, end.seal_head)}"
    )


def _key_trail(settings: Settings, engine: Engine, _options: argparse.Namespace) -> None:
    """After the key was lost or may have become known: remove its file, or set another AUDIT_KEY, first."""
    _require_current(engine)
    trail = keys.made(settings)
    with reading(engine) as connection:
        is_ours = trail.fingerprint in keys.fingerprints(connection)
        altered = tuple(row for row, _ in beside(connection, trail)) if is_ours else ()
        if not is_ours:
            trail.anchors.set_aside()
    keys.use(engine, trail)
    begin_era(engine, settings, "kunci baru", altered)
    print("The trail is keyed with the key that is here now; rows were sealed as they stand.")


def _audit_disclosure(_settings: Settings, engine: Engine, options: argparse.Namespace) -> None:
    _require_current(engine)
    with reading(engine) as connection:
        tiers = audit_disclosure(connection)
    if options.json:
        print(json.dumps([as_json(tier) for tier in tiers], indent=2))
    else:
        for tier in tiers:
            print(in_words(tier))
        print(WAS_READ)
    if not all(tier.passes for tier in tiers):
        raise CommandFailed("Hidden counts can be recovered; see above. Do not show the map to these roles.")


def _require_current(engine: Engine) -> None:
    found = schema.state(engine)
    if found in (SchemaState.NEWER, SchemaState.FOREIGN):
        raise CommandFailed(f"The schema is {found.value}; install the release that made it.")
    if found is not SchemaState.CURRENT:
        raise CommandFailed(f"The schema is {found.value}; run 'python -m db migrate' first.")
    with reading(engine) as connection:
        of = province_of(connection)
    if of is not None and of.code != HERE.code:
        raise CommandFailed(
            f"The database is of province {of.code} ({of.name}), PROVINCE_PACK of {HERE.code} ({HERE.name})."
        )


if __name__ == "__main__":
    sys.exit(main())
