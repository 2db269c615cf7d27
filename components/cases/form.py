"""The form of a case: what is typed on the left, on the right how it is understood before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isnan
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components.cases import words
from components.kit import forms, markup, text_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import link
from components.kit.number_field import number_field
from domain import addresses
from domain.cases.facts import (
    LONGEST_NOTE,
    LONGEST_REFERENCE,
    OUTSIDE,
    REFERENCE_FIELD,
    UNKNOWN,
    CaseFacts,
    Entry,
    Fault,
    Victims,
    faults,
)
from domain.cases.references import KnownWords
from domain.cases.wording import LEFT_OUT, refused_sentences, without_numbers, without_sentences
from domain.figures.cases import STAGES, CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage, Track
from domain.places.regions import display_name
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.case_forms import CaseDraftKept, FormChoices, NearCase
    from db.queries.case_work import CaseFile

Districts = Callable[[str], Sequence[tuple[str, str]]]
"""The kecamatan of a kabupaten, by code and name."""

NEW = "case_new"
SAFE = "Apa yang terjadi, tanpa siapa: tanpa nama, NIK, nomor telepon, paspor, atau alamat."
_ORIGINS_BESIDE = {UNKNOWN: "Tidak diketahui", OUTSIDE: "Dari luar provinsi"}


@dataclass(frozen=True)
class Filled:
    """A form as it stands."""

    facts: CaseFacts
    typed: Mapping[str, str]
    """Every field as it is written, for the draft."""
    unsaid: tuple[Fault, ...]
    """Of its faults those that stand beneath no field."""
    faults: tuple[Fault, ...]


class Fields:
    """The fields of one form; each begins with what was kept of it, and keeps what is typed from then on."""

    def __init__(self, form: str, kept: Mapping[str, str]) -> None:
        self._form = form
        self._kept = kept
        self.typed: dict[str, str] = {}
        self._places: dict[str, tuple[DeltaGenerator, str]] = {}
        """By label: where a fault of the field may stand, and the field's name."""

    def choose(
        self, place: DeltaGenerator, label: str, name: str, options: Mapping[str, str], *, hint: str = ""
    ) -> str:
        """One of these, by key; empty where nothing was chosen."""
        self._places[label] = place, name
        offered = {"": "Pilih", **options}
        key = self._start(name, self._kept.get(name, "") if self._kept.get(name, "") in offered else "")
        chosen = place.selectbox(
            label, list(offered), format_func=offered.__getitem__, key=key, help=hint or None
        )
        return self._note(name, chosen or "")

    def day(self, place: DeltaGenerator, label: str, name: str, *, hint: str = "") -> date | None:
        self._places[label] = place, name
        kept = self._kept.get(name)
        key = self._start(name, date.fromisoformat(kept) if kept else None)
        day: date | None = place.date_input(
            label, value=None, format="DD/MM/YYYY", key=key, min_value=date(1990, 1, 1), help=hint or None
        )
        self._note(name, day.isoformat() if day else "")
        return day

    def count(
        self, place: DeltaGenerator, label: str, name: str, *, hint: str = "", unit: str = "orang"
    ) -> float | None:
        key = self._start(name, self._kept.get(name, ""))
        found = number_field(place, label, key=key, unit=unit, placeholder="belum diisi", hint=hint or None)
        if found is None or not isnan(found):  # else the field says so itself
            self._places[label] = place, name
        self._note(name, st.session_state.get(key, ""))
        return found

    def line(self, place: DeltaGenerator, label: str, name: str, *, longest: int, hint: str = "") -> str:
        key = self._start(name, self._kept.get(name, ""))
        said = text_field.line(place, label, longest=longest, key=key, help=hint or None)
        return self._read(place, label, name, said, longest)

    def text(self, label: str, name: str, *, longest: int, hint: str) -> str:
        key = self._start(name, self._kept.get(name, ""))
        place = st.container()
        said = text_field.passage(
            place, label, longest=longest, key=key, height=90, help=hint, placeholder=SAFE
        )
        return self._read(place, label, name, said, longest)

    def _read(self, place: DeltaGenerator, label: str, name: str, said: str, longest: int) -> str:
        if len(said) <= longest:  # else the field says so itself
            self._places[label] = place, name
        return self._note(name, said)

    def show(self, found: Sequence[Fault], *, tried: bool) -> tuple[Fault, ...]:
        """Each fault beneath its field, of an empty one only after sending; returns what has no place."""
        rest = []
        for each in found:
            place, name = self._places.get(each.label, (None, ""))
            if place is None or not (tried or self.typed[name]):
                rest.append(each)
                continue
            # Beneath its field nobody needs to be told which one it is.
            said = formats.capitalised(each.sentence.removeprefix(f"“{each.label}” "))
            place.html(str(markup.notice(said, "error", css="gb-wrong")))
        return tuple(rest)

    def all_beneath(self, labels: Iterable[str], place: DeltaGenerator) -> None:
        """For fields whose faults are of all of them together, or longer than their columns are wide."""
        self._places |= {label: (place, self._places[label][1]) for label in labels if label in self._places}

    def ways_out(self, label: str) -> None:
        """Where a text holds somebody's number: a button that leaves it out, and one for its sentence."""
        place, name = self._places.get(label, (None, ""))
        text = self.typed.get(name, "")
        sentences = refused_sentences(text)
        if place is None or not sentences:
            return
        key = forms.field(self._form, name)
        which = formats.listing([formats.number(each) for each in sentences])
        place.html(str(markup.note(_NOT_KEPT.format(label=label.lower(), which=which))))
        ways = (
            (f"Ganti nomornya: “{LEFT_OUT}”", without_numbers(text)),
            (f"Hapus kalimat {which}", without_sentences(text)),
        )
        with place.container(horizontal=True):
            for number, (said, mended) in enumerate(ways):
                if mended is not None:
                    st.button(said, key=f"{key}_way_{number}", on_click=_write, args=(key, mended))

    def yes(self, label: str, name: str) -> bool:
        key = self._start(name, self._kept.get(name) == "ya")
        chosen = st.checkbox(label, key=key)
        self._note(name, "ya" if chosen else "")
        return chosen

    def _start(self, name: str, value: object) -> str:
        key = forms.field(self._form, name)
        st.session_state.setdefault(key, value)
        return key

    def _note(self, name: str, text: str) -> str:
        self.typed[name] = text
        return text


_NOT_KEPT = (
    "Nomor itu ada di kalimat {which}. Selama ada, {label} tidak disimpan di server: tidak di draf, jejak, "
    "atau cadangan. Isian lain tetap tersimpan."
)


def _write(key: str, text: str) -> None:
    st.session_state[key] = text


def entry(
    choices: FormChoices,
    kept: Mapping[str, str],
    districts: Districts,
    on: date,
    known: KnownWords,
) -> tuple[Submission | None, Filled]:
    """A new report; sent, it is a record with a code of its own."""
    place = forms.place()
    fields = Fields(NEW, kept)
    facts, (third, fourth) = _fill(fields, choices, districts)
    hint = "Pada hari lapor; tahap berikutnya dicatat pada kasusnya."
    police = fields.choose(third, "Tahap perkara", "police", _stage_words(Track.POLICE), hint=hint)
    service = fields.choose(fourth, "Tahap layanan", "service", _stage_words(Track.SERVICES), hint=hint)
    note = _note_of(fields)
    sent = st.button("Kirim laporan", key=forms.field(NEW, "send"), type="primary", icon=":material/send:")
    sure = forms.said_yes(NEW)
    asked = Entry(
        **{**vars(facts), "note": note},
        police_stage=PoliceStage(police) if police else None,
        service_stage=ServiceStage(service) if service else None,
        sure=sure,
    )
    tried = st.session_state.setdefault(forms.field(NEW, "tried"), False) or sent
    st.session_state[forms.field(NEW, "tried")] = tried
    filled = Filled(asked, fields.typed, fields.show(found := faults(asked, on, known), tried=tried), found)
    fields.ways_out("Uraian")
    if sent and found:
        said = f"Belum dapat dikirim: {formats.number(len(found))} isian ditandai di bawah ini."
        place.html(str(markup.refusal(said)))
    if found or not (sent or sure):
        return None, filled
    wanted = Submission(
        NEW, asked, place, done="Tersimpan sebagai {result}.", what_next="", takes_yes=True, is_boxed=False
    )
    return wanted, filled


def _fill(
    fields: Fields, choices: FormChoices, districts: Districts
) -> tuple[CaseFacts, Sequence[DeltaGenerator]]:
    """All but the note, which stands last; and the two places that are left in the last row."""
    report = _report(fields, choices)
    places = _places(fields, choices, districts)
    people = _people(fields)
    markup.show(section("4  Keadaan", aside="perkara dan layanan berjalan sejajar"))
    *taken, third, fourth = st.columns(4)
    facts = CaseFacts(**report, **places, **people, **_circumstances(fields, taken), note="")
    return facts, (third, fourth)


def _report(fields: Fields, choices: FormChoices) -> dict[str, Any]:
    markup.show(section("1  Laporan", aside="satu baris satu laporan, bukan satu orang"))
    first, second, third, fourth = st.columns(4)
    kind = fields.choose(first, "Jenis", "kind", _words(labels.CASE_KINDS))
    return {
        "kind": CaseKind(kind) if kind else None,
        "reported_on": fields.day(second, "Tanggal lapor", "reported_on"),
        "agency_code": fields.choose(third, "Instansi sumber", "agency", choices.agencies),
        "reference": fields.line(
            fourth,
            "Nomor rujukan instansi",
            REFERENCE_FIELD,
            longest=LONGEST_REFERENCE,
            hint="Nomor register atau nomor surat instansi sumber, tanpa nama atau nomor orang.",
        ),
    }


def _places(fields: Fields, choices: FormChoices, districts: Districts) -> dict[str, Any]:
    markup.show(section("2  Tempat dan waktu", aside="asal, transit, tujuan; boleh di dalam negeri"))
    first, second, third, fourth, fifth = st.columns(5)
    origins = {code: display_name(name) for code, name in choices.regencies.items()}
    origin = fields.choose(first, "Asal", "origin", _ORIGINS_BESIDE | origins)
    of_origin = dict(districts(origin)) if origin in choices.regencies else {}
    district = fields.choose(second, "Kecamatan asal", f"district_{origin}", of_origin)
    exits = {str(key): name for key, name in choices.transits.items()}
    transit = fields.choose(third, "Transit", "transit", exits)
    return {
        "origin": origin,
        "district_code": district,
        "transit_id": int(transit) if transit else None,
        "destination_iso3": fields.choose(fourth, "Tujuan", "destination", choices.destinations),
        "happened_on": fields.day(fifth, "Tanggal kejadian", "happened_on", hint="Boleh kosong."),
    }


def _people(fields: Fields) -> dict[str, Any]:
    markup.show(section("3  Korban", aside="empat hitungan; 0 ditulis, kosong berarti belum diketahui"))
    *places, last = st.columns(5)
    named = zip(places, Victims().by_label(), ("women", "men", "girls", "boys"), strict=True)
    victims = Victims(*(fields.count(place, label, name) for place, label, name in named))
    suspects = fields.count(
        last, "Tersangka", "suspects", hint="Dihitung terpisah dari korban. Kosong: belum diketahui."
    )
    fields.all_beneath(victims.by_label(), st.container())
    blanks = None in victims.by_label().values()
    unknown = blanks and fields.yes("Hitungan korban yang kosong memang belum diketahui", "unknown")
    return {"victims": victims, "suspects": suspects, "blanks_are_unknown": unknown}


def _circumstances(fields: Fields, places: Sequence[DeltaGenerator]) -> dict[str, Any]:
    first, second = places
    sector = fields.choose(first, "Sektor", "sector", _words(labels.SECTORS))
    mode = fields.choose(second, "Modus rekrut", "recruitment", _words(labels.RECRUITMENT_MODES))
    return {
        "sector": Sector(sector) if sector else None,
        "recruitment": RecruitmentMode(mode) if mode else None,
    }


def correction(fields: Fields, choices: FormChoices, districts: Districts) -> CaseFacts:
    """Every field of a record that stands already."""
    facts, (place, _rest) = _fill(fields, choices, districts)
    closed_on = fields.day(place, "Tanggal selesai", "closed_on", hint="Bila kasus sudah selesai.")
    return replace(facts, closed_on=closed_on, note=_note_of(fields))


def _note_of(fields: Fields) -> str:
    markup.show(section("5  Uraian singkat", aside="apa yang terjadi, tanpa siapa"))
    return fields.text("Uraian", "note", longest=LONGEST_NOTE, hint=SAFE)


def _words(
    of: Mapping[CaseKind, str] | Mapping[Sector, str] | Mapping[RecruitmentMode, str],
) -> dict[str, str]:
    return {member.value: label for member, label in of.items()}


def _stage_words(track: Track) -> dict[str, str]:
    return {stage.value: labels.STAGES[stage] for stage in STAGES[track]}


def typed_of(row: CaseFile) -> dict[str, str]:
    """A record as its form shows it, for correcting it."""
    counts = {"women": row.women, "men": row.men, "girls": row.girls, "boys": row.boys}
    days = {"reported_on": row.reported_on, "happened_on": row.happened_on, "closed_on": row.closed_on}
    origin = row.regency_code or (OUTSIDE if row.is_from_outside else UNKNOWN)
    return {
        "kind": row.kind.value,
        "agency": row.agency_code,
        "reference": row.reference,
        "origin": origin,
        f"district_{origin}": row.district_code or "",
        "transit": str(row.transit_id or ""),
        "destination": row.destination_iso3 or "",
        "sector": row.sector.value,
        "recruitment": row.recruitment.value,
        "note": row.note,
        "unknown": "ya" if None in counts.values() else "",
        "suspects": "" if row.suspects is None else str(row.suspects),
        **{name: "" if count is None else str(count) for name, count in counts.items()},
        **{name: day.isoformat() for name, day in days.items() if day},
    }


def finding(filled: Filled) -> str:
    """What stands between the form and its record, as the page's headline."""
    if not filled.faults:
        return "Siap dikirim; periksa tanda terimanya sekali lagi"
    labelled = list(dict.fromkeys(each.label.lower() for each in filled.faults))
    if not any(filled.typed.values()):
        return "Satu laporan, tanpa identitas siapa pun"
    return f"Belum dapat dikirim: {formats.shortlist(labelled)}"


def preview(
    filled: Filled, choices: FormChoices, district: str, near: Sequence[NearCase], draft: CaseDraftKept | None
) -> Markup:
    """How the report is read now, before anything is sent."""
    facts = filled.facts
    refused = [each.sentence for each in filled.unsaid] if any(filled.typed.values()) else []
    head = section("Tanda terima", aside="belum dikirim")
    parts = [head, markup.definitions(_read_back(facts, choices, district))]
    if refused:
        parts.append(markup.listed(refused, css="gb-faults"))
    parts.append(markup.caption(f"{_kept(draft)} Nama dan alamat tidak terbaca mesin: periksa sendiri."))
    if near:
        parts += [section("Mungkin laporan yang sama", aside="tempat sama, hari berdekatan"), _near(near)]
    return markup.joined(*parts)


def _kept(draft: CaseDraftKept | None) -> str:
    if draft is None:
        return "Belum ada isian yang tersimpan."
    if draft.left_by:
        return (
            f"Isian ini draf {draft.author}, yang tidak lagi mencatat kasus di instansi ini, tersimpan "
            f"{formats.moment(draft.saved_at)}. Periksa, lalu kirim; kosongkan semua isian untuk membuangnya."
        )
    return f"Draf tersimpan {formats.clock_time(draft.saved_at)}."


def _read_back(facts: CaseFacts, choices: FormChoices, district: str) -> list[tuple[str, str | Markup]]:
    unset = words.UNSET
    origin = choices.regencies.get(facts.origin)
    place = display_name(origin) if origin else _ORIGINS_BESIDE.get(facts.origin, unset)
    transit = choices.transits.get(facts.transit_id or 0)
    destination = choices.destinations.get(facts.destination_iso3)
    route = " → ".join(filter(None, [f"{district}, {place}" if district else place, transit, destination]))
    return [
        ("Jenis", labels.CASE_KINDS[facts.kind] if facts.kind else unset),
        ("Sumber", choices.agencies.get(facts.agency_code, unset)),
        ("Dilaporkan", formats.long_date(facts.reported_on) if facts.reported_on else unset),
        ("Jalur", route),
        ("Korban", words.people(facts.victims, blank=words.UNKNOWN if facts.blanks_are_unknown else unset)),
        ("Tersangka", words.count(facts.suspects)),
        (
            "Sektor, modus",
            f"{labels.SECTORS[facts.sector] if facts.sector else unset}; "
            f"{labels.RECRUITMENT_MODES[facts.recruitment].lower() if facts.recruitment else unset}"
            if facts.sector or facts.recruitment
            else unset,
        ),
    ]


def _near(near: Sequence[NearCase]) -> Markup:
    return markup.listed(
        [
            Markup("{} {}, {} · {} · {}").format(
                link(each.code, addresses.case(each.code)),
                labels.CASE_KINDS[each.kind],
                formats.short_date(each.reported_on),
                each.agency,
                words.total(each.victims),
            )
            for each in near
        ],
        css="gb-near",
    )
