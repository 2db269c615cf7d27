"""A case from its form to its receipt, and what its officers do with it afterwards."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from db.acting import Sender
from db.commands import registry
from db.models import Agency, CaseDraft, CaseRecord, CaseReferral, CaseSummary
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import PERMISSIONS, Permission, Role
from domain.cases.requests import OpenCase
from domain.figures.cases import CaseKind, ReferralState, Withdrawal
from tests import factories
from tests.factories import MORNING, filling
from tests.pages.screen import Screen
from tests.pages.visiting import ACCOUNTS, GOVERNOR, Visitor

OFFICER = ACCOUNTS[Role.CASE_OFFICER]
POLICE = "kasus.polda"
NIK = "5371014512990001"
CASE = "K26-0331"
OF_PLACES = ("/instansi", "/peta?wilayah=53.21", "/wilayah?kode=53.21", "/wilayah?kode=53.04")
MALAKA = "pemkab.malaka"
REPORT: dict[str, tuple[str, Any]] = {
    "Jenis": ("selectbox", "trafficking"),
    "Tanggal lapor": ("date_input", date(2026, 11, 20)),
    "Instansi sumber": ("selectbox", "bp3mi-ntt"),
    "Nomor rujukan instansi": ("text_input", "BP3MI/77/XI/2026"),
    "Asal": ("selectbox", "53.21"),
    "Tujuan": ("selectbox", "MYS"),
    "Perempuan": ("text_input", "2"),
    "Laki-laki": ("text_input", "1"),
    "Anak perempuan": ("text_input", "1"),
    "Anak laki-laki": ("text_input", "0"),
    "Sektor": ("selectbox", "domestic_work"),
    "Modus rekrut": ("selectbox", "broker"),
    "Tahap perkara": ("selectbox", "preliminary_inquiry"),
    "Tahap layanan": ("selectbox", "shelter"),
    "Uraian": ("text_area", "Ditawari kerja rumah tangga."),
}


def looked_at(visitor: Visitor, code: str, *, by: str) -> int:
    """How often it stands in the trail that this account was shown it; the register's rows without a code."""
    return sum(
        row.event is Event.CASE_OPENED and row.subject_id == code and row.actor == by
        for row in visitor.home.audit_trail()
    )


def drawn_again(screen: Screen) -> Screen:
    return Screen(screen.path, screen.app.run())


def field(screen: Screen, kind: str, label: str) -> Any:
    [found] = [each for each in getattr(screen.app, kind) if each.label == label]
    return found


def fill(screen: Screen, **said: tuple[str, Any]) -> Screen:
    for label, (kind, value) in said.items():
        field(screen, kind, label).set_value(value)
    return drawn_again(screen)


def press(screen: Screen, label: str) -> Screen:
    [button] = [each for each in screen.app.button if each.label == label]
    button.click()
    return drawn_again(screen)


def cases(visit: Visitor) -> int:
    return visit.home.rows(select(func.count()).select_from(CaseRecord))[0][0]


class TestTheForm:
    def test_a_whole_report_becomes_a_case_with_a_receipt_of_what_is_stored(self, visit_own: Visitor) -> None:
        before = cases(visit_own)
        sent = press(fill(visit_own("/kasus-baru", as_=OFFICER), **REPORT), "Kirim laporan")
        assert cases(visit_own) == before + 1
        (row,) = visit_own.home.rows(select(CaseRecord.code).order_by(CaseRecord.id.desc()).limit(1))
        assert sent.title.startswith(f"Tersimpan sebagai {row.code}")
        receipt = sent.body.one("section", "gb-case-receipt").text
        for word in (
            row.code,
            "TPPO, sumber BP3MI NTT, BP3MI/77/XI/2026",
            "20 November 2026",
            "Malaka → Malaysia",
            "4 orang: 2 perempuan, 1 laki-laki, 1 anak perempuan, 0 anak laki-laki",
            "Perkara: Penyelidikan. Layanan: Rumah aman.",
            "“Ditawari kerja rumah tangga.”",
        ):
            assert word in receipt

    def test_it_shows_on_the_register_and_is_counted_at_once(self, visit_own: Visitor) -> None:
        before = visit_own("/kasus", as_=OFFICER).total
        press(fill(visit_own("/kasus-baru", as_=OFFICER), **REPORT), "Kirim laporan")
        register = visit_own("/kasus", as_=OFFICER)
        assert register.total == before + 1
        assert "20 Nov 2026" in {row["Dilaporkan"].text for row in register.table("Register kasus").rows}
        count = select(CaseSummary.reports).where(
            CaseSummary.kind == CaseKind.TRAFFICKING,
            CaseSummary.region_code == "53.21",
            CaseSummary.month == date(2026, 11, 1),
        )
        assert [row.reports for row in visit_own.home.rows(count)] == [1]

    def test_nothing_is_filled_in_for_its_writer(self, visit: Visitor) -> None:
        screen = visit("/kasus-baru", as_=OFFICER)
        assert {each.value for each in screen.app.selectbox} == {""}
        assert {each.value for each in screen.app.date_input} == {None}
        assert {each.value for each in screen.app.text_input} == {""}

    def test_a_refusal_names_what_is_missing_and_keeps_every_field(self, visit_own: Visitor) -> None:
        before = cases(visit_own)
        said = REPORT | {
            "Uraian": ("text_area", f"NIK {NIK}"),
            "Tanggal lapor": ("date_input", date(2026, 11, 24)),
        }
        refused = press(fill(visit_own("/kasus-baru", as_=OFFICER), **said), "Kirim laporan")
        (above,) = refused.body.every("div", "gb-refusal")
        assert above.text == "Belum dapat dikirim: 2 isian ditandai di bawah ini."
        beside = [each.text for each in refused.body.every("p", "gb-wrong")]
        assert [("belum tiba" in said, "tampak seperti NIK" in said) for said in beside] == [
            (True, False),
            (False, True),
        ], "each reason once, at its field"
        assert refused.title == "Belum dapat dikirim: tanggal lapor dan uraian"
        for label, (kind, value) in said.items():
            assert field(refused, kind, label).value == value
        assert cases(visit_own) == before

    def test_what_is_missing_is_said_at_its_field_only_after_sending(self, visit_own: Visitor) -> None:
        screen = fill(visit_own("/kasus-baru", as_=OFFICER), Perempuan=("text_input", "2"))
        assert not list(screen.body.every("p", "gb-wrong"))
        said = [each.text for each in press(screen, "Kirim laporan").body.every("p", "gb-wrong")]
        assert said[0].endswith("Belum dipilih.")
        assert len(said) == 8

    @pytest.mark.parametrize(
        ("way", "left"),
        [
            ("Hapus kalimat 2", "Ditawari kerja. Titik kumpul di Betun."),
            (
                "Ganti nomornya: “(nomor ada pada instansi sumber)”",
                "Ditawari kerja. NIK (nomor ada pada instansi sumber) tertulis. Titik kumpul di Betun.",
            ),
        ],
    )
    def test_a_number_of_a_person_has_two_ways_out_at_its_field(
        self, visit_own: Visitor, way: str, left: str
    ) -> None:
        text = f"Ditawari kerja. NIK {NIK} tertulis. Titik kumpul di Betun."
        refused = fill(visit_own("/kasus-baru", as_=OFFICER), Uraian=("text_area", text))
        assert "Nomor itu ada di kalimat 2." in refused.text
        mended = press(refused, way)
        assert field(mended, "text_area", "Uraian").value == left
        assert "Nomor itu ada" not in mended.text

    def test_the_receipt_says_which_limits_begin_to_run(self, visit: Visitor) -> None:
        screen = visit(f"/kasus-baru?terkirim={CASE}", as_=OFFICER)
        assert screen.title.startswith(f"Tersimpan sebagai {CASE}; batas P-19 lewat sejak ")
        begun = screen.section("Batas yang berjalan")
        assert "lewat sejak 15 November 2026, 14 hari sejak dimulai" in begun
        assert "tanpa batas dalam tabel aturan" in begun

    def test_a_blank_count_is_asked_about_and_never_taken_for_zero(self, visit_own: Visitor) -> None:
        blank = REPORT | {"Anak laki-laki": ("text_input", "")}
        screen = fill(visit_own("/kasus-baru", as_=OFFICER), **blank)
        assert screen.title == "Belum dapat dikirim: anak laki-laki"
        [said] = [each for each in screen.app.checkbox if "belum diketahui" in each.label]
        said.set_value(True)
        sent = press(drawn_again(screen), "Kirim laporan")
        assert "anak laki-laki belum diketahui" in sent.text
        (row,) = visit_own.home.rows(select(CaseRecord.boys).order_by(CaseRecord.id.desc()).limit(1))
        assert row.boys is None

    def test_a_draft_survives_a_reload_without_what_identifies(self, visit_own: Visitor) -> None:
        said = REPORT | {"Uraian": ("text_area", f"NIK {NIK}")}
        fill(visit_own("/kasus-baru", as_=OFFICER), **said)
        again = visit_own("/kasus-baru", as_=OFFICER)
        assert field(again, "text_input", "Perempuan").value == "2"
        assert field(again, "selectbox", "Asal").value == "53.21"
        assert field(again, "date_input", "Tanggal lapor").value == date(2026, 11, 20)
        assert field(again, "text_area", "Uraian").value == ""
        (draft,) = visit_own.home.rows(select(CaseDraft.typed))
        assert NIK not in draft.typed

    def test_another_account_is_not_shown_the_draft(self, visit_own: Visitor) -> None:
        fill(visit_own("/kasus-baru", as_=OFFICER), Perempuan=("text_input", "2"))
        assert field(visit_own("/kasus-baru", as_=POLICE), "text_input", "Perempuan").value == ""

    def test_a_number_that_is_registered_already_leads_to_its_case(self, visit_own: Visitor) -> None:
        known = REPORT | {"Nomor rujukan instansi": ("text_input", "CONTOH-0400")}
        refused = press(fill(visit_own("/kasus-baru", as_=OFFICER), **known), "Kirim laporan")
        (row,) = visit_own.home.rows(
            select(CaseRecord.code).where(CaseRecord.agency_reference == "CONTOH-0400")
        )
        assert any(link.text == "Buka" and link.query.get("kode") == row.code for link in refused.links)

    def test_reports_from_there_around_that_day_are_shown_beside_it(self, visit_own: Visitor) -> None:
        screen = fill(
            visit_own("/kasus-baru", as_=OFFICER),
            **{label: REPORT[label] for label in ("Asal", "Tanggal lapor")},
        )
        near = screen.body.one("ul", "gb-near").text
        assert "K26-0411" in near
        assert looked_at(visit_own, "", by=OFFICER) == 1  # rows of the register, as on its own page

    def test_a_form_beside_which_no_report_stands_is_no_look_at_the_register(
        self, visit_own: Visitor
    ) -> None:
        fill(visit_own("/kasus-baru", as_=OFFICER), Perempuan=("text_input", "2"))
        assert looked_at(visit_own, "", by=OFFICER) == 0


class TestOnePage:
    def test_it_is_opened_from_the_register_and_leads_back(self, visit: Visitor) -> None:
        row = visit("/kasus", as_=OFFICER).table("Register kasus").rows[0]
        code = row["Kode"].text
        opened = visit(f"/kasus?kode={code}", as_=OFFICER)
        assert f"Kasus {code}" in opened.text
        assert opened.link("Kasus").path == "/kasus"

    def test_its_headline_says_what_is_late_by_the_table_of_limits(self, visit: Visitor) -> None:
        screen = visit(f"/kasus?kode={CASE}", as_=POLICE)
        assert screen.title == "P-19 22 hari, lewat 8 hari; restitusi 156 hari pada hitungan LPSK"

    def test_both_tracks_corrections_referrals_and_readers_are_on_it(self, visit: Visitor) -> None:
        text = visit(f"/kasus?kode={CASE}", as_=POLICE).text
        for word in (
            "Jalur perkara",
            "Jalur layanan korban",
            "67 hari, lewat 53 dari 14",
            "dilaporkan 2026, belum selesai",
            "DPO",
            "Pendamping tidak tersedia",
            "5 hari kerja, batas 3",
            "Satu tersangka lagi menurut berkas tahap I.",
            "Petugas kasus Polda NTT",
        ):
            assert word in text

    def test_a_task_born_from_it_leads_there_and_it_leads_back(self, visit: Visitor) -> None:
        task = visit("/tugas?kode=T-052", as_=OFFICER)
        assert any(link.query == {"kode": "K26-0417"} for link in task.links if link.path == "/kasus")
        case = visit("/kasus?kode=K26-0417", as_=OFFICER)
        assert any(link.query == {"kode": "T-052"} for link in case.links if link.path == "/tugas")

    def test_who_opens_it_leaves_one_trace_a_day(self, visit_own: Visitor) -> None:
        for _ in range(2):
            visit_own(f"/kasus?kode={CASE}", as_=GOVERNOR)
        assert looked_at(visit_own, CASE, by=GOVERNOR) == 1
        assert "Kantor Gubernur" in visit_own(f"/kasus?kode={CASE}", as_=POLICE).section("Yang membuka")

    def test_the_receipt_of_a_case_is_a_look_at_it_too(self, visit_own: Visitor) -> None:
        for _ in range(2):
            assert CASE in visit_own(f"/kasus-baru?terkirim={CASE}", as_=OFFICER).text
        assert looked_at(visit_own, CASE, by=OFFICER) == 1

    @pytest.mark.parametrize("role", [r for r in Role if Permission.VIEW_CASES not in PERMISSIONS[r]])
    def test_no_other_role_is_shown_a_case(self, visit: Visitor, role: Role) -> None:
        assert "tidak termasuk peran" in visit.refused(f"/kasus?kode={CASE}", as_=ACCOUNTS[role])

    @pytest.mark.parametrize("act", ["tahap", "rujuk", "koreksi", "tanda", "tarik"])
    def test_only_its_keeper_is_offered_to_work_on_it(self, visit: Visitor, act: str) -> None:
        own = visit(f"/kasus?kode={CASE}&langkah={act}", as_=POLICE)
        assert any(link.query.get("langkah") == act for link in own.links)
        assert own.app.button
        for stranger in (OFFICER, GOVERNOR):
            screen = visit(f"/kasus?kode={CASE}&langkah={act}", as_=stranger)
            assert not any(link.query.get("langkah") for link in screen.links)
            assert not screen.app.button

    def test_a_withdrawn_case_says_so_and_offers_nothing(self, visit: Visitor) -> None:
        screen = visit("/kasus?kode=K26-0418", as_="kasus.bp3mi")
        assert screen.title == "Ditarik: rangkap dengan K26-0411; tidak lagi dihitung"
        assert not any(link.query.get("langkah") for link in screen.links)


class TestWorkingOnIt:
    def test_a_step_is_recorded_and_moves_the_case(self, visit_own: Visitor) -> None:
        screen = visit_own(f"/kasus?kode={CASE}&langkah=tahap", as_=POLICE)
        screen = fill(screen, Jalur=("selectbox", "police"))
        screen = fill(screen, Tahap=("selectbox", "complete_p21"), Tanggal=("date_input", date(2026, 11, 20)))
        done = press(screen, "Simpan tahap")
        assert done.title.startswith("P-21 berjalan 3 hari")
        assert f"Tahap tercatat pada {CASE}." in done.text

    def test_a_step_of_tomorrow_is_refused_and_stays_typed(self, visit_own: Visitor) -> None:
        screen = visit_own(f"/kasus?kode={CASE}&langkah=tahap", as_=POLICE)
        screen = fill(screen, Jalur=("selectbox", "police"))
        screen = fill(screen, Tahap=("selectbox", "trial"), Tanggal=("date_input", date(2026, 11, 24)))
        refused = press(screen, "Simpan tahap")
        assert "belum tiba" in refused.text
        assert field(refused, "selectbox", "Tahap").value == "trial"

    def test_a_service_that_runs_is_ended(self, visit_own: Visitor) -> None:
        screen = visit_own(f"/kasus?kode={CASE}&langkah=tahap", as_=POLICE)
        service = field(screen, "selectbox", "Layanan")
        legal_aid = next(key for key in service.options if key.startswith("Bantuan hukum"))
        service.select(legal_aid)
        screen = fill(screen, **{"Selesai pada": ("date_input", date(2026, 11, 20))})
        assert "22 Mar 2026, 243 hari tanpa batas" in press(screen, "Simpan selesainya").text

    def test_a_correction_shows_what_was_struck_and_why(self, visit_own: Visitor) -> None:
        screen = visit_own(f"/kasus?kode={CASE}&langkah=koreksi", as_=POLICE)
        assert field(screen, "text_input", "Laki-laki").value == "1"
        screen = fill(
            screen,
            **{
                "Laki-laki": ("text_input", "3"),
                "Alasan koreksi": ("text_input", "Dua orang menyusul menurut berkas."),
            },
        )
        done = press(screen, "Simpan koreksi")
        assert "Laki-laki 1 → 3" in done.section("Koreksi")
        assert "Dua orang menyusul menurut berkas." in done.text

    def test_one_that_moves_is_told_there_by_its_officers_and_to_nobody_of_the_old_place(
        self, visit_own: Visitor
    ) -> None:
        """Map, places and own page of whoever reads releases say word for word what they said before."""
        of_malaka = (
            select(CaseRecord.code)
            .join(Agency)
            .where(
                Agency.code == "polda-ntt",
                CaseRecord.origin_regency_code == "53.21",
                CaseRecord.origin_district_code.is_(None),
                CaseRecord.withdrawn_as.is_(None),
            )
        )
        code = visit_own.home.rows(of_malaka)[0][0]
        told = {page: visit_own(page, as_=MALAKA).text for page in OF_PLACES}
        seen = visit_own("/kasus?wilayah=53.21", as_=POLICE).total
        screen = fill(
            visit_own(f"/kasus?kode={code}&langkah=koreksi", as_=POLICE),
            **{"Asal": ("selectbox", "53.04"), "Alasan koreksi": ("text_input", "Manifes menyebut Belu.")},
        )
        assert "Asal Malaka → Belu" in press(screen, "Simpan koreksi").section("Koreksi")
        assert visit_own("/kasus?wilayah=53.21", as_=POLICE).total == seen - 1
        assert visit_own(f"/kasus?wilayah=53.04&cari={code}", as_=POLICE).total == 1
        for page, before in told.items():
            assert visit_own(page, as_=MALAKA).text == before, page
        trail = visit_own("/jejak?peristiwa=case_corrected", as_="admin").text
        assert "Kasus dikoreksi" in trail
        assert not [word for word in (code, "Belu", "Malaka", "Manifes") if word in trail]

    def test_a_withdrawn_case_leaves_the_register_total(self, visit_own: Visitor) -> None:
        before = visit_own("/kasus", as_=POLICE).total
        screen = visit_own(f"/kasus?kode={CASE}&langkah=tarik", as_=POLICE)
        screen = fill(
            screen,
            **{
                "Mengapa ditarik": ("selectbox", "wrong"),
                "Alasan penarikan": ("text_input", "Bukan kasus."),
            },
        )
        assert press(screen, "Tarik kasus").title == "Ditarik: keliru; tidak lagi dihitung"
        assert visit_own("/kasus", as_=POLICE).total == before - 1
        (row,) = visit_own.home.rows(select(CaseRecord.withdrawn_as).where(CaseRecord.code == CASE))
        assert row.withdrawn_as is Withdrawal.WRONG

    def test_a_flag_is_shown_with_its_day(self, visit_own: Visitor) -> None:
        screen = visit_own(f"/kasus?kode={CASE}&langkah=tanda", as_=POLICE)
        screen = fill(screen, Tanda=("selectbox", "threatened"), Sejak=("date_input", date(2026, 11, 20)))
        assert "Ancaman terhadap korban atau saksi, 20 Nov 2026" in press(screen, "Pasang tanda").text


class TestReferrals:
    def test_the_agency_asked_sees_it_on_its_own_page_without_the_case(self, visit: Visitor) -> None:
        screen = visit("/instansi", as_="dp3ap2kb")
        assert "Pendampingan psikososial selama di rumah aman." in screen.text
        assert "sisa 2 hari kerja" in screen.text
        assert not any(link.path == "/kasus" for link in screen.links)
        assert "Pendampingan psikososial" not in visit("/instansi", as_="polda").text

    def test_it_is_sent_answered_and_seen_by_its_sender(self, visit_own: Visitor) -> None:
        screen = visit_own(f"/kasus?kode={CASE}&langkah=rujuk", as_=POLICE)
        screen = fill(
            screen,
            **{
                "Dirujuk kepada": ("selectbox", "dinkes"),
                "Yang diminta": ("text_input", "Pemeriksaan kesehatan."),
            },
        )
        assert "Menunggu jawaban" in press(screen, "Kirim rujukan").section("Rujukan")
        answered = press(visit_own("/instansi", as_="dinkes"), "Terima rujukan")
        assert f"Rujukan {CASE}: diterima." in answered.text
        assert "Diterima." in visit_own(f"/kasus?kode={CASE}", as_=POLICE).section("Rujukan")

    def test_a_refusal_needs_its_reason(self, visit_own: Visitor) -> None:
        refused = press(visit_own("/instansi", as_="dp3ap2kb"), "Tolak rujukan")
        assert "“Alasan” belum diisi" in refused.text
        waiting = select(func.count()).where(CaseReferral.state == ReferralState.REFUSED)
        assert visit_own.home.rows(waiting)[0][0] == 1

    def test_many_are_a_line_each_fifty_a_page_and_the_one_that_is_pressed_is_answered(
        self, visit_own: Visitor
    ) -> None:
        with filling(visit_own.home.engine) as session:
            sent_by, asked = (factories.agency_id(session, each) for each in ("dinsos", "dinkes"))
            case = factories.case(session, agency_id=sent_by).id
            for number in range(52):
                session.add(
                    CaseReferral(
                        case_id=case,
                        from_agency_id=sent_by,
                        to_agency_id=asked,
                        asked=f"Pemeriksaan {number}.",
                        state=ReferralState.SENT,
                        sent_at=MORNING,
                    )
                )
        screen = visit_own("/instansi", as_="dinkes")
        lines = [link for link in screen.links if "rujukan" in link.query]
        assert len(lines) == 50
        assert not any(button.label == "Terima rujukan" for button in screen.app.button)
        assert "1–50 dari 52" in screen.text
        opened = visit_own(f"/instansi?rujukan={lines[7].query['rujukan']}", as_="dinkes")
        assert [button.label for button in opened.app.button].count("Terima rujukan") == 1
        assert "diterima." in press(opened, "Terima rujukan").text
        assert "Pemeriksaan 51." in visit_own("/instansi?masuk=2", as_="dinkes").text

    def test_an_officer_answers_on_the_page_of_cases(self, visit_own: Visitor) -> None:
        screen = visit_own("/kasus", as_=OFFICER)
        assert "Pemeriksaan dokumen penempatan dan hak gaji." in screen.text
        assert "diterima." in press(screen, "Terima rujukan").text


class TestTheRegister:
    @pytest.mark.parametrize(
        ("query", "condition"),
        [
            ({"tahap": "returned_p19"}, CaseRecord.police_stage == "returned_p19"),
            ({"tahap": "shelter"}, CaseRecord.service_stage == "shelter"),
            ({"tahap": "lpsk_calculation"}, CaseRecord.restitution_stage == "lpsk_calculation"),
            (
                {"umur": "90"},
                CaseRecord.closed_on.is_(None) & (CaseRecord.reported_on < date(2026, 8, 25)),
            ),
            (
                {"instansi": "polda-ntt", "jenis": "trafficking"},
                CaseRecord.agency_id.in_(select(Agency.id).where(Agency.code == "polda-ntt"))
                & (CaseRecord.kind == "trafficking"),
            ),
        ],
    )
    def test_a_filter_in_the_address_leaves_as_many_as_the_database_has(
        self, visit: Visitor, query: dict, condition: Any
    ) -> None:
        counted = select(func.count()).where(condition, CaseRecord.withdrawn_as.is_(None))
        expected = visit.home.rows(counted)[0][0]
        assert expected > 0
        screen = visit("/kasus", as_=OFFICER, **query)
        assert screen.total == expected
        assert screen.title == f"{expected} laporan dalam register"

    def test_the_withdrawn_are_found_by_themselves(self, visit: Visitor) -> None:
        screen = visit("/kasus?saring=ditarik", as_=OFFICER)
        assert screen.table("Register kasus").column("Kode") == ["K26-0418", "K26-0419"]

    def test_the_oldest_stand_first_when_asked(self, visit: Visitor) -> None:
        newest = visit("/kasus", as_=OFFICER).table("Register kasus").column("Kode")
        oldest = visit("/kasus?urut=terlama", as_=OFFICER).table("Register kasus").column("Kode")
        assert (newest[0], oldest[0]) == ("K26-0417", "K22-0001")


class TestLimits:
    def test_the_secretariat_fills_the_table_and_every_case_is_held_against_it(
        self, visit_own: Visitor
    ) -> None:
        assert any(link.path == "/kasus-batas" for link in visit_own("/kasus", as_=GOVERNOR).links)
        screen = fill(visit_own("/kasus-batas", as_=GOVERNOR), Jalur=("selectbox", "services"))
        screen = fill(
            screen,
            **{
                "Tahap": ("selectbox", "health_rehabilitation"),
                "Batas dalam hari": ("text_input", "90"),
                "Berlaku sejak": ("date_input", date(2026, 1, 2)),
                "Dasar aturan": ("text_input", "Pasal contoh"),
            },
        )
        done = press(screen, "Simpan batas")
        assert "Rehabilitasi kesehatan" in done.table("Batas waktu tahap kasus").column("Tahap")
        assert "216 hari, lewat 126 dari 90" in visit_own(f"/kasus?kode={CASE}", as_=POLICE).text


class TestStandardFile:
    def test_a_file_with_small_groups_is_refused_and_told_what_to_leave_out(self, visit: Visitor) -> None:
        screen = visit("/kasus-htcds?kolom=year,gender,age,origin,destination", as_=OFFICER)
        assert "Berkas belum boleh keluar: ada kelompok yang terlalu kecil" in screen.text
        assert "Lepaskan" in screen.text
        assert not screen.app.get("download_button")

    def test_without_what_was_named_it_may_leave(self, visit: Visitor) -> None:
        screen = visit("/kasus-htcds?kolom=gender", as_=OFFICER)
        assert "korban siap diekspor" in screen.text
        assert len(screen.app.get("download_button")) == 1

    def test_no_column_at_all_is_a_choice(self, visit: Visitor) -> None:
        assert "siap diekspor" in visit("/kasus-htcds?kolom=tanpa", as_=OFFICER).text


def test_a_case_is_not_shown_where_it_cannot_be_written_down_that_it_was(
    visit_own: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(sender: Sender, request: object) -> None:
        assert isinstance(request, OpenCase)
        raise RuleBroken("Pembukaan ini tidak dapat dicatat. Coba sekali lagi.")

    monkeypatch.setattr(registry, "dispatch", refused)
    screen = visit_own(f"/kasus?kode={CASE}", as_=POLICE)
    assert "Pembukaan ini tidak dapat dicatat." in screen.text
    assert CASE not in screen.text
