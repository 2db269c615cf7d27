"""Why a database cannot be used, from what its driver said: a sentence for the screen, a line for the log."""

from dataclasses import dataclass

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, InternalError, OperationalError


@dataclass(frozen=True)
class Reason:
    signs: tuple[str, ...]
    """Words of SQLite or PostgreSQL, in small letters; the first reason with one of them is meant."""
    sentence: str
    log_line: str


_REASONS = (
    Reason(
        ("not a database", "malformed", "invalid page", "could not read block"),
        "Berkas basis data rusak atau bukan basis data. Minta administrator memulihkan cadangan.",
        "the file of the database cannot be read",
    ),
    Reason(
        ("database is locked", "database table is locked", "lock timeout", "statement timeout"),
        "Basis data sedang dipakai pekerjaan lain yang lama. Tidak ada yang hilang; coba lagi sebentar.",
        "the database is kept busy by somebody else",
    ),
    Reason(
        ("older timeline",),
        "Server basis data yang lama menyala lagi, padahal penggantinya sudah melanjutkan; yang lama ditolak "
        "agar tidak ada yang hilang. Minta administrator mematikannya.",
        "a primary that was succeeded runs again: stop it, and make a standby of it",
    ),
    Reason(
        ("session is read-only", "read-only transaction"),
        "Basis data sedang berpindah ke server penggantinya dan belum menerima tulisan. Coba lagi sebentar.",
        "the database only reads: a standby that was not promoted yet",
    ),
    Reason(
        ("readonly", "read-only", "unable to open", "disk", "full", "no space left"),
        "Penyimpanan tidak dapat ditulis. Minta administrator memeriksa ruang dan izin cakram.",
        "the database file cannot be written",
    ),
    Reason(
        ("permission denied",),
        "Akun basis data tidak boleh membuat tabel. Minta administrator memberi hak pada skemanya.",
        "the database account lacks a right",
    ),
)
_SILENT = Reason(
    (),
    "Data tidak dapat dihubungi. Coba muat ulang sebentar lagi; bila berlanjut, hubungi administrator.",
    "the database does not answer",
)


def silence(exactly: str) -> tuple[str, str]:
    return _SILENT.sentence, f"{_SILENT.log_line}: {exactly}"


def is_outage(error: BaseException) -> bool:
    """Whether it is the database that is in trouble, and not a statement of ours.

    A server that only reads yet, and a damaged page, are errors inside the database to the driver: so is a
    transaction that we left half way, of which no reason speaks.
    """
    if isinstance(error, InternalError):
        return _known(error) is not None
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError


def _known(error: DBAPIError) -> Reason | None:
    said = str(error.orig).casefold()
    return next((each for each in _REASONS if any(sign in said for sign in each.signs)), None)


def reason(error: DBAPIError) -> tuple[str, str]:
    """The sentence for whoever waits, and the line for the log."""
    found = _known(error) or _SILENT
    return found.sentence, f"{found.log_line}: {error.orig}"
