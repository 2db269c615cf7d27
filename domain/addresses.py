"""Every address inside the application is written here: screens, papers, codes and routes read it."""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import SplitResult, urlencode, urlsplit

NONE = "tanpa"
"""In the address: none of several was chosen, which is not the same as nothing said."""

Given = Mapping[str, object]
"""What an address says already, by the names that it uses."""


class Page(StrEnum):
    """The path of every screen; the frame registers each of them."""

    OVERVIEW = "/"
    MAP = "/peta"
    REGION = "/wilayah"
    FIGURES = "/angka"
    NEW_FIGURE = "/angka-baru"
    SEARCH = "/cari"
    COMMITMENTS = "/komitmen"
    NEW_COMMITMENT = "/komitmen-baru"
    DECLARATION = "/deklarasi"
    TASKS = "/tugas"
    MEETINGS = "/rapat"
    MONTH = "/bulan"
    VERIFICATION = "/verifikasi"
    MY_AGENCY = "/instansi"
    INBOX = "/kotak-masuk"
    SERVICES = "/layanan"
    PROGRESS = "/perkembangan"
    PAPERS = "/laporan"
    CASES = "/kasus"
    NEW_CASE = "/kasus-baru"
    CASE_LIMITS = "/kasus-batas"
    CASE_STANDARD = "/kasus-htcds"
    IMPORTS = "/impor"
    ACCOUNT = "/akun"
    AUDIT = "/jejak"
    SYSTEM = "/sistem"
    HOLIDAYS = "/libur"
    START = "/mulai"
    USERS = "/pengguna"
    NEW_USER = "/pengguna-baru"
    AGENCIES = "/lembaga"


class Endpoint(StrEnum):
    """What the server answers itself, outside the screens."""

    SIGN_IN = "/masuk"
    SAMPLE_SIGN_IN = "/masuk/contoh"
    SECOND_STEP = "/masuk/kode"
    SET_UP_STEP = "/masuk/pasang"
    PROVIDER = "/masuk/penyedia"
    PROVIDER_RETURN = "/masuk/penyedia/kembali"
    SIGN_OUT = "/keluar"
    INVITATION = "/undangan"
    CREDENTIAL = "/sandi"
    SECOND_FACTOR = "/sandi/langkah-kedua"
    CALENDAR = "/kalender"
    HEALTH = "/sehat"
    READY = "/siap"
    METRICS = "/metrik"
    WALL = "/layar"
    WALL_NEWS = "/layar/siaran"
    WALL_DECISION = "/layar/keputusan"
    WALL_STEP = "/layar/langkah"
    WALL_DATE = "/layar/tanggal"
    WALL_FILE = "/layar/berkas"
    REPORT = "/lapor"
    REPORT_DRAFT = "/lapor/draf"
    REPORT_SEND = "/lapor/kirim"
    REPORT_DISCARD = "/lapor/buang"
    REPORT_LINK = "/lapor/tautan"
    REPORT_REMOVE = "/lapor/hapus-bukti"
    REPORT_FILE = "/lapor/bukti"
    SERVICES_DRAFT = "/lapor/layanan/draf"
    SERVICES_SEND = "/lapor/layanan/kirim"
    SERVICES_DISCARD = "/lapor/layanan/buang"
    VERDICT = "/putusan"
    EVIDENCE = "/bukti"
    SEARCH_HITS = "/cari/temuan"
    BRIEFING = "/laporan/ringkasan-gubernur.pdf"
    AGENCY_SHEET = "/laporan/lembar-instansi.pdf"
    REGION_SHEET = "/laporan/lembar-wilayah.pdf"
    MEMBER_SHEET = "/laporan/lembar-anggota.pdf"
    DECLARATION_SHEET = "/laporan/kemajuan-deklarasi.pdf"
    FOLLOW_UP = "/laporan/matriks-tindak-lanjut.pdf"


def parts_of(address: str) -> SplitResult:
    """An address that somebody typed, linked or sent, taken apart; one that is none has no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def at(page: StrEnum, given: Given | None = None, **more: object) -> str:
    """A page with its parameters; empty ones are left out."""
    named = {name: value for name, value in {**(given or {}), **more}.items() if value not in (None, "")}
    return f"{page}?{urlencode(named)}" if named else str(page)


def region_map(given: Given | None = None, *, layer: str = "", period: str = "", region: str = "") -> str:
    return at(Page.MAP, {**(given or {}), **_filled(lapisan=layer, periode=period, wilayah=region)})


def search(words: str = "") -> str:
    return at(Page.SEARCH, kata=words)


def region(code: str) -> str:
    return at(Page.REGION, kode=code)


def figures(given: Given | None = None, *, state: str = "", layer: str = "", period: str = "") -> str:
    return at(Page.FIGURES, {**(given or {}), **_filled(saring=state, lapisan=layer, periode=period)})


def figure(code: str, given: Given | None = None) -> str:
    return at(Page.FIGURES, given, angka=code)


def conflict(key: str) -> str:
    return at(Page.FIGURES, pertentangan=key)


def commitment(code: str) -> str:
    return at(Page.COMMITMENTS, kode=code)


def commitments(
    given: Given | None = None,
    *,
    state: str = "",
    agency: str | None = "",
    pillar: str = "",
    region: str = "",
) -> str:
    """The list, of those that match."""
    asked = _filled(keadaan=state, instansi=agency, pilar=pillar, wilayah=region)
    return at(Page.COMMITMENTS, {"tampilan": "daftar", **(given or {}), **asked})


def commitment_board(view: str = "", given: Given | None = None, *, only: str = "") -> str:
    """Another look at the commitments: the matrix, or the board of this name."""
    return at(Page.COMMITMENTS, given, tampilan=view, hanya=only)


def phrases(event: str = "") -> str:
    """What was said, on every occasion or on one."""
    return at(Page.COMMITMENTS, tampilan="frasa", peristiwa=event)


def new_commitment(statement: str = "", *, drafted: bool = False, draft: int = 0) -> str:
    """The form of one more commitment; drafted, it begins with the wording proposed for its phrase, or with
    that of the draft of a file."""
    return at(Page.NEW_COMMITMENT, frasa=statement, usulan="ya" if drafted else "", draf=draft or "")


def declaration(view: str = "") -> str:
    return at(Page.DECLARATION, tampilan=view)


def task(code: str) -> str:
    return at(Page.TASKS, kode=code)


def tasks(
    given: Given | None = None,
    *,
    view: str = "",
    state: str = "",
    seat: str = "",
    agency: str | None = "",
    region: str = "",
) -> str:
    asked = _filled(tampilan=view, saring=state, kursi=seat, instansi=agency, wilayah=region)
    return at(Page.TASKS, {**(given or {}), **asked})


def new_task(origin: str = "", key: str = "") -> str:
    """The form of one more task, born from the thing of that kind and key."""
    named = {"angka": "pertentangan"}.get(origin, origin)
    return at(Page.TASKS, {"baru": "ya", "asal": origin, **({named: key} if named else {})})


def meeting(number: int, *, part: str = "") -> str:
    return at(Page.MEETINGS, id=number, bagian=part)


def decisions(meeting_number: int) -> str:
    return meeting(meeting_number, part="keputusan")


def month(key: str = "") -> str:
    """What all offices have before them in a month, such as ``2026-11``."""
    return at(Page.MONTH, bulan=key)


def decision(meeting_number: int, number: int) -> str:
    """The decisions of a meeting, with what is remarked on one of them."""
    return at(Page.MEETINGS, id=meeting_number, bagian="keputusan", catatan=number)


def seal(code: str) -> str:
    """Where minutes are held against their seal."""
    return at(Page.MEETINGS, periksa=code)


def paper(code: str) -> str:
    """Where a paper is held against what was issued."""
    return at(Page.PAPERS, periksa=code)


def agency_sheet(code: str) -> str:
    return at(Endpoint.AGENCY_SHEET, kode=code)


def region_sheet(code: str) -> str:
    return at(Endpoint.REGION_SHEET, kode=code)


def member_sheet(meeting_number: int, seat: str = "") -> str:
    """What a seat is asked and owes before a meeting; of all seats where none is named."""
    return at(Endpoint.MEMBER_SHEET, rapat=meeting_number, kursi=seat)


def follow_up(given: Given | None = None, *, meeting_number: int | None = None) -> str:
    """The matrix on paper, of the tasks that match, or of one meeting's decisions."""
    return at(Endpoint.FOLLOW_UP, given, rapat=meeting_number)


def wall(meeting_number: int, *, token: str = "") -> str:
    return at(Endpoint.WALL, rapat=meeting_number, token=token)


def wall_file(meeting_number: int) -> str:
    return at(Endpoint.WALL_FILE, rapat=meeting_number)


def verification(report: int | None = None) -> str:
    return at(Page.VERIFICATION, laporan=report)


def report_form(commitment_code: str, quarter: str | None = None) -> str:
    """Where an owner reports on a commitment; from a phone, too."""
    return at(Page.MY_AGENCY, lapor=commitment_code, titik=quarter)


def plain_report_form(commitment_code: str, quarter: str) -> str:
    """The same on a page of its own, for a network that lets no websocket through."""
    return at(Endpoint.REPORT, lapor=commitment_code, titik=quarter)


def services(*, month: str = "", region: str = "", part: str = "") -> str:
    """The 22 and their desks in a month; with a region, one of them in full."""
    return at(Page.SERVICES, wilayah=region, bulan=month, bagian=part)


def services_form(region_code: str, month: str = "") -> str:
    """Where a part of the services is reported, from a phone too."""
    return at(Page.SERVICES, lapor=region_code, bulan=month)


def services_review(report: int) -> str:
    return at(Page.SERVICES, periksa=report)


NOTICE = "kabar"
"""In the address: which notice led here, and is read by that."""


UNREAD = "belum"
"""Of the inbox: what was not read, and nothing else."""


def inbox(*, show: str = "") -> str:
    return at(Page.INBOX, saring=show)


def told_by(notice: int, address: str) -> str:
    """What a notice is about; whoever goes there has read it."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({NOTICE: notice})}"


def evidence(number: int) -> str:
    return f"{Endpoint.EVIDENCE}/{number}"


def cases(*, kind: str = "", year: int | None = None, region: str = "") -> str:
    return at(Page.CASES, jenis=kind, tahun=year, wilayah=region)


def case(code: str, *, act: str = "") -> str:
    return at(Page.CASES, kode=code, langkah=act)


def new_case(sent: str = "") -> str:
    """The form of one more report, or the receipt of the one just sent."""
    return at(Page.NEW_CASE, terkirim=sent)


def delivery(number: int, *, step: str = "", rule: str = "", part: str = "") -> str:
    """A file that an office sent: what was read of it, or what became of it; its doubts of one kind, or the
    column or row of its sheet whose role is to be changed."""
    return at(Page.IMPORTS, kiriman=number, langkah=step, macam=rule, ubah=part)


def deliveries(part: str = "") -> str:
    return at(Page.IMPORTS, bagian=part)


def holidays(year: int) -> str:
    return at(Page.HOLIDAYS, tahun=year)


def users(*, state: str = "") -> str:
    return at(Page.USERS, keadaan=state)


def user(username: str) -> str:
    return at(Page.USERS, akun=username)


def new_users(way: str = "") -> str:
    return at(Page.NEW_USER, cara=way)


def agency(code: str) -> str:
    return at(Page.AGENCIES, kode=code)


def agencies(view: str = "") -> str:
    return at(Page.AGENCIES, tampilan=view)


def invitation(key: str) -> str:
    """Where whoever holds this key sets a password."""
    return f"{Endpoint.INVITATION}/{key}"


def calendar(key: str) -> str:
    """Where a calendar client finds somebody's days, if the key is right."""
    return f"{Endpoint.CALENDAR}/{key}.ics"


def sign_in(onward: str = "") -> str:
    return at(Endpoint.SIGN_IN, lanjut=onward)


def provider(onward: str = "") -> str:
    """Where signing in by the province's own sign-in begins."""
    return at(Endpoint.PROVIDER, lanjut=onward)


def second_step(onward: str = "", *, is_set_up: bool = True) -> str:
    """Where the code is typed, or where what makes codes is set up first."""
    return at(Endpoint.SECOND_STEP if is_set_up else Endpoint.SET_UP_STEP, lanjut=onward)


def subject(kind: str, key: str) -> str | None:
    """The page of what a point of an agenda is about, where there is one."""
    match kind:
        case "tugas":
            return task(key)
        case "komitmen":
            return commitment(key)
        case "wilayah":
            return region(key)
        case "angka":
            return conflict(key)
        case "diam":
            return commitments(agency=key)
    return None


def whole(host: str, inside: str) -> str:
    """An address inside the application as another device would type it; ``host`` with its scheme."""
    return host + inside


def on_whatsapp(text: str) -> str:
    """Where the user's own browser takes a text along; nothing of ours asks that host."""
    return f"https://wa.me/?{urlencode({'text': text})}"


def _filled(**values: object) -> dict[str, object]:
    """Without those that say nothing, which would cover what is given."""
    return {name: value for name, value in values.items() if value not in (None, "")}
