"""Impor: what was read is shown before anything is stored, and what was stored can be undone."""

import json
from collections import defaultdict
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from db.acting import Sender
from db.commands.registry import dispatch
from db.importers import jobs
from db.models import ImportBatch, Region
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState
from domain.imports.requests import ASK_AGAIN, AnswerQuestions, DecideDoubts
from domain.imports.roles import GivenRole
from domain.places.regions import RegionLevel
from domain.time import formats
from domain.time.calendar import ZONE
from tests import factories
from tests.factories import MORNING, filling
from tests.pages.screen import Screen
from tests.pages.test_page_users import again, labelled
from tests.pages.visiting import House, Visitor
from views import imports

OFFICER = "kasus.bp3mi"


def press(screen: Screen, starts: str) -> Screen:
    [button] = [each for each in screen.app.button if each.label.startswith(starts)]
    button.click()
    return Screen(screen.path, screen.app.run())


def test_the_sheet_shows_roles_in_words_and_nothing_of_whom_it_names(visit: Visitor) -> None:
    sheet = visit("/impor", kiriman="1").body.one("table", "gb-sheet")
    assert "kepala" in sheet.text
    assert "Petugas Contoh" not in sheet.text
    assert "dikeluarkan" in sheet.text


def test_a_delivery_is_stored_and_undone_from_its_page(visit_own: Visitor) -> None:
    screen = visit_own("/impor", kiriman="1", langkah="pratinjau")
    stored = press(screen, "Simpan ")
    assert "tersimpan sebagai B-001" in stored.title
    [reason] = [each for each in stored.app.text_input if each.label == "Alasan"]
    reason.input("Berkas yang salah terkirim.")
    [undo] = [each for each in stored.app.button if each.label == "Batalkan"]
    undo.click()
    assert "Barisnya tampil di" in stored.body.text
    undone = Screen("/impor", stored.app.run())
    assert "dibatalkan" in undone.title
    assert "Barisnya tampil di" not in undone.body.text


def test_a_doubtful_cell_is_decided_by_choosing_its_reading(visit_own: Visitor) -> None:
    screen = visit_own("/impor", kiriman="1", langkah="mutu")
    assert "3 sel menunggu" in screen.title
    choices: list[Any] = list(screen.app.button_group)
    choices[0].set_value(choices[0].options[0])
    decided = press(Screen("/impor", screen.app.run()), "Pakai pilihan")
    assert "2 sel menunggu" in decided.title


def test_a_village_whose_name_occurs_more_than_once_is_chosen_by_what_it_lies_in(
    own: House, visit_own: Visitor
) -> None:
    villages = own.rows(select(Region.name, Region.code).where(Region.level == RegionLevel.VILLAGE))
    by_name = defaultdict(list)
    for name, code in villages:
        by_name[name].append(code)
    name, codes = next((name, codes) for name, codes in by_name.items() if len(codes) > 1)
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), OFFICER)
        row = factories.delivered_case(1, region="")
        row[3] = {"F2": "region"}
        doubts = [["place-ambiguous", "Data", "F2", "Nama ini ada di beberapa tempat.", codes[:2], True]]
        number = str(factories.delivery(session, by, ImportKind.CASES, records=[row], doubts=doubts).id)
    [choice] = visit_own("/impor", as_=OFFICER, kiriman=number, langkah="mutu").app.radio
    assert choice.options[-1] == "Tunda"
    assert len(set(choice.options)) == 3
    assert all(each.startswith(f"{name}, Kec. ") for each in choice.options[:2])


def test_a_new_report_that_is_recorded_for_another_agency_than_the_sender_says_so(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "kasus.polda")
        rows = [factories.delivered_case(1, agency="polres-ntt"), factories.delivered_case(2)]
        sent = factories.delivery(session, by, ImportKind.CASES, records=rows, source="polda-ntt")
        number = str(sent.id)
    shown = visit_own("/impor", as_="kasus.polda", kiriman=number, langkah="pratinjau").body.text
    assert shown.count("atas nama Polres se-NTT") == 1
    assert "atas nama Polda NTT" not in shown


def test_three_thousand_doubts_are_paged_by_kind_and_taken_at_once_where_they_are_alike(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        doubts = [
            [
                "fraction" if row < 2_950 else "date-in-value",
                "Data",
                f"D{row}",
                "Bukan bilangan.",
                ["18"],
                True,
            ]
            for row in range(3_000)
        ]
        counts = [factories.delivered_count("C1", 4)]
        batch = factories.delivery(session, by, ImportKind.PLACEMENTS, doubts=doubts, counts=counts)
        number = str(batch.id)
    screen = visit_own("/impor", kiriman=number, langkah="mutu")
    assert "3.000 sel menunggu" in screen.title
    assert len(screen.table("Sel yang diragukan").rows) == 30
    last = visit_own("/impor", kiriman=number, langkah="mutu", macam="date-in-value", hal="2")
    assert "31–50 dari 50" in last.body.text
    assert len(last.table("Sel yang diragukan").rows) == 20
    taken = press(last, "Ambil yang terbaca di 50 sel")
    assert "2.950 sel menunggu" in taken.title


def test_lines_of_a_register_that_ask_the_same_are_decided_by_one_choice(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), OFFICER)
        rows = [factories.delivered_case(number) for number in range(1, 41)]
        for place, row in enumerate(rows):
            row[3] = {f"H{place + 2}": "women"}
        doubts = [
            ["approximate", "Data", f"H{place + 2}", "Perkiraan.", ["2", "3"], True, "2-3", None, None]
            for place in range(40)
        ]
        number = str(factories.delivery(session, by, ImportKind.CASES, records=rows, doubts=doubts).id)
    screen = visit_own("/impor", as_=OFFICER, kiriman=number, langkah="mutu")
    assert "40 sel menunggu" in screen.title
    assert "dan 39 sel lain yang sama" in screen.body.text
    [choice] = screen.app.button_group
    choice.set_value(choice.options[0])
    decided = press(Screen("/impor", screen.app.run()), "Pakai pilihan")
    assert "tidak ada sel yang menunggu" in decided.title


def test_lines_of_a_register_that_say_the_same_of_one_column_stand_in_one_line(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), OFFICER)
        rows = [factories.delivered_case(number) for number in range(1, 41)]
        alike = [
            ["choice-unknown", "Data", f"B{place}", "“KDRT” bukan jenis kasus.", [], True, "KDRT", None, None]
            for place in range(2, 42)
        ]
        other = ["choice-unknown", "Data", "C9", "“KDRT” bukan jenis kasus.", [], True, "KDRT", None, None]
        doubts = [*alike, other]
        number = str(factories.delivery(session, by, ImportKind.CASES, records=rows, doubts=doubts).id)
    screen = visit_own("/impor", as_=OFFICER, kiriman=number, langkah="mutu")
    first, second = screen.table("Sel yang diragukan").rows
    assert "Data B2, B3, B4 dan 37 sel lain" in first["Sel"].text
    assert "Data C9" in second["Sel"].text
    assert "41 sel" in screen.body.text


def test_a_doubt_does_not_call_a_line_taken_that_goes_back_for_another_reason(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "kasus.polda")
        rows = [factories.delivered_case(1), factories.delivered_case(2, reference="")]
        doubts = [
            ["stage-in-remark", "Data", f"K{row}", "Tahap di keterangan.", [], False, "P21", None, None]
            for row in (2, 3)
        ]
        whole = ["without-numbers", "Data", "", "Tidak ada kolom nomor laporan.", [], False, "", None, None]
        kind = ImportKind.CASES
        some = factories.delivery(session, by, kind, records=rows, doubts=[*doubts, whole])
        none = factories.delivery(session, by, kind, records=rows[1:], doubts=[whole])
        numbers = [str(each.id) for each in (some, none)]
    of_some, of_none = (
        [
            row["Sikap"].text
            for row in visit_own("/impor", as_="kasus.polda", kiriman=number, langkah="mutu")
            .table("Sel yang diragukan")
            .rows
        ]
        for number in numbers
    )
    assert of_some == ["barisnya tetap diambil", "barisnya dikembalikan", "barisnya tetap diambil"]
    assert of_none == ["barisnya dikembalikan"]


def test_an_office_that_sends_only_its_own_finds_its_kind_and_itself_chosen(visit: Visitor) -> None:
    chosen = {each.label: each.value for each in visit("/impor", as_=OFFICER).app.selectbox}
    assert chosen == {"Jenis data": "cases", "Pengirim": "bp3mi-ntt"}


def test_whoever_sends_files_of_others_says_whose_each_is(visit: Visitor) -> None:
    chosen = {each.label: each.value for each in visit("/impor", as_="sekretariat").app.selectbox}
    assert chosen == {"Jenis data": None, "Pengirim": None}


def test_figures_stand_right_and_words_left_where_the_sheet_is_drawn(visit: Visitor) -> None:
    sheet = visit("/impor", kiriman="2", as_=OFFICER).body.one("table", "gb-sheet")
    cells = list(sheet.every("td", "gb-is-read"))
    right = {each.text for each in sheet.every("td", "gb-digits")}
    assert "1" in right
    assert not right & {each.text for each in cells if each.text.isalpha()}


def test_a_list_of_persons_shows_what_it_counts_and_offers_nothing_to_store(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        rows = [["Data", row, {"indicator": "deaths", "region": "53.04"}, {}, ""] for row in (2, 3)]
        number = str(factories.delivery(session, by, ImportKind.DEATHS, records=rows).id)
    screen = visit_own("/impor", kiriman=number, langkah="pratinjau")
    assert screen.title.startswith("2 baris terhitung")
    assert [row["Wilayah"].text for row in screen.table("Hitungan menurut wilayah dan waktu").rows] == [
        "Belu"
    ]
    assert not [each for each in screen.app.button if "Simpan" in each.label]


def test_what_was_understood_begins_with_what_the_file_is_about(visit: Visitor) -> None:
    shown = visit("/impor", kiriman="1", langkah="lembar").body.text
    assert "nilai dari" in shown
    assert "wilayah, Jan–Okt 2026." in shown


def test_nothing_that_was_understood_is_kept_from_the_reader(own: House, visit_own: Visitor) -> None:
    said = [f"Kalimat ke-{number} tentang berkas ini." for number in range(1, 10)]
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        counts = [factories.delivered_count("C1", 4)]
        batch = factories.delivery(session, by, ImportKind.PLACEMENTS, counts=counts, understood=said)
        number = str(batch.id)
    screen = visit_own("/impor", kiriman=number)
    in_sight, folded = screen.body.every("ul", "gb-understood")
    assert said[0] in in_sight.text
    assert said[-1] in folded.text
    assert "3 catatan lainnya" in screen.body.text


def test_a_column_is_given_another_role_where_it_is_drawn(visit_own: Visitor) -> None:
    assert "langkah=lembar&amp;ubah=C" in visit_own("/impor", kiriman="1", langkah="lembar").html
    screen = visit_own("/impor", kiriman="1", langkah="lembar", ubah="C")
    [role] = [each for each in screen.app.radio if each.label == "Perannya"]
    role.set_value(GivenRole.LEFT_OUT)
    chosen = press(Screen("/impor", screen.app.run()), "Baca ulang")
    assert chosen.title == "Berkas perlu dikirim lagi", "its content is not kept"
    assert "Kirim lagi berkas yang sama" in chosen.body.text
    assert "Buang kiriman ini" in [each.label for each in chosen.app.button], "nothing is being read"
    guarded = visit_own("/impor", kiriman="2", as_=OFFICER, langkah="lembar", ubah="K")
    assert "Perannya" not in [each.label for each in guarded.app.radio], "nobody lets identity in"


def test_an_answer_of_an_earlier_file_is_told_and_can_be_asked_again(own: House, visit_own: Visitor) -> None:
    said = "Memakai jawaban yang diingat untuk pengirim ini: tanda “-” nol."
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        counts = [factories.delivered_count("C1", 4)]
        taken = {"understood": [said], "answered": ["mark:-"], "counts": counts}
        number = str(factories.delivery(session, by, ImportKind.PLACEMENTS, **taken).id)
    screen = visit_own("/impor", kiriman=number, langkah="lembar")
    assert said in screen.body.text
    asked = press(screen, "Tanyakan lagi")
    assert "Jawaban yang diingat tidak dipakai lagi." in asked.body.text
    assert asked.title == "Berkas perlu dikirim lagi", "its content is not kept"


DASH = ["mark:-", "Tanda “-” berarti nol?", 2, [["zero", "nol"], ["no-report", "belum ada laporan"]]]


def test_an_old_page_does_not_discard_what_a_colleague_has_answered_since(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        number = factories.delivery(session, by, ImportKind.PLACEMENTS, questions=[DASH]).id
    screen = visit_own("/impor", kiriman=str(number))
    dispatch(Sender(own.engine, by, own.settings.clock), AnswerQuestions(number, 1, {"mark:-": "zero"}))
    refused = press(screen, "Buang kiriman ini")
    assert "sudah diubah orang lain" in refused.body.text
    assert refused.title == "Berkas perlu dikirim lagi", "what was answered stands"
    assert "dibuang tanpa disimpan" in press(refused, "Buang kiriman ini").title


def test_an_old_page_decides_no_cell_that_a_colleague_has_moved_on_and_says_so(
    own: House, visit_own: Visitor
) -> None:
    doubts = [["place-unknown", "Data", f"A{row}", "Wilayahnya?", ["53.07", "53.08"], True] for row in (3, 4)]
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        counts = [factories.delivered_count("C1", 4)]
        number = factories.delivery(session, by, ImportKind.PLACEMENTS, doubts=doubts, counts=counts).id
    screen = visit_own("/impor", kiriman=str(number), langkah="mutu")
    choices: list[Any] = list(screen.app.radio or screen.app.button_group)
    choices[0].set_value("53.08")
    screen = again(screen)
    dispatch(Sender(own.engine, by, own.settings.clock), DecideDoubts(number, 1, {"Data!A3": "53.07"}))
    refused = press(screen, "Pakai pilihan")
    assert "sudah diubah orang lain" in refused.body.text
    assert "pilih lagi menurut yang terlihat sekarang" in refused.body.text
    [decisions] = own.rows(select(ImportBatch.decisions).where(ImportBatch.id == number))
    assert json.loads(decisions.decisions) == {"Data!A3": "53.07"}


def test_an_old_page_answers_nothing_that_a_colleague_has_decided_about_meanwhile_and_says_so(
    own: House, visit_own: Visitor
) -> None:
    number = waiting_with(own, DASH)
    screen = visit_own("/impor", kiriman=number, langkah="lembar")
    labelled(screen, "radio", "Tanda “-” berarti nol?").set_value("zero")
    screen = again(screen)
    with filling(own.engine) as session:
        session.get_one(ImportBatch, int(number)).version += 1
    refused = press(screen, "Kirim jawaban")
    assert "sudah diubah orang lain" in refused.body.text
    labelled(refused, "radio", "Tanda “-” berarti nol?").set_value("no-report")
    assert "Jawaban disimpan." in press(again(refused), "Kirim jawaban").body.text


def test_the_time_that_was_chosen_for_a_file_can_be_chosen_again_without_forgetting_what_is_remembered(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        said = "Dipilih untuk berkas ini: waktu 2025."
        taken = {"understood": [said], "answered": ["mark:-", "period"]}
        counts = [factories.delivered_count("C1", 4)]
        number = factories.delivery(session, by, ImportKind.PLACEMENTS, counts=counts, **taken).id
    screen = visit_own("/impor", kiriman=str(number), langkah="lembar")
    assert said in screen.body.text
    asked = press(screen, "Pilih lagi untuk berkas ini")
    assert "Pilihan untuk berkas ini dilepas. Kirim lagi berkas yang sama." in asked.body.text
    [answers] = own.rows(select(ImportBatch.answers).where(ImportBatch.id == number))
    assert json.loads(answers.answers) == {"period": ASK_AGAIN}


def test_a_reading_is_cut_off_when_its_delivery_is_discarded_and_not_by_a_refusal(
    own: House, visit_own: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[int] = []
    monkeypatch.setattr(imports, "cancel", cut.append)
    monkeypatch.setattr(jobs, "is_running", lambda _: True)
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        number = factories.delivery(session, by, ImportKind.PLACEMENTS, state=ImportState.READING).id
    screen = visit_own("/impor", kiriman=str(number))
    with filling(own.engine) as session:
        session.get_one(ImportBatch, number).version += 1  # sent again by a colleague
    refused = press(screen, "Batalkan pembacaan")
    assert ("sudah diubah orang lain" in refused.body.text, cut) == (True, [])
    assert "dibuang tanpa disimpan" in press(refused, "Batalkan pembacaan").title
    assert cut == [number]


def test_of_a_discarded_delivery_stands_who_discarded_it_and_when_and_that_nothing_was_stored(
    visit_own: Visitor,
) -> None:
    screen = press(visit_own("/impor", kiriman="1"), "Buang kiriman ini")
    [facts] = [each.text for each in screen.body.every("dl")]
    assert f"Dibuang {formats.moment(MORNING)}" in facts
    assert "Oleh Kantor Gubernur" in facts
    assert "Tidak ada isinya yang tersimpan." in facts
    assert "Baru" not in facts, "no row of noughts"


NO_TIME = ["period", "Waktu angka ini tidak disebut.", 2, []]


def waiting_with(own: House, *questions: list[Any]) -> str:
    """The number of a delivery that asks this."""
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        return str(factories.delivery(session, by, ImportKind.PLACEMENTS, questions=questions).id)


def test_the_time_of_a_file_that_names_none_is_chosen_and_is_of_that_file_alone(
    own: House, visit_own: Visitor
) -> None:
    number = waiting_with(own, NO_TIME)
    screen = visit_own("/impor", kiriman=number)
    assert "Jawaban berlaku untuk berkas ini saja." in screen.body.text
    labelled(screen, "button_group", "Macam waktu").set_value("Triwulan")
    time = labelled(again(screen), "selectbox", "Triwulan")
    assert time.options[0] == "Triwulan IV 2026", "nothing that has not begun"
    time.select("2026-01/2026-03")
    sent = press(again(screen), "Kirim jawaban")
    assert "Kirim lagi berkas yang sama; jawabannya dipakai." in sent.body.one("div", "gb-receipt").text
    [answers] = own.rows(select(ImportBatch.answers).where(ImportBatch.id == int(number)))
    assert json.loads(answers.answers) == {"period": "2026-01/2026-03"}


def test_the_report_of_quality_says_that_a_question_is_still_open(own: House, visit_own: Visitor) -> None:
    number = waiting_with(own, ["period", "Tahun berapa?", 1, [["2025", "2025"], ["2026", "2026"]]])
    screen = visit_own("/impor", kiriman=number, langkah="mutu")
    assert screen.title.endswith("; satu pertanyaan di langkah Lembar belum dijawab")


def test_the_report_of_quality_says_when_all_lines_go_back(own: House, visit_own: Visitor) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), OFFICER)
        rows = [factories.delivered_case(number, reference="") for number in range(1, 5)]
        number = str(factories.delivery(session, by, ImportKind.CASES, records=rows).id)
    screen = visit_own("/impor", as_=OFFICER, kiriman=number, langkah="mutu")
    assert screen.title == "Belum ada yang siap diambil; 4 dikembalikan, tidak ada sel yang menunggu"


def test_many_places_are_offered_in_one_list_by_the_names_that_they_have_on_every_screen(
    own: House, visit_own: Visitor
) -> None:
    places = [["53", "NTT"], *([f"53.{number:02}", f"Kabupaten {number}"] for number in range(1, 22))]
    number = waiting_with(own, ["region", "Untuk wilayah mana?", 2, places])
    offered = labelled(visit_own("/impor", kiriman=number), "selectbox", "Untuk wilayah mana?").options
    assert offered[:3] == ["Nusa Tenggara Timur", "Kab. Kupang", "Timor Tengah Selatan"]


def test_two_files_alike_in_one_drop_become_one_delivery_and_their_sender_is_told(
    own: House, visit_own: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "begin", lambda *_: None)
    before = len(own.rows(select(ImportBatch.id)))
    screen = visit_own("/impor")
    labelled(screen, "selectbox", "Jenis data").select(ImportKind.PLACEMENTS)
    labelled(screen, "selectbox", "Pengirim").select("bp3mi-ntt")
    [files] = screen.app.file_uploader
    files.set_value([(f"Rekap {each}.csv", b"Kabupaten;2026\nBelu;4\n", "text/csv") for each in (1, 2)])
    sent = press(again(screen), "Baca 2 berkas")
    receipt = sent.body.one("div", "gb-receipt").text
    assert "Dua berkas terkirim. Yang isinya sama menjadi satu kiriman." in receipt
    assert len(own.rows(select(ImportBatch.id))) == before + 1


def test_files_that_are_still_read_are_counted_apart_from_those_that_wait(
    own: House, visit_own: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        one, left = (
            factories.delivery(session, by, ImportKind.PLACEMENTS, state=ImportState.READING).id
            for _ in range(2)
        )
    assert visit_own("/impor").title.endswith("terbaca dan menunggu keputusan Anda, 2 perlu dikirim lagi")
    monkeypatch.setattr(jobs, "is_running", lambda number: number == one)
    screen = visit_own("/impor")
    assert screen.title.endswith("menunggu keputusan Anda, 1 sedang dibaca, 1 perlu dikirim lagi")
    assert "1 kiriman masih dibaca." in screen.body.text
    states = {row["Berkas"].text: row["Keadaan"].text for row in screen.table("Kiriman terakhir").rows}
    assert [next(states[each] for each in states if f"B-{n:03}" in each) for n in (one, left)] == [
        "sedang dibaca",
        "kirim lagi",
    ]


def test_the_history_names_every_delivery_with_its_state(visit: Visitor) -> None:
    [row] = visit("/impor", as_=OFFICER, bagian="riwayat").table("Kiriman berkas").rows
    assert "Data Kasus.xlsx" in row["Berkas"].text
    assert "menunggu" in row["Keadaan"].text


@pytest.mark.parametrize("number", ["1", "99"])
def test_a_delivery_of_others_is_not_there(visit: Visitor, number: str) -> None:
    assert "tidak ada" in visit.refused("/impor", as_=OFFICER, kiriman=number)


def test_a_total_that_does_not_add_up_shows_its_arithmetic(visit: Visitor) -> None:
    screen = visit("/impor", kiriman="1", langkah="mutu", macam="total-differs")
    [total] = screen.table("Sel yang diragukan").rows
    lines = [each.text for each in total["Mengapa diragukan"].every("li")]
    parts = [int(each.split()[-1]) for each in lines[:22]]
    assert lines[0].startswith("C5 Kab. Kupang")
    written = int(total["Tertulis di berkas"].text)
    assert lines[22:] == [
        f"Jumlah bagian {sum(parts)}",
        f"Tertulis di sel jumlah {written}",
        f"Selisih \N{MINUS SIGN}{sum(parts) - written}",
    ]


def test_a_doubt_shows_its_cell_among_its_neighbours_and_what_each_written_total_leaves_for_it(
    visit: Visitor,
) -> None:
    screen = visit("/impor", kiriman="1", langkah="mutu")
    said = [each.text for each in screen.body.every("div", "gb-doubt")]
    assert len(said) == 3
    assert said[1].startswith("Data G14 Manggarai, Mei 2026 F G H 17 1,8 7 Angka pecahan")
    assert said[1].endswith("Agar cocok dengan jumlah di M14, isinya 18.")
    assert "Agar cocok dengan jumlah di E27, isinya 21." in said[0]


def test_a_cell_that_waits_is_not_drawn_as_one_that_says_nothing(visit: Visitor) -> None:
    grid = visit("/impor", kiriman="1", langkah="pratinjau").body.one("table", "gb-grid")
    drawn = [each.attributes.get("title") for each in grid.every("span")]
    assert (drawn.count("ditunda"), drawn.count("belum ada laporan")) == (3, 4)


def test_a_mark_that_is_still_asked_about_is_called_neither_silence_nor_zero_and_nothing_ready(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        counts = [
            factories.delivered_count("C1", 4),
            factories.delivered_count("D1", None, "dash", month="2026-10"),
            factories.delivered_count("C2", 7, region="53.20"),
            factories.delivered_count("D2", 8, region="53.20", month="2026-10"),
        ]
        kind = ImportKind.PLACEMENTS
        number = str(factories.delivery(session, by, kind, questions=[DASH], counts=counts).id)
    assert (
        "3 siap diambil, 1 menunggu jawaban, 0 ditunda."
        in visit_own("/impor", kiriman=number, langkah="mutu").body.text
    )
    screen = visit_own("/impor", kiriman=number, langkah="pratinjau")
    assert screen.title == "3 perubahan; satu pertanyaan di langkah Lembar belum dijawab"
    body = screen.body
    drawn = [each.attributes.get("title") for each in body.one("table", "gb-grid").every("span")]
    assert (drawn.count("menunggu jawaban"), drawn.count("belum ada laporan")) == (1, 0)
    assert "belum ada laporan" not in body.one("ul", "gb-tallies").text


def test_the_preview_says_of_which_year_its_months_are(visit: Visitor) -> None:
    assert "tahun 2026" in visit("/impor", kiriman="1", langkah="pratinjau").body.text


def test_figures_far_from_the_year_before_are_named_beside_it_and_taken_all_the_same(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        counts = [
            factories.delivered_count("C1", 9, month="2025-09"),
            factories.delivered_count("D1", 41),
        ]
        number = str(factories.delivery(session, by, ImportKind.PLACEMENTS, counts=counts).id)
    screen = visit_own("/impor", kiriman=number, langkah="mutu")
    [jump] = screen.table("Lonjakan terhadap tahun sebelumnya").rows
    assert (jump["Setahun sebelumnya"].text, jump["Di berkas"].text) == ("9", "41")
    assert screen.title.startswith("2 siap diambil")


def test_of_many_jumps_the_worst_are_in_sight_and_the_others_a_click_away(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        regions = [f"53.{place:02d}" for place in range(1, 9)]
        counts = [
            factories.delivered_count(f"{column}{place}", value, region=region, month=f"{year}-09")
            for place, region in enumerate(regions)
            for column, year, value in (("C", 2025, 9), ("D", 2026, 41 + place))
        ]
        number = str(factories.delivery(session, by, ImportKind.PLACEMENTS, counts=counts).id)
    screen = visit_own("/impor", kiriman=number, langkah="mutu")
    assert len(screen.table("Lonjakan terhadap tahun sebelumnya").rows) == 5
    assert len(screen.table("Selebihnya: lonjakan terhadap tahun sebelumnya").rows) == 3
    assert "3 sel lainnya" in screen.body.text


def test_every_series_and_every_year_that_would_be_stored_can_be_looked_at(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        counts = [
            factories.delivered_count(f"C{year}{month}", month, month=f"{year}-{month:02d}")
            for year in (2025, 2026)
            for month in (4, 6, 9)
        ]
        counts += [
            factories.delivered_count(f"D{year}{month}", month, month=f"{year}-{month:02d}", region="53.08")
            for year in (2021, 2022, 2023, 2024)
            for month in (4, 6, 9, 11)
        ]
        women = factories.delivered_count("E1", 17, month="2026-09")
        women[3], women[4] = "perempuan", "MYS"
        number = str(factories.delivery(session, by, ImportKind.PLACEMENTS, counts=[*counts, women]).id)
    screen = visit_own("/impor", kiriman=number, langkah="pratinjau")
    years = [f"Penempatan prosedural, tahun {year}" for year in (2025, 2024, 2023, 2022, 2021)]
    folded = [node.text for node in screen.body.every("summary") if "Penempatan prosedural" in node.text]
    assert folded == [*years, "Penempatan prosedural, perempuan, Malaysia, tahun 2026"]
    drawn = [span.text for grid in screen.body.every("table", "gb-grid") for span in grid.every("span")]
    assert len([text for text in drawn if text.isdigit()]) == 23


def test_a_long_list_of_what_would_be_stored_is_turned_page_by_page(own: House, visit_own: Visitor) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), OFFICER)
        rows = [factories.delivered_case(number) for number in range(1, 41)]
        batch = factories.delivery(session, by, ImportKind.CASES, records=rows)
        batch.source, number = "bp3mi-ntt", str(batch.id)
    asked = {"kiriman": number, "langkah": "pratinjau"}
    first = visit_own("/impor", as_=OFFICER, **asked)
    assert "1–30 dari 40" in first.body.text
    last = visit_own("/impor", as_=OFFICER, hal="2", **asked)
    assert [row["Letak"].text for row in last.table("Laporan baru").rows] == [
        f"Data baris {number}" for number in range(32, 42)
    ]


def test_deliveries_that_nothing_speaks_against_are_stored_at_one_press_and_each_is_undone_alone(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")

        def delivered(*counts: list[Any], **more: Any) -> str:
            return str(factories.delivery(session, by, ImportKind.PLACEMENTS, counts=counts, **more).id)

        clean = [delivered(factories.delivered_count("C1", 4, month=f"2026-{month:02}")) for month in (6, 7)]
        leaping = delivered(
            factories.delivered_count("C1", 9, month="2025-09"), factories.delivered_count("D1", 41)
        )
        doubted = delivered(
            factories.delivered_count("C1", 4),
            doubts=[["fraction", "Data", "D1", "Bukan bilangan.", [], True]],
        )
        taken = "Memakai jawaban yang diingat untuk pengirim ini: tanda “-” nol."
        clean.append(delivered(factories.delivered_count("C1", 4, month="2026-05"), understood=[taken]))
    assert "Lima kiriman tanpa pertanyaan dan tanpa keraguan." in visit_own("/impor").body.text
    screen = visit_own("/impor", bagian="bersih")
    assert screen.title == "Empat kiriman siap disimpan sekaligus"
    assert taken in screen.body.text, "no answer of an earlier file is applied unseen"
    said = [row["Keadaan"].text for row in screen.table("Kiriman yang dapat disimpan sekaligus").rows]
    assert sorted(said) == [
        "buka sendiri: 1 nilai jauh dari tahun lalu",
        *["siap disimpan"] * 4,
    ]
    stored = press(screen, "Simpan 4 kiriman, 4 perubahan")
    assert "Empat kiriman tersimpan." in stored.body.one("div", "gb-receipt").text
    for number in clean:
        assert "1 perubahan tersimpan" in visit_own("/impor", kiriman=number).title
        assert [
            each.label for each in visit_own("/impor", kiriman=number).app.button if each.label == "Batalkan"
        ]
    for number in (leaping, doubted):
        assert "terbaca" in visit_own("/impor", kiriman=number).title


def _stored(
    session: Any, by: Any, month: int, *, received: int, state: ImportState = ImportState.STORED
) -> int:
    """Placements of one month of 2026, received on that day of the next one."""
    batch = factories.delivery(session, by, ImportKind.PLACEMENTS, state=state)
    batch.starts_on, batch.ends_on = date(2026, month, 1), date(2026, month, 28)
    batch.received_at = datetime(2026, month + 1, received, 9, tzinfo=ZONE)
    session.flush()
    return batch.id


def test_the_history_shows_month_by_month_what_came_in_time_late_or_not_at_all(
    own: House, visit_own: Visitor
) -> None:
    with filling(own.engine) as session:
        by = factories.actor_named(session.connection(), "sekretariat")
        _stored(session, by, 6, received=4)
        late = _stored(session, by, 7, received=16)
        _stored(session, by, 8, received=4, state=ImportState.UNDONE)
        _stored(session, by, 10, received=4, state=ImportState.WAITING)
    screen = visit_own("/impor", bagian="riwayat")
    assert screen.title == "2 dari 5 laporan bulanan 2026 sudah masuk; satu sumber kini menunggak"
    [row] = [each for each in screen.body.one("table", "gb-months").every("tr") if "Polda" in each.text]
    assert [each.text for each in row.every("span", "gb-unseen")][5:] == [
        "Juni 2026: masuk tepat waktu",
        "Juli 2026: terlambat 6 hari",
        "Agustus 2026: dibatalkan",
        "September 2026: belum ada, bukan nol",
        "Oktober 2026: diterima, belum disimpan",
        "November 2026: belum jatuh tempo",
        "Desember 2026: belum jatuh tempo",
    ]
    assert f"/impor?kiriman={late}" in [each.attributes["href"] for each in row.every("a")]
    assert "menunggak laporan 74 hari" in row.text


def test_a_stored_delivery_still_shows_what_its_file_looked_like(visit_own: Visitor) -> None:
    stored = press(visit_own("/impor", kiriman="1", langkah="pratinjau"), "Simpan ")
    assert "tersimpan sebagai B-001" in stored.title
    shown = visit_own("/impor", kiriman="1")
    assert "kepala" in shown.body.one("table", "gb-sheet").text
    assert "Petugas Contoh" not in shown.body.text
