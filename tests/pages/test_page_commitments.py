"""Commitments through their screens: the gate, the offers, the boards, and what a refusal keeps."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from sqlalchemy import Engine, func, select, update

from db.models import (
    Checkpoint,
    Commitment,
    OwnershipOffer,
    ProgressReport,
    QuarterLock,
    Statement,
    TargetChange,
)
from db.settings import Mode
from domain.commitments.declaration import DecisionEventKind
from domain.commitments.health import Health
from domain.commitments.ownership import OfferMove, OfferState
from domain.time import formats
from reports.qr import qr
from tests import factories
from tests.factories import MovingClock, filling
from tests.pages.screen import Screen, links_of, whole
from tests.pages.visiting import House, Visitor, house, visiting

OFFICE = "sekretariat"
REASON = "Alasan yang dapat dibaca pihak lain."


def widget(screen: Screen, label: str) -> Any:
    """A native widget by its label, as whoever fills in the form sees it."""
    found = [
        each
        for kind in (
            "text_input",
            "text_area",
            "selectbox",
            "multiselect",
            "date_input",
            "button",
            "button_group",
        )
        for each in screen.app.get(kind)
        if each.label == label
    ]
    assert found, f"no {label!r} on {screen.path}"
    return found[0]


def decimal(text: str) -> float:
    return float(text.replace(",", "."))


def press(screen: Screen, label: str) -> Screen:
    widget(screen, label).click()
    screen.app.run()
    assert not screen.app.exception
    return Screen(screen.path, screen.app)


def refusal(screen: Screen) -> str:
    (found,) = screen.body.every("p", "gb-refusal")
    return str(found.text)


def receipt(screen: Screen) -> str:
    (found,) = screen.body.every("div", "gb-receipt")
    return str(found.text)


def count(home: House, table: Any, *where: Any) -> int:
    return int(home.rows(select(func.count()).select_from(table).where(*where))[0][0])


class TestMatrix:
    @pytest.mark.parametrize("view", ["instansi", "pilar"])
    def test_each_cell_opens_the_rows_it_counts(self, visit: Visitor, view: str) -> None:
        table = visit("/komitmen", tampilan=view).table("Komitmen menurut penanggung jawab")
        opened = 0
        for row in table.rows:
            for name, cell in row.items():
                for link in links_of(cell):
                    if link.text.isdigit():
                        assert visit(link.address).total == whole(link.text), (name, link.address)
                        opened += 1
        assert opened >= 10

    def test_a_quarter_in_the_address_leaves_only_its_commitments(self, visit: Visitor) -> None:
        query = select(func.count(Checkpoint.commitment_id.distinct())).where(
            Checkpoint.quarter == "2026-B12"
        )
        assert (
            visit("/komitmen", tampilan="daftar", triwulan="2026-B12").total == visit.home.rows(query)[0][0]
        )

    def test_the_formula_of_the_rows_shown_is_printed_with_their_numbers(self, visit: Visitor) -> None:
        for chosen in ({"instansi": "disnakertrans"}, {"pilar": "1"}, {}):
            screen = visit("/komitmen", tampilan="daftar", **chosen)
            printed = re.search(r"Terverifikasi = \((.+?)\) ÷ ([\d,]+) = ([\d,]+) %", screen.text)
            assert printed, chosen
            terms = [term.split(" × ") for term in printed[1].split(" + ")]
            above = sum(decimal(weight) * decimal(percent) for weight, percent in terms)
            assert len(terms) > 2
            assert above / decimal(printed[2]) == pytest.approx(decimal(printed[3]), abs=0.06)


class TestSilence:
    @pytest.fixture
    def quiet(self, demo_engine: Engine) -> Iterator[tuple[Visitor, MovingClock]]:
        """A commitment whose owner reported nothing but zero, this morning."""
        clock = MovingClock(factories.MORNING)
        with filling(demo_engine) as session:
            _, points = factories.commitment(
                session,
                code="U-900",
                owner="dikbud",
                starts_on=date(2026, 10, 1),
                quarters=("2026-B12", "2027-B03"),
            )
            by = factories.user(session, agency="dikbud")
            factories.report(session, points[0], by=by, claimed=0.0, submitted_at=factories.MORNING)
        with visiting(house(demo_engine, mode=Mode.DEMO, clock=clock)) as visitor:
            yield visitor, clock

    def cell(self, visitor: Visitor) -> str:
        visitor.home.tokens.clear()  # a session does not live for months
        table = visitor("/komitmen", as_=OFFICE, tampilan="diam").table("Tunggakan laporan per instansi")
        (row,) = [each for each in table.rows if each["Instansi"].text == "Dikbud NTT"]
        return str(row["Keadaan"].text)

    def test_silence_begins_when_a_report_was_due_and_is_never_a_zero(
        self, quiet: tuple[Visitor, MovingClock]
    ) -> None:
        """B12 was reported early; B03 falls due on 31 March 2027, 128 days from now."""
        visitor, clock = quiet
        assert self.cell(visitor) == "tepat waktu"
        clock.forward(timedelta(days=128))
        assert self.cell(visitor) == "tepat waktu"
        clock.forward(timedelta(days=1))
        found = self.cell(visitor)
        assert found.endswith("menunggak 1 hari")
        assert "%" not in found
        clock.forward(timedelta(days=43))
        assert self.cell(visitor).endswith("menunggak 44 hari")

    def test_who_reported_zero_and_who_reported_nothing_are_two_things(
        self, quiet: tuple[Visitor, MovingClock]
    ) -> None:
        table = quiet[0]("/komitmen", as_=OFFICE, tampilan="diam").table("Tunggakan laporan per komitmen")
        said = {row["Kode"].text: row["Klaim terakhir"].text for row in table.rows}
        assert (said["U-900"], said["K-17"]) == ("0 %", "Belum ada laporan")


@pytest.mark.parametrize(
    ("view", "caption", "column"),
    [
        ("tanpa-pj", "Komitmen yang belum ada penanggung jawabnya", "Kode"),
        ("diam", "Tunggakan laporan per instansi", "Instansi"),
    ],
)
def test_a_list_of_what_is_missing_has_its_own_rows_in_its_headline(
    visit: Visitor, view: str, caption: str, column: str
) -> None:
    """And no percentage, which would be that of other rows; nor does a filter of other views change it."""
    screen = visit("/komitmen", as_=OFFICE, tampilan=view, pilar="1")
    (said,) = screen.body.every("div", "gb-headline")
    rows = screen.table(caption).rows
    missing = [row for row in rows if "tepat waktu" not in row.get("Keadaan", row[column]).text]
    assert said.text.lower().startswith(f"{formats.in_words(len(missing))} dari ")
    assert "%" not in said.text


def test_nobody_on_the_timeliness_board_has_a_share_without_its_n(visit: Visitor) -> None:
    table = visit("/komitmen", tampilan="liga").table("Ketepatan melapor")
    for row in table.rows:
        n = whole(row["Jatuh tempo (n)"].text)
        text = row["Lapor tepat waktu"].text
        assert text.endswith(f"dari {n}") or text in ("belum pernah melapor", "belum ada yang jatuh tempo")
        assert ("n kecil" in row["Catatan"].text) == (0 < n < 5)


class TestForming:
    ADDRESS = "/komitmen-baru"
    UNCOUNTED: ClassVar[dict[str, Any]] = {
        "Tindakan dan keluarannya, dalam kalimat": "Menggelar rapat koordinasi dengan notulen"
    }

    def filled(self, visitor: Visitor, **instead: Any) -> Screen:
        screen = visitor(self.ADDRESS, as_=OFFICE, frasa="D-02")
        widget(screen, "Triwulan").set_value(["2027-B03"])
        widget(screen, "Penanggung jawab").set_value("open")
        screen.app.run()
        given: dict[str, Any] = {
            "Judul singkat": "Rapat koordinasi tiap triwulan",
            "Tindakan dan keluarannya, dalam kalimat": "Menggelar empat rapat koordinasi dengan notulen",
            "Indikator: apa yang dihitung": "Rapat dengan notulen",
            "Wilayah": "53",
            "Mulai": date(2026, 11, 23),
            "Tenggat": date(2027, 3, 31),
            "Ukuran keberhasilan": "Empat rapat",
            "Bukti yang disyaratkan": "Notulen",
        } | instead
        for label, value in given.items():
            if label in ("Target", "Nilai awal"):
                continue
            widget(screen, label).set_value(value)
        for target in [each for each in screen.app.get("text_input") if each.label == "Target"]:
            target.set_value(instead.get("Target", "4"))
        for baseline in [each for each in screen.app.get("text_input") if each.label == "Nilai awal"]:
            baseline.set_value(instead.get("Nilai awal", "0"))
        for unit in [each for each in screen.app.get("text_input") if each.label == "Satuan"]:
            unit.set_value("rapat")
        screen.app.run()
        assert not screen.app.exception
        return Screen(self.ADDRESS, screen.app)

    def test_a_vague_sentence_is_refused_with_reasons_and_all_that_was_typed_stays(
        self, visit_own: Visitor
    ) -> None:
        sentence = "Meningkatkan sinergi lintas sektor"
        before = count(visit_own.home, Commitment)
        screen = self.filled(visit_own, **{"Tindakan dan keluarannya, dalam kalimat": sentence})
        assert "satu hal perlu dilengkapi" in screen.text
        screen = press(screen, "Bentuk komitmen")
        assert "“meningkatkan”" in refusal(screen)
        assert "menerbitkan, membuka" in refusal(screen)
        assert widget(screen, "Tindakan dan keluarannya, dalam kalimat").value == sentence
        assert widget(screen, "Judul singkat").value == "Rapat koordinasi tiap triwulan"
        assert count(visit_own.home, Commitment) == before

    def test_what_passes_is_formed_once_and_the_form_is_new(self, visit_own: Visitor) -> None:
        before = count(visit_own.home, Commitment)
        screen = press(self.filled(visit_own), "Bentuk komitmen")
        assert "Komitmen K-25 terbentuk." in receipt(screen)
        assert widget(screen, "Judul singkat").value == ""
        assert count(visit_own.home, Commitment) == before + 1
        assert "Belum ada PJ" in visit_own("/komitmen", as_=OFFICE, kode="K-25").text

    def test_an_identity_is_refused_and_the_rest_of_the_form_kept(self, visit_own: Visitor) -> None:
        screen = press(
            self.filled(visit_own, **{"Judul singkat": "Rapat 5321014107900001"}), "Bentuk komitmen"
        )
        assert "NIK" in refusal(screen)
        assert "5321014107900001" not in refusal(screen)
        assert widget(screen, "Bukti yang disyaratkan").value == "Notulen"

    def test_a_target_of_zero_is_explained_while_typing(self, visit_own: Visitor) -> None:
        assert "pembagian dengan nol" in self.filled(visit_own, Target="0").text

    def test_a_sentence_and_a_target_that_contradict_each_other_are_refused(self, visit_own: Visitor) -> None:
        before = count(visit_own.home, Commitment)
        screen = press(self.filled(visit_own, Target="5"), "Bentuk komitmen")
        assert "Kalimat menyebut 4 rapat, sedangkan targetnya 5 rapat. Samakan keduanya." in refusal(screen)
        assert count(visit_own.home, Commitment) == before

    def test_where_it_stands_today_is_never_filled_in_by_itself(self, visit_own: Visitor) -> None:
        before = count(visit_own.home, Commitment)
        screen = press(self.filled(visit_own, **{"Nilai awal": ""}), "Bentuk komitmen")
        assert "Isi nilai awal: berapa sekarang, walau nol." in refusal(screen)
        assert count(visit_own.home, Commitment) == before

    def test_a_dot_parts_thousands_in_a_target(self, visit_own: Visitor) -> None:
        press(self.filled(visit_own, **self.UNCOUNTED, Target="1.250"), "Bentuk komitmen")
        assert count(visit_own.home, Commitment, Commitment.target == 1250.0) == 1

    def test_a_doubtful_target_is_asked_about_and_counts_once_it_is_answered(
        self, visit_own: Visitor
    ) -> None:
        before = count(visit_own.home, Commitment)
        screen = self.filled(visit_own, **self.UNCOUNTED, Target="± 13")
        assert "“± 13” adalah perkiraan atau batas" in screen.text
        press(screen, "Bentuk komitmen")
        assert count(visit_own.home, Commitment) == before
        for answer in [each for each in screen.app.get("button_group") if each.label == "Yang dimaksud"]:
            answer.set_value(Decimal(13))
        screen.app.run()
        press(screen, "Bentuk komitmen")
        assert count(visit_own.home, Commitment, Commitment.target == 13.0) == 1

    def test_half_a_meeting_is_no_target(self, visit_own: Visitor) -> None:
        before = count(visit_own.home, Commitment)
        screen = self.filled(visit_own, Target="2,5")
        assert "Jumlah rapat selalu utuh" in screen.text
        press(screen, "Bentuk komitmen")
        assert count(visit_own.home, Commitment) == before

    @pytest.mark.parametrize("code", ["D-02", "E-06"])
    def test_the_longest_and_the_shortest_phrase_are_read(self, visit: Visitor, code: str) -> None:
        (row,) = visit.home.rows(select(Statement.text).where(Statement.code == code))
        screen = visit(self.ADDRESS, as_=OFFICE, frasa=code)
        assert row.text in screen.text
        assert "Sebagaimana diucapkan belum disebut:" in screen.text

    def test_a_draft_begins_with_proposed_words_and_leaves_the_rest_open(self, visit_own: Visitor) -> None:
        before = count(visit_own.home, Commitment)
        screen = visit_own(self.ADDRESS, as_=OFFICE, frasa="D-18", usulan="ya")
        assert widget(screen, "Judul singkat").value == "Migrant Center di lingkungan Pemprov NTT"
        assert [widget(screen, label).value for label in ("Target", "Nilai awal")] == ["", ""]
        assert widget(screen, "Tenggat").value is None
        assert widget(screen, "Penanggung jawab").value is None
        assert "Masih terbuka nilai awal, jumlah, tanggal, penanggung jawab, dan titik kendali" in screen.text
        assert "usulan kata, bukan bunyi frasa" in screen.text
        screen = press(screen, "Bentuk komitmen")
        assert "Tidak ada tanggal selesai." in refusal(screen)
        assert count(visit_own.home, Commitment) == before

    def test_each_phrase_leads_the_office_to_the_gate_and_nobody_else(self, visit: Visitor) -> None:
        for username, expected in ((OFFICE, 27), ("polda", 0), ("inspektorat", 0)):
            screen = visit("/komitmen", as_=username, tampilan="frasa")
            assert len([each for each in screen.links if each.text == "Bentuk komitmen"]) == expected


class TestOwnership:
    def test_the_agency_that_was_asked_answers_on_the_commitment_itself(self, visit_own: Visitor) -> None:
        screen = visit_own("/komitmen", as_="polda", kode="K-21")
        screen = press(screen, "Kirim jawaban")
        assert "“Jawaban instansi Anda” belum dipilih. Pilih salah satu" in refusal(screen)
        assert widget(screen, "Jawaban instansi Anda").value is None
        widget(screen, "Jawaban instansi Anda").set_value("decline")
        screen.app.run()
        widget(screen, "Alasan").set_value("tidak")
        screen = press(screen, "Kirim jawaban")
        assert "Tuliskan alasan penolakan" in refusal(screen)
        assert widget(screen, "Alasan").value == "tidak"
        widget(screen, "Alasan").set_value(REASON)
        screen = press(screen, "Kirim jawaban")
        assert "terkirim" in receipt(screen)
        said = visit_own("/komitmen", as_=OFFICE, kode="K-21").text
        assert REASON in said
        assert count(visit_own.home, OwnershipOffer, OwnershipOffer.reason == REASON) == 1

    def test_another_agency_and_the_shared_screen_see_no_form(self, visit: Visitor) -> None:
        for username in ("dpmd", "layar", "inspektorat", "admin"):
            screen = visit("/komitmen", as_=username, kode="K-21")
            forms = {each.label for each in screen.app.get("button")} - {"Simpan catatan"}
            assert forms == set(), username

    def test_the_list_of_the_ownerless_says_whom_each_was_proposed_to(self, visit: Visitor) -> None:
        table = visit("/komitmen", as_=OFFICE, tampilan="tanpa-pj").table("Komitmen yang belum ada")
        assert len(table.rows) == count(visit.home, Commitment, Commitment.owner_id.is_(None))
        said = {row["Kode"].text: row["Usulan penanggung jawab"].text for row in table.rows}
        assert "Menunggu jawaban" in said["K-14"]
        assert "mengusulkan Biro Hukum" in said["K-23"]
        assert said["K-20"] == "belum diusulkan kepada siapa pun"

    def test_the_office_proposes_from_the_commitment(self, visit_own: Visitor) -> None:
        screen = visit_own("/komitmen", as_=OFFICE, kode="K-20")
        widget(screen, "Usulkan kepada").set_value("kesbangpol")
        screen = press(screen, "Usulkan PJ")
        assert "Usulan terkirim" in receipt(screen)
        waiting = OwnershipOffer.state == OfferState.PROPOSED
        assert count(visit_own.home, OwnershipOffer, waiting) == 3

    def test_a_court_is_not_among_those_who_can_be_asked(self, visit: Visitor) -> None:
        screen = visit("/komitmen", as_=OFFICE, kode="K-20")
        assert not any("PT Kupang" in each for each in widget(screen, "Usulkan kepada").options)


class TestTargets:
    def test_a_change_is_proposed_by_one_and_decided_by_another(self, visit_own: Visitor) -> None:
        screen = visit_own("/komitmen", as_="disnakertrans", kode="K-11")
        widget(screen, "Target baru (meja); sekarang 8").set_value("6")
        widget(screen, "Alasan").set_value(REASON)
        assert "terkirim" in receipt(press(screen, "Kirim usulan"))
        screen = visit_own("/komitmen", as_=OFFICE, kode="K-11")
        widget(screen, "Alasan putusan").set_value("Disetujui setelah rapat anggaran.")
        assert "Target diubah." in receipt(press(screen, "Setujui"))
        screen = visit_own("/komitmen", as_=OFFICE, kode="K-11")
        assert "target 8 menjadi 6" in screen.text
        assert "awal 0, target 6 meja" in screen.text
        assert count(visit_own.home, TargetChange, TargetChange.old_target == 8.0) == 1


class TestQuarters:
    def test_the_office_locks_a_quarter_and_the_history_says_so(self, visit_own: Visitor) -> None:
        screen = visit_own("/komitmen", as_=OFFICE, tampilan="triwulan")
        assert "belum dipilih" in refusal(press(screen, "Kunci triwulan ini"))
        widget(screen, "Triwulan yang sudah lewat").set_value("2026-B09")
        screen.app.run()
        screen = Screen(screen.path, screen.app)
        assert "belum dinilai; setelah dikunci" in screen.text
        assert "terkunci" in receipt(press(screen, "Kunci triwulan ini"))
        assert count(visit_own.home, QuarterLock, QuarterLock.quarter == "2026-B09") == 1
        assert "mengunci B09 2026" in visit_own("/komitmen", as_=OFFICE, kode="K-11").text

    def test_an_agency_sees_the_quarters_and_locks_none(self, visit: Visitor) -> None:
        screen = visit("/komitmen", as_="polda", tampilan="triwulan")
        assert "Terkunci" in screen.text
        assert screen.app.get("button") == []


class TestDetail:
    def test_the_history_holds_both_sides_in_order(self, visit: Visitor) -> None:
        text = visit("/komitmen", as_=OFFICE, kode="K-15").section("Jejak")
        for step in (
            "membentuk komitmen dari frasa",
            "mengusulkan Pemerintah",
            "menarik usulan",
            "menerima; kini penanggung jawab",
            "melapor",
            "menilai",
            "mengunci",
        ):
            assert step in text, step
        amended = visit("/komitmen", as_=OFFICE, kode="K-01").section("Jejak")
        assert "mengamandemen putusan" in amended

    def test_the_picture_opens_exactly_this_items_form(self, visit: Visitor) -> None:
        screen = visit("/komitmen", as_=OFFICE, kode="K-11")
        (picture,) = screen.body.every("img", "gb-qr")
        address = "http://127.0.0.1/instansi?lapor=K-11&titik=2026-B09"  # the one that was returned
        assert f'src="{picture.attributes["src"]}"' in str(qr(address, "x")).replace("&amp;", "&")

    def test_the_gate_answers_for_every_commitment_of_the_sample(self, visit: Visitor) -> None:
        for row in visit.home.rows(select(Commitment.code, Commitment.owner_id)):
            gate = visit("/komitmen", kode=row.code).body.one("div", "gb-gate").text
            assert "belum terjawab" not in gate, row.code
            assert ("masih terbuka" in gate) == (row.owner_id is None), row.code

    def test_the_owners_people_are_led_to_their_report_and_others_are_not(self, visit: Visitor) -> None:
        def ways(username: str) -> set[str]:
            return {each.text for each in visit("/komitmen", as_=username, kode="K-07").links}

        assert "Laporkan" in ways("polda")
        assert "Laporkan" not in ways("dpmd")
        assert "Buat tugas" in ways(OFFICE)
        assert "Buat tugas" in ways("polda"), "any agency may propose a task to another"
        assert "Buat tugas" not in ways("inspektorat")

    def test_a_verifier_is_led_to_the_report_that_waits(self, visit: Visitor) -> None:
        query = (
            select(ProgressReport.id, Commitment.code)
            .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
            .join(Commitment, Commitment.id == Checkpoint.commitment_id)
            .where(ProgressReport.state == "submitted")
            .order_by(ProgressReport.id)
        )
        row = visit.home.rows(query)[0]
        screen = visit("/komitmen", as_="inspektorat", kode=row.code)
        assert screen.link("Beri putusan").address.startswith("/verifikasi?laporan=")


class TestAskedOnce:
    """A number beside an older one that it is unlikely to be meant for."""

    def test_a_counter_of_ten_times_the_target_is_asked_about_beneath_its_field(
        self, visit_own: Visitor
    ) -> None:
        screen = visit_own("/komitmen", as_="dpmd", kode="K-14")
        (offered,) = visit_own.home.rows(select(Commitment.target).where(Commitment.code == "K-14"))[0]
        widget(screen, "Jawaban instansi Anda").set_value(OfferMove.COUNTER)
        screen.app.run()
        tenfold = formats.exact(offered * 10 + 50)
        (field,) = [each for each in screen.app.text_input if each.label.startswith("Target yang ditawarkan")]
        field.set_value(tenfold)
        widget(screen, "Alasan").set_value(REASON)
        screen.app.run()
        screen = Screen(screen.path, screen.app)
        assert f"Target yang ditawarkan {tenfold} desa: sepuluh kali lipat atau lebih" in screen.text
        assert "sepuluh kali lipat" in refusal(press(screen, "Kirim jawaban"))
        (sure,) = screen.app.checkbox
        assert sure.label == f"Ya, {tenfold} desa"
        sure.check()
        screen.app.run()
        assert "terkirim" in receipt(press(screen, "Kirim jawaban"))


class TestRegister:
    def test_an_event_and_a_statement_are_recorded_and_led_to_the_gate(self, visit_own: Visitor) -> None:
        screen = visit_own("/deklarasi", as_=OFFICE)
        widget(screen, "Judul").set_value("Rapat koordinasi kedua")
        assert "Isi tanggal peristiwanya." in refusal(press(screen, "Simpan peristiwa"))
        widget(screen, "Tanggal").set_value(date(2026, 11, 20))
        assert "“Jenis” belum dipilih" in refusal(press(screen, "Simpan peristiwa"))
        widget(screen, "Jenis").set_value(DecisionEventKind.COORDINATION_MEETING)
        screen = press(screen, "Simpan peristiwa")
        assert "nama sumbernya" in refusal(screen)
        assert widget(screen, "Judul").value == "Rapat koordinasi kedua"
        widget(screen, "Sumber").set_value("Notulen rapat")
        assert "tersimpan" in receipt(press(screen, "Simpan peristiwa"))
        assert "Empat peristiwa keputusan" in visit_own("/deklarasi", as_=OFFICE).title

    def test_the_phrases_of_each_event_open_as_many_as_they_say(self, visit: Visitor) -> None:
        rows = visit("/deklarasi", as_=OFFICE).table("Peristiwa keputusan").rows
        ways = [links_of(row["Pernyataan"])[-1] for row in rows if row["Pernyataan"].text != "0"]
        assert len({way.address for way in ways}) == len(ways) > 1
        for way in ways:
            opened = visit(way.address, as_=OFFICE).text
            assert re.findall(r"(\d+) frasa", opened) == [way.text]

    def test_22_rows_say_what_is_not_verified(self, visit: Visitor) -> None:
        screen = visit("/deklarasi", tampilan="kewajiban")
        table = screen.table("Kewajiban menurut undang-undang")
        assert len(table.rows) == 22
        unknown = sum("belum diverifikasi" in cell for cell in table.column("LTSA"))
        assert f"LTSA: {unknown} belum diverifikasi" in screen.text

    def test_nobody_else_is_offered_the_forms(self, visit: Visitor) -> None:
        for address in ("/deklarasi", "/deklarasi?tampilan=kewajiban"):
            assert visit(address, as_="polda").app.get("button") == []


def test_every_state_of_health_has_its_word_and_icon_at_the_head_of_the_matrix(visit: Visitor) -> None:
    heads = visit("/komitmen").body.every("th", "gb-state")
    assert len(list(heads)) == len(Health) - 1  # who has no owner has a row of its own


def test_an_owner_who_has_reported_everything_is_offered_no_form_that_would_refuse_him(
    visit: Visitor,
) -> None:
    ways = [link.text for link in visit("/komitmen", kode="K-01").links]
    assert "Laporkan" not in ways
    assert visit("/komitmen", kode="K-11", as_="disnakertrans").link("Laporkan")


class TestThousands:
    """A number of four digits has its dot wherever it stands."""

    @pytest.mark.parametrize(
        ("address", "account", "values"),
        [
            ("/komitmen", OFFICE, {"kode": "K-11"}),
            ("/komitmen", OFFICE, {"tampilan": "daftar"}),
            ("/instansi", "disnakertrans", {}),
        ],
        ids=["card", "list", "own page"],
    )
    def test_1466_is_written_1_466(
        self, visit_own: Visitor, address: str, account: str, values: dict[str, str]
    ) -> None:
        with visit_own.home.engine.begin() as connection:
            of = select(Commitment.id).where(Commitment.code == "K-11").scalar_subquery()
            connection.execute(update(Commitment).where(Commitment.code == "K-11").values(target=1_466.0))
            connection.execute(
                update(Checkpoint).where(Checkpoint.commitment_id == of).values(target=1_466.0, unit="orang")
            )
        text = visit_own(address, as_=account, **values).text
        assert "1466" not in text
        if "kode" in values:
            assert "1.466 orang" in text


@pytest.mark.parametrize(
    ("code", "asked", "answered"),
    [("K-11", "27 Jan 2026", "30 Jan 2026"), ("K-12", "25 Agu 2026", "28 Agu 2026")],
)
def test_beside_an_answer_stands_the_day_of_the_answer(
    visit: Visitor, code: str, asked: str, answered: str
) -> None:
    lists = "".join(
        re.findall(r'class="gb-offers".*?</ul>', visit(f"/komitmen?kode={code}", as_=OFFICE).html)
    )
    assert answered in lists
    assert asked not in lists
