"""The Monday test: an office begins with an empty PostgreSQL, one command, and then nothing but screens.

``python -m tests.journeys.monday`` (``make monday``) walks through a first week in Chromium as its people
would, prints what each step took in clicks, fields and time, and reads the whole trail at the end. A step
that a person could not take ends the walk with a picture of where it was. Everything typed is made up.

The office is put away after each step: ``--from 14`` begins at the fourteenth, with what the last walk left
after the thirteenth; ``--until 15`` ends there.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from domain.time.calendar import fixed_clock
from tests.browser.reading import DESK, PATIENCE, PHONE, Reader, chromium
from tests.browser.serving import ROOT, Server, evidence_url, served
from tests.databases import PostgresDatabases, Run
from tests.factories import MORNING
from tests.indonesian import refuse_foreign
from tests.journeys.hand import Hand, Tallies
from tests.journeys.papers import (
    ACCOUNTS,
    ACTIVITIES,
    ADMINISTRATOR,
    AGENCIES,
    ANSWERS,
    CASES,
    COMMITMENTS,
    DECISIONS,
    FIGURES,
    REFERRALS,
    SERVICES,
    STEPS_OF_CASES,
    TEAMS,
    Case,
    Form,
    Service,
)
from tests.journeys.shelf import put_away, take_out

NOW = "2026-11-23T07:00"
TODAY = date.fromisoformat(NOW[:10])
ADMINISTRATOR_IS = (
    *("--role", "administrator"),
    *("--agency", "diskominfo"),
    *("--name", "Administrator Diskominfo"),
)
PICTURES = ROOT / "var" / "journeys"


def password_of(username: str) -> str:
    """Words that belong to no place, office or year; another for each account."""
    return f"kuda lumping {username[::-1]} biola senja"


def day(days: int) -> str:
    """So many days from the Monday on, as it is typed."""
    return (TODAY + timedelta(days=days)).strftime("%d/%m/%Y")


class Office:
    """Everybody who works in it, each at a browser of his own."""

    def __init__(self, browser: Browser, server: Server, tallies: Tallies) -> None:
        self.browser = browser
        self.server = server
        self.tallies = tallies
        self.links: dict[str, str] = {}
        """The invitations by user name, as the administrator copied them."""
        self._hands: dict[str, Hand] = {}

    def at(self, username: str, *, size: tuple[int, int] = DESK) -> Hand:
        """The officer, signed in; the first time with what his password is by now."""
        if username not in self._hands:
            hand = Hand(Reader(self.browser, self.server, None, size=size), self.tallies)
            hand.sign_in(username, password_of(username))
            self._hands[username] = hand
        return self._hands[username]

    @contextmanager
    def stranger(self) -> Iterator[Hand]:
        reader = Reader(self.browser, self.server, None)
        try:
            yield Hand(reader, self.tallies)
        finally:
            reader.close()

    def leave(self, username: str) -> None:
        self._hands.pop(username).reader.close()

    def last_pictures(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for username, hand in self._hands.items():
            hand.page.screenshot(path=PICTURES / f"{name}-{username}.png", full_page=True)


# People and agencies


def first_look(office: Office) -> None:
    admin = office.at(ADMINISTRATOR)
    admin.menu("Mulai")
    admin.reads("rapat pertama menunggu")


def paste_accounts(office: Office) -> None:
    admin = office.at(ADMINISTRATOR)
    admin.follow("Tempel daftar")
    admin.paste("Tempel dari Excel", "\n".join("\t".join(row) for row in ACCOUNTS))
    admin.reads("36 siap diundang, 3 perlu jawaban, 1 perlu diperbaiki")
    for label, typed, agency in ANSWERS:
        if typed:
            admin.choose(label, agency, typed=typed)
        else:
            with admin.inside(admin.main.get_by_role("radiogroup", name=label)):
                admin.pick(agency)
    admin.press("Undang 39 akun")
    admin.receipt("39 akun dibuat")
    copy_links(admin, office)


def copy_links(admin: Hand, office: Office) -> None:
    box = admin.reader.main.locator(".st-key-links_told_once_box")
    names = box.locator(".gb-stack small").all_inner_texts()
    addresses = box.locator("code").all_inner_texts()
    assert len(names) == len(addresses) > 0, (names, addresses)
    office.links.update(zip(names, addresses, strict=True))
    admin.press("Sudah saya salin")


def invite_one(office: Office) -> None:
    admin = office.at(ADMINISTRATOR)
    admin.menu("Pengguna")
    admin.follow("Akun baru")
    admin.write("Nama jabatan", "Penghubung Kodaeral VII")
    admin.choose("Instansi", "Kodaeral VII", typed="Kodaeral")
    admin.choose("Peran", "Kepala instansi dan penghubung")
    admin.write("Nama pengguna", "kodaeral.penghubung")
    admin.press("Undang")
    admin.receipt("Akun dibuat")
    copy_links(admin, office)


def accept_invitations(office: Office) -> None:
    for username, link in office.links.items():
        with office.stranger() as officer:
            officer.page.goto(link)
            officer.on_paper("Kata sandi baru", password_of(username))
            officer.on_paper("Ketik sekali lagi", password_of(username))
            officer.on_paper_press("Simpan kata sandi")
            officer.page.wait_for_url(lambda address: "/undangan/" not in address)


def add_agencies(office: Office) -> None:
    admin = office.at(ADMINISTRATOR)
    admin.menu("Instansi")
    for name, short, kind, level, superior, region in AGENCIES:
        admin.follow("Instansi baru")
        admin.write("Nama resmi", name)
        admin.write("Nama pendek", short)
        admin.choose("Jenis", kind)
        admin.choose("Tingkat", level)
        if superior:
            admin.choose("Atasan", superior, typed=superior)
        admin.choose("Wilayah", region, typed=region)
        admin.pick("Ya")
        admin.press("Tambahkan instansi")
        admin.receipt(f"{short} ditambahkan.")


def change_a_seat(office: Office) -> None:
    admin = office.at(ADMINISTRATOR)
    admin.menu("Instansi")
    admin.follow("Kursi Forkopimda")
    admin.choose("Kursi", "Undangan: Kabinda NTT (Binda NTT)", typed="Kabinda")
    admin.choose("Pemegang baru", "Kesbangpol NTT", typed="Kesbangpol")
    admin.write("Sebutan kursi", "Undangan: Kepala Badan Kesbangpol NTT")
    admin.day("Mulai tanggal", day(0))
    admin.write("Dasar", "Surat Gubernur NTT tentang undangan tetap")
    admin.press("Catat pergantian")
    admin.receipt("Pergantian kursi tercatat.")


# Commitments


def form_commitments(office: Office) -> None:
    secretary = office.at("setda.sekretariat")
    for asked in COMMITMENTS:
        secretary.menu("Komitmen")
        secretary.follow("Per frasa")
        secretary.follow_to(f"/komitmen-baru?frasa={asked.phrase}")
        fill_commitment(secretary, asked)
        secretary.press("Bentuk komitmen")
        secretary.receipt("terbentuk")


def fill_commitment(secretary: Hand, asked: Form) -> None:
    """Only what the proposed wording leaves open."""
    secretary.reads("Isian di bawah adalah usulan kata.")
    secretary.write_first("Nilai awal", "0")
    secretary.write_first("Target", asked.target)
    if asked.place:
        secretary.choose("Wilayah", asked.place, typed=asked.place)
    secretary.day("Mulai", day(0))
    secretary.day("Tenggat", day(asked.days))
    secretary.choose_several("Triwulan", [asked.quarter])
    secretary.write("Ukuran keberhasilan", asked.measure)
    secretary.write_last("Nilai awal", "0")
    secretary.write_last("Target", asked.target)
    secretary.pick("Usulkan satu instansi")
    secretary.choose("Instansi", asked.owner, typed=asked.owner)
    secretary.write("Mengapa instansi ini", asked.why)
    secretary.reads("Lolos; dapat dibentuk menjadi komitmen.")


def accept_commitments(office: Office) -> None:
    for asked in COMMITMENTS:
        owner = office.at(asked.account, size=PHONE)
        owner.menu("Instansi saya")
        owner.pick("Terima")
        owner.press_first("Kirim jawaban")
        owner.receipt("terkirim")


# Cases


def enter_cases(office: Office) -> None:
    for number, case in enumerate(CASES, 1):
        officer = office.at(case.account)
        if number == 1 or case.account != CASES[number - 2].account:
            officer.menu("Kasus")
            officer.follow("Catat laporan baru")
        fill_case(officer, case, number)
        officer.press(re.compile("Kirim laporan"))
        officer.reads("Tersimpan sebagai")
        office.links[case.reference] = re.search(r"K\d\d-\d+", officer.headline)[0]  # type: ignore[index]
        officer.follow("Laporan lain")


def fill_case(officer: Hand, case: Case, number: int) -> None:
    officer.choose("Jenis", case.kind)
    officer.day("Tanggal lapor", day(-case.days_ago))
    officer.choose("Instansi sumber", case.source, typed=case.source)
    officer.write("Nomor rujukan instansi", case.reference)
    officer.choose("Asal", case.origin, typed=case.origin)
    officer.choose("Tujuan", case.destination, typed=case.destination)
    for label, people in zip(
        ("Perempuan", "Laki-laki", "Anak perempuan", "Anak laki-laki"), case.victims, strict=True
    ):
        officer.write(label, str(people))
    officer.write("Tersangka", str(case.suspects))
    officer.choose("Sektor", case.sector)
    officer.choose("Modus rekrut", case.mode)
    officer.choose("Tahap perkara", case.police)
    officer.choose("Tahap layanan", case.service)
    officer.write("Uraian", case.note)


def follow_cases(office: Office) -> None:
    for reference, steps in STEPS_OF_CASES.items():
        case = next(each for each in CASES if each.reference == reference)
        officer = office.at(case.account)
        officer.menu("Kasus")
        officer.follow(office.links[reference])
        for track, stage, days_ago in steps:
            officer.follow("Catat tahap")
            officer.choose("Jalur", track)
            officer.choose("Tahap", stage)
            officer.day("Tanggal", day(-days_ago))
            officer.press("Simpan tahap")
            officer.receipt("Tahap tercatat")


def refer_cases(office: Office) -> None:
    for referral in REFERRALS:
        case = next(each for each in CASES if each.reference == referral.reference)
        officer = office.at(case.account)
        officer.menu("Kasus")
        officer.follow(office.links[referral.reference])
        officer.follow("Rujuk")
        officer.choose("Dirujuk kepada", referral.to, typed=referral.to)
        officer.write("Yang diminta", referral.asked)
        officer.press("Kirim rujukan")
        officer.receipt("Rujukan terkirim")


def answer_referrals(office: Office) -> None:
    for referral in REFERRALS:
        receiver = office.at(referral.account, size=PHONE)
        receiver.menu("Instansi saya")
        receiver.reads("Rujukan masuk")
        if referral.refused:
            receiver.write("Alasan, bila ditolak", referral.refused)
            receiver.press("Tolak rujukan")
            receiver.receipt("ditolak")
        else:
            receiver.press("Terima rujukan")
            receiver.receipt("diterima")


# Figures


def record_figures(office: Office) -> None:
    secretary = office.at("setda.sekretariat")
    for figure in FIGURES:
        secretary.menu("Angka & sumber")
        secretary.follow("Angka baru")
        secretary.choose("Indikator", figure.indicator, typed=figure.indicator.partition(" ·")[0])
        secretary.write("Nilai seperti tertulis di sumber", figure.as_written)
        secretary.write("Dibaca sebagai", figure.value)
        secretary.choose("Wilayah", figure.place, typed=figure.place)
        secretary.day("Dari", figure.starts)
        secretary.day("Sampai", figure.ends)
        secretary.day("Halaman dilihat", day(0))
        secretary.write("Nama sumber", figure.source)
        secretary.write("Alamat halaman", figure.page)
        secretary.write("Menurut", figure.said_by)
        if figure.conflicts:
            secretary.reads("bertentangan dengan")
        secretary.press("Simpan angka")
        secretary.receipt("tercatat")


def settle_a_conflict(office: Office) -> None:
    secretary = office.at("setda.sekretariat")
    figure = next(each for each in FIGURES if each.conflicts)
    secretary.menu("Angka & sumber")
    secretary.follow(re.compile(r"^Kelompok \d+"))
    secretary.follow(re.compile(f"^{figure.indicator.split(' · ')[0]} NTT, "))
    secretary.unfold("Tunjuk penjelas atau putuskan")
    secretary.choose("Penjelas", "BP3MI NTT", typed="BP3MI")
    secretary.day("Tenggat", day(14))
    secretary.press("Tunjuk penjelas")
    secretary.receipt("diminta menjelaskan")
    secretary.unfold("Tunjuk penjelas atau putuskan")
    secretary.pick(re.compile(re.escape(figure.source)))
    secretary.write("Alasan", "Halaman resmi instansi pemilik data, dilihat pada hari yang sama.")
    secretary.press("Putuskan")
    secretary.receipt("Pertentangan diputus.")


# Services


def report_services(office: Office) -> None:
    for service in SERVICES:
        reporter = office.at(service.account, size=PHONE)
        reporter.menu("Layanan")
        reporter.follow("Laporkan")
        fill_services(reporter, service)
        reporter.press("Kirim laporan")
        reporter.receipt("Laporan layanan terkirim.")


def fill_services(reporter: Hand, service: Service) -> None:
    for desk, (state, *given) in service.desks.items():
        with reporter.inside(part(reporter, "gb-desk-field", desk)):
            reporter.tick(state)
            if given[-1]:
                *numbers, proof = given
                labels = ("Hari buka", "Orang dilayani", "Hari per dokumen")
                for label, value in zip(labels, numbers, strict=True):
                    reporter.jot(label, value)
                reporter.jot("Bukti: nomor dokumen atau tautan", proof)
                reporter.jot("Tanggal bukti", "2026-10-30")
    for step, counts in service.steps.items():
        boxes = part(reporter, "gb-step-field", step).locator("input")
        for number, value in enumerate(counts):
            reporter.jot_in(boxes.nth(number), value)


def part(reporter: Hand, css: str, name: str) -> Locator:
    """The block of the form whose head is this name."""
    head = reporter.page.locator("legend b", has_text=re.compile(f"^{re.escape(name)}$"))
    return reporter.main.locator(f"fieldset.{css}", has=head)


def judge_services(office: Office) -> None:
    verifier = office.at("inspektorat.verifikator")
    verifier.menu("Layanan")
    for _ in SERVICES:
        verifier.follow(re.compile(r"Periksa \d+ laporan"))
        box = verifier.main.get_by_role("checkbox").first
        box.check(force=True)
        verifier.settle()
        verifier.press("Simpan putusan")
        verifier.receipt("Putusan tersimpan")
        verifier.menu("Layanan")


def report_teams(office: Office) -> None:
    for team in TEAMS:
        reporter = office.at(team.account, size=PHONE)
        reporter.menu("Layanan")
        reporter.follow("Tim desa")
        reporter.unfold("Laporkan tim desa")
        reporter.choose("Desa atau kelurahan", team.village, typed=team.village[:6])
        reporter.write("Nomor SK", team.decree)
        reporter.day("Tanggal SK", day(-team.days))
        reporter.write("Jumlah anggota", str(team.members))
        reporter.day("Laporan terakhir tim", day(-7))
        reporter.press("Simpan tim")
        reporter.receipt("tersimpan")


def report_activities(office: Office) -> None:
    for activity in ACTIVITIES:
        reporter = office.at(activity.account, size=PHONE)
        reporter.menu("Layanan")
        reporter.follow("Kegiatan mitra")
        reporter.unfold("Laporkan edukasi atau pengawasan")
        reporter.write("Tempat", activity.place)
        reporter.choose("Jenis", activity.kind)
        reporter.day("Tanggal", day(-activity.days))
        reporter.choose("Dilakukan oleh", "Lembaga keagamaan")
        reporter.write("Nama lembaga", activity.organizer)
        reporter.write("Jangkauan", str(activity.reach))
        reporter.write("Bukti", activity.proof)
        reporter.press("Simpan kegiatan")
        reporter.receipt("Kegiatan tersimpan, jangkauan")


# A meeting


def hold_a_meeting(office: Office) -> None:
    secretary = office.at("setda.sekretariat")
    secretary.menu("Rapat")
    secretary.unfold("Jadwalkan rapat")
    secretary.day("Tanggal", day(0))
    secretary.write("Pukul (WITA)", "10.00")
    secretary.press("Jadwalkan")
    secretary.receipt("Rapat dijadwalkan")
    secretary.press(re.compile("Susun agenda"))
    secretary.receipt("Agenda disusun")
    secretary.press("Buka rapat")
    secretary.press("Mulai rapat")
    secretary.receipt("Rapat dimulai")
    secretary.follow("Kehadiran")
    secretary.press("Catat sisanya hadir")
    secretary.receipt("Kehadiran disimpan")
    secretary.follow("Keputusan", first=True)
    for decision in DECISIONS:
        secretary.write_first("Bunyi keputusan", decision.text)
        secretary.choose_first("Penanggung jawab", decision.owner, typed=decision.owner)
        secretary.write_first("Tenggat", decision.due)
        secretary.pick("Keputusan dan tugas")
        secretary.press("Catat keputusan")
        secretary.receipt("tercatat")
    secretary.press(re.compile("Tutup rapat"))
    secretary.press_anywhere("Tutup dan segel")
    secretary.receipt("Rapat ditutup dan disegel")


# Goodbye


def an_officer_leaves(office: Office) -> None:
    leaving = office.at("polda-ntt.penghubung")
    leaving.menu("Tugas")
    admin = office.at(ADMINISTRATOR)
    admin.menu("Pengguna")
    admin.write("Cari akun", "polda")
    admin.follow_to("/pengguna?akun=polda-ntt.penghubung")
    admin.unfold("Nonaktifkan")
    admin.write_last("Alasan", "Mutasi jabatan per hari ini")
    admin.press("Nonaktifkan akun")
    admin.receipt("Akun dinonaktifkan")
    leaving.page.locator('[data-testid="stSidebar"]').get_by_role("link", name="Komitmen", exact=True).click()
    expect(leaving.page.get_by_role("heading", name="Sesi berakhir")).to_be_visible(timeout=PATIENCE)


def read_the_trail(office: Office) -> None:
    """Every act of the day stands there in Indonesian: no key of the code, no English word."""
    admin = office.at(ADMINISTRATOR)
    admin.menu("Jejak audit")
    read: list[str] = []
    for page in count(2):
        read += admin.main.locator("table tbody tr").all_inner_texts()
        onward = admin.main.get_by_role("link", name=str(page), exact=True)
        if not onward.count():
            break
        admin.follow(str(page))
    for text in read:
        refuse_foreign(text)
    untold = [act for act in ACTS if not any(act in text for text in read)]
    assert not untold, f"the trail of {len(read)} records says nothing of {untold}"


ACTS = (
    "Akun diundang",
    "Kata sandi dipasang lewat tautan",
    "Instansi ditambahkan",
    "Kursi Forkopimda berganti pemegang",
    "Komitmen dibentuk",
    "Usulan penanggung jawab dijawab",
    "Kasus dicatat",
    "Tahap kasus dicatat",
    "Kasus dirujuk",
    "Rujukan dijawab",
    "Angka terbit dicatat",
    "Penjelas pertentangan ditunjuk",
    "Pertentangan angka diputus",
    "Laporan layanan dikirim",
    "Laporan layanan diverifikasi",
    "Tim desa dicatat",
    "Kegiatan mitra dicatat",
    "Keputusan dicatat",
    "Notulen disegel",
    "Akun dinonaktifkan",
)

Step = tuple[str, Callable[[Office], None]]
DAY: tuple[Step, ...] = (
    ("Masuk dan membaca Mulai", first_look),
    ("40 akun ditempel, 3 instansi keliru, 1 rangkap", paste_accounts),
    ("Satu akun diundang sendiri", invite_one),
    ("40 undangan diterima", accept_invitations),
    ("3 instansi baru", add_agencies),
    ("Satu kursi Forkopimda berganti", change_a_seat),
    ("6 komitmen dari frasa", form_commitments),
    ("6 komitmen diterima pemiliknya (ponsel)", accept_commitments),
    ("20 kasus dicatat", enter_cases),
    ("Kasus melalui tahap kedua jalur", follow_cases),
    ("3 rujukan dikirim", refer_cases),
    ("3 rujukan dijawab, satu ditolak (ponsel)", answer_referrals),
    ("5 angka", record_figures),
    ("Satu pertentangan diputus", settle_a_conflict),
    ("4 LTSA: meja dan angka sebulan (ponsel)", report_services),
    ("4 laporan layanan diputus", judge_services),
    ("3 tim desa (ponsel)", report_teams),
    ("2 kegiatan gereja (ponsel)", report_activities),
    ("Satu rapat dengan keputusan, ditutup", hold_a_meeting),
    ("Satu pejabat pergi", an_officer_leaves),
    ("Jejak audit dibaca", read_the_trail),
)


def make_administrator(folder: Path, url: str) -> None:
    """The one command."""
    subprocess.run(
        [sys.executable, "-m", "db", "create-user", ADMINISTRATOR, *ADMINISTRATOR_IS],
        cwd=ROOT,
        env={**os.environ, **surroundings(folder, url)},
        input=f"{password_of(ADMINISTRATOR)}\n",
        text=True,
        check=True,
    )


def surroundings(folder: Path, url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "GERAK_MODE": "production",
        "GERAK_NOW": NOW,
        "EVIDENCE_URL": evidence_url(folder),
        "AUDIT_FOLDER": str(folder / "jejak"),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    run = Run.begin(os.environ)
    tallies = Tallies()
    try:
        databases = PostgresDatabases(run, fixed_clock(MORNING), "monday")
        _walk(databases.empty(), asked.first, asked.last, tallies)
        databases.close()
    finally:
        print(tallies.table())
        run.end()
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.journeys.monday")
    numbers = range(1, len(DAY) + 1)
    parser.add_argument("--from", dest="first", type=int, choices=numbers, default=1, metavar="STEP")
    parser.add_argument("--until", dest="last", type=int, choices=numbers, default=len(DAY), metavar="STEP")
    return parser.parse_args(arguments)


def _walk(url: str, first: int, last: int, tallies: Tallies) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        links = take_out(first - 1, url, folder) if first > 1 else {}
        with (
            served(folder, mode="production", now=NOW, database_url=url) as server,
            chromium() as browser,
        ):
            if first == 1:
                make_administrator(folder, url)
            office = Office(browser, server, tallies)
            office.links.update(links)
            for number, (label, step) in enumerate(DAY[first - 1 : last], first):
                _take(office, number, label, step)
                put_away(number, url, folder, office.links)


def _take(office: Office, number: int, label: str, step: Callable[[Office], None]) -> None:
    with office.tallies.step(f"{number:>2} {label}"):
        try:
            step(office)
        except Exception:
            office.last_pictures(step.__name__)
            raise


if __name__ == "__main__":
    sys.exit(main())
