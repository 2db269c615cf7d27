"""Two pages, whatever has to be said, and letters that can be read in a car."""

import io
from dataclasses import replace
from datetime import timedelta

from pypdf import PdfReader

from domain.commitments.health import RollUp
from domain.commitments.history import QuarterStanding
from domain.tasks.history import OpenTasks
from domain.time.calendar import ZONE, Quarter
from reports import briefing, charts, map_picture, map_sheet, time_charts
from reports.briefing import Briefing
from reports.foot import PaperSeal
from reports.qr import square
from tests.factories import MORNING

LONG = "Pemeriksaan kesehatan dan visum korban di rumah sakit umum daerah perbatasan Atambua dan Kefamenanu "


def standing(percent: float) -> QuarterStanding:
    total = RollUp(500, 480, percent, percent / 2)
    return QuarterStanding(Quarter.parse("2026-B12"), MORNING, True, total, {})


def crowded() -> Briefing:
    """Everything at once, and every text as long as it may be."""
    return Briefing(
        now=MORNING,
        as_of="Data s.d. 23 November 2026, 03.14 WITA",
        headline="247 dari 500 komitmen lewat tenggat, 118 belum punya penanggung jawab yang menjawab",
        groups=tuple(
            briefing.CountedGroup(look, 80 + place, look)
            for place, look in enumerate(("done", "on_schedule", "at_risk", "overdue", "silent", "no_owner"))
        ),
        decisions=(briefing.ToDecide(LONG[:60], LONG[:80], f"“{LONG[:76]}”", "lewat 1.240 hari kerja"),) * 3,
        points=1_400,
        changed=tuple(
            briefing.Changed(
                f"Sejak {name}",
                (
                    "123 dari 123 janji rapat ditepati",
                    "komitmen: 123 melapor, 123 diputus verifikator",
                    "tugas: 12 baru, 12 terverifikasi selesai, 12 menunggu diperiksa, 12 terkendala"
                    ", 12 ditolak, 12 ditawar, 12 dikembalikan pemeriksa",
                    "tugas lewat tenggat 1.234 menjadi 1.234",
                ),
            )
            for name in ("kemarin, 22 November", "rapat 11 November")
        ),
        held=(
            briefing.HeldUp(
                "Angka bertentangan",
                LONG[:60],
                LONG[:78],
                "Dinas Pemberdayaan",
                "lewat 240 hari kerja",
                "30 Sep 2026",
            ),
        )
        * 8,
        next_meeting="Kamis, 26 November 2026, 10.00 WITA.",
        map=map_sheet.PrintedMap(
            LONG + LONG[:40],
            LONG * 2 + LONG[:60],
            map_picture.regencies([], palette=map_picture.Palette.HARM, title="", description="Peta."),
            "Per 100.000 per tahun, disesuaikan",
            tuple(map_sheet.Swatch("#AA4E35", "0,3–0,4") for _ in range(5)),
            tuple(map_sheet.Swatch("url(#arsir)", "tidak disebut, bukan nol (22)") for _ in range(4)),
            "Garis tebal: titik panas pasti; putus-putus: condong. Batas indikatif.",
        ),
        claims_title="Bukti tertinggal 10,9 poin",
        claims=charts.claims(
            [standing(29), standing(60)], whose="Deklarasi", address="", frame=briefing.BESIDE_ANOTHER
        ),
        weeks_title="Belum ada tugas",
        weeks=time_charts.weeks([OpenTasks(MORNING, 2_000, 1_240)] * 12, [], frame=briefing.BESIDE_ANOTHER),
        agencies=(briefing.AgencyLine("Dinas Pemberdayaan Masy…", 40, 12, 400, 120, "540 hari"),) * 5,
        held_up_by=35,
        sources=(briefing.PaperSource(LONG[:30], "Register tugas dan rapat", "23 November 2026, 03.14 WITA"),)
        * 4,
        revision=123_456,
        reader="Kantor Gubernur",
        is_sample=True,
    )


def test_a_paper_with_nothing_held_up_says_so_beside_what_is_to_be_decided() -> None:
    said = replace(crowded(), decisions=crowded().decisions[:1], points=1, held=())
    paper = briefing.document(said, PaperSeal("9f2c-41d0-7be3-a8c5", square("http://contoh/laporan")))
    text = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().split())
    assert "Tidak ada butir lain selain yang perlu diputuskan di atas." in text


def test_however_much_there_is_to_say_it_is_two_pages() -> None:
    paper = briefing.document(crowded(), PaperSeal("9f2c-41d0-7be3-a8c5", square("http://contoh/laporan")))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages]
    assert len(pages) == 2
    assert "Rapat berikutnya: Kamis, 26 November 2026" in pages[0]
    assert "dari 1.397 butir lainnya" in pages[0], "some of what is held up is there, and of how many"
    assert "Halaman 2 dari 2" in pages[1]
    assert "Sumber" in pages[1]


def test_the_first_page_is_filled_with_what_is_held_up() -> None:
    calm = replace(crowded(), decisions=(), changed=(briefing.Changed("Sejak kemarin", ()),), points=30)
    paper = briefing.document(calm, PaperSeal("9f2c-41d0-7be3-a8c5", square("http://contoh/laporan")))
    first, _ = (" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages)
    shown = first.count("Angka bertentangan")
    assert shown >= 6
    assert f"{shown} dari 30 butir lainnya" in first
    assert f"{30 - shown} butir lain ada di layar Ringkasan." in first


def test_the_same_facts_are_the_same_paper_and_one_fact_more_is_another() -> None:
    first, again = crowded(), crowded()
    assert first.digest == again.digest

    assert replace(first, points=1_401).digest != first.digest
    moved = replace(first, now=(MORNING + timedelta(minutes=1)).astimezone(ZONE))
    assert moved.digest != first.digest
    assert replace(first, now=MORNING.astimezone(ZONE)).digest == first.digest
