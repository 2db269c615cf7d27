"""What the screens about cases ask together: one case or a refusal, its lengths, and what may be the same."""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.backend import today
from db.queries.agencies import AgencyChoice, possible_owners
from db.queries.case_forms import FormChoices, NearCase, districts_of, form_choices, near_cases
from db.queries.case_rows import MOST_COUNTED, CaseChoice, CaseRow, case_rows, standard_reports
from db.queries.case_work import CaseDetail, Opening, case_detail, has_opened, openings, stage_limits
from db.queries.decisions import DecisionOnCase, decisions_on_case
from domain.access.errors import NotFound
from domain.access.parameters import Parameters
from domain.access.permissions import Actor, Scope
from domain.cases import standard as standards
from domain.cases.facts import CaseFacts
from domain.cases.life import OPEN_AGES, StageLength, spans
from domain.cases.standard import Export, StandardPart
from domain.figures.cases import CaseKind, PoliceStage, RestitutionStage, ServiceStage, Stage
from domain.places.regions import RegionLevel, level_of
from domain.time.as_of import AsOf
from reports.table import FileTable
from views import list_files
from views.ask import ask


def is_first_look(code: str, actor: Actor, on: date) -> bool:
    """Whether it is still to be written down that this account was shown the case, or the register's rows."""
    if ask(has_opened, code, user_id=actor.user_id, on=on):
        return False
    if code:
        one(code, actor.scope)  # of what does not exist nobody was shown anything
    return True


@dataclass(frozen=True)
class ForForms:
    """What the forms about a case offer to choose from."""

    choices: FormChoices
    agencies: Sequence[AgencyChoice]
    districts: Callable[[str], Sequence[tuple[str, str]]]


def narrowed(asked: Parameters, sources: Collection[str], on: date) -> CaseChoice:
    """What the address asks of the register beside kind, year and place."""
    stages: dict[str, Stage] = {
        stage.value: stage for track in (PoliceStage, ServiceStage, RestitutionStage) for stage in track
    }
    stage = asked.one_of("tahap", stages)
    days = asked.one_of("umur", {str(days) for days in OPEN_AGES})
    return CaseChoice(
        agency_code=asked.one_of("instansi", sources) or "",
        stage=stages[stage] if stage else None,
        open_since=on - timedelta(days=int(days) + 1) if days else None,
        is_withdrawn=asked.one_of("saring", {"ditarik"}) is not None,
        oldest_first=asked.one_of("urut", {"terlama"}) is not None,
        number=asked.text("cari"),
    )


@dataclass(frozen=True)
class Chosen:
    """What the register is narrowed to."""

    kind: CaseKind | None
    year: int | None
    region_code: str | None
    also: CaseChoice


def listed(chosen: Chosen, scope: Scope, *, page: int, size: int) -> tuple[int, tuple[CaseRow, ...]]:
    """How many match, and one page of them."""
    return ask(
        case_rows,
        scope=scope,
        kind=chosen.kind,
        year=chosen.year,
        region_code=chosen.region_code,
        page=page,
        size=size,
        also=chosen.also,
    )


def file(
    chosen: Chosen, filtered_by: str, as_of: AsOf, *, scope: Scope, sample: bool
) -> Callable[[], FileTable]:
    """All that match, as a table that leaves."""

    def made() -> FileTable:
        _, rows = listed(chosen, scope, page=1, size=MOST_COUNTED)
        return list_files.cases(rows, filtered_by, as_of, sample=sample)()

    return made


@dataclass(frozen=True)
class StandardFile:
    """A file in the words of a data standard, or how many reports are too many for one."""

    total: int
    export: Export | None


def standard(year: int | None, parts: Collection[StandardPart], scope: Scope) -> StandardFile:
    total, reports = ask(standard_reports, scope=scope, year=year)
    if total > MOST_COUNTED:
        return StandardFile(total, None)
    return StandardFile(total, standards.export(reports, parts, secrets.token_bytes(32)))


def for_forms(scope: Scope) -> ForForms:
    return ForForms(ask(form_choices, scope=scope), ask(possible_owners), districts)


def one(code: str, scope: Scope) -> CaseDetail:
    detail = ask(case_detail, code, scope=scope)
    if detail is None:
        raise NotFound(f"Kasus {code} tidak ada. Pilih dari daftar Kasus.")
    return detail


def told_beside(code: str, scope: Scope) -> tuple[Sequence[Opening], Sequence[DecisionOnCase]]:
    """Who was shown it lately, and what the forum decided about it."""
    return ask(openings, code, scope=scope), ask(decisions_on_case, code, scope=scope)


def lengths(detail: CaseDetail) -> tuple[StageLength, ...]:
    """How long each of its stages lasted or lasts, against what the law allows."""
    return spans(detail.steps, ask(stage_limits), today())


def districts(regency: str) -> Sequence[tuple[str, str]]:
    return ask(districts_of, regency)


def district_name(facts: CaseFacts) -> str:
    """The kecamatan that was chosen, as people call it."""
    if not facts.district_code:
        return ""
    return dict(districts(facts.origin)).get(facts.district_code, "")


def near(facts: CaseFacts, scope: Scope, *, but: str = "") -> Sequence[NearCase]:
    """Reports that may be the same one, once place and day are known."""
    if facts.reported_on is None or level_of(facts.origin) is not RegionLevel.REGENCY:
        return ()
    return ask(near_cases, regency=facts.origin, reported_on=facts.reported_on, but=but, scope=scope)
