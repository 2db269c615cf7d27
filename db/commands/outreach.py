"""Village teams, source villages and outreach: said by a kabupaten's office, confirmed by another."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.rows import find, person_behind
from db.commands.services import NOTE
from db.models import Agency, OutreachActivity, Region, SourceVillage, VillageTeam
from db.queries.services import service_voice
from db.subjects import Subject
from domain.access.errors import Forbidden, NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission, Role
from domain.access.screening import refuse_identity
from domain.commitments.plausibility import ask_unless_sure, doubts_of_jump
from domain.commitments.progress import refuse_own_verdict
from domain.places.regions import RegionLevel, regency_of
from domain.services.outreach import AlreadyRecorded, check_source_villages, same_words
from domain.services.reports import checked_notes
from domain.services.requests import (
    ConfirmOutreach,
    ConfirmTeam,
    ListSourceVillages,
    RecordOutreach,
    RecordTeam,
    WithdrawOutreach,
    WithdrawSourceVillage,
)
from domain.tasks.proposals import check_text
from domain.time.calendar import local_time
from domain.time.formats import listing, long_date

Checked = TypeVar("Checked", VillageTeam, OutreachActivity)


@command(Permission.REPORT_SERVICES, Subject.SERVICES)
def record_team(act: Act, asked: RecordTeam) -> int:
    """What stands of a village's team now; what was reported before stays in its history."""
    village = find(act, Region, asked.village_code)
    if village.level is not RegionLevel.VILLAGE:
        raise RuleBroken("Pilih desa atau kelurahannya, bukan wilayah yang lebih luas.")
    _require_village(act, village.code)
    asked = asked.checked(local_time(act.now).date())
    last = _last_said(act, asked)
    if last is not None:
        _refuse_said(last, asked)
        found = doubts_of_jump(
            asked.members, last.members, "orang", what="Anggota", whose="laporan sebelumnya"
        )
        ask_unless_sure(found, asked.sure)
    replaced = _standing_team(act, village.code)
    row = act.add(
        VillageTeam(
            village_code=village.code,
            decree=asked.decree,
            decreed_on=asked.decreed_on,
            members=asked.members,
            last_report_on=asked.last_report_on,
            note=asked.note,
            agency_id=act.by.agency_id,
            recorder_id=act.by.user_id,
            recorded_at=act.now,
        )
    )
    act.record(
        Event.VILLAGE_TEAM_RECORDED,
        "village_team",
        row.id,
        before=_team_in_short(replaced) if replaced else {},
        after={"village": village.name, "region": regency_of(village.code), **_team_in_short(row)},
    )
    return row.id


def _team_in_short(team: VillageTeam) -> dict[str, object]:
    return {"decree": team.decree, "dated_on": team.decreed_on, "members": team.members}


def _standing_team(act: Act, village: str) -> VillageTeam | None:
    """What the next word on this team replaces."""
    return act.session.scalar(
        select(VillageTeam)
        .where(VillageTeam.village_code == village, VillageTeam.returned_at.is_(None))
        .order_by(VillageTeam.id.desc())
        .limit(1)
    )


def _last_said(act: Act, asked: RecordTeam) -> VillageTeam | None:
    """What stands of this team, unless it was sent back."""
    last = act.session.scalar(
        select(VillageTeam)
        .where(VillageTeam.village_code == asked.village_code)
        .order_by(VillageTeam.id.desc())
        .limit(1)
    )
    return None if last is None or last.returned_at is not None else last


def _refuse_said(last: VillageTeam, asked: RecordTeam) -> None:
    """The same words on the same team are one report, however often they arrive."""
    said = (asked.decree, asked.decreed_on, asked.members, asked.last_report_on, asked.note)
    if said == (last.decree, last.decreed_on, last.members, last.last_report_on, last.note):
        raise RuleBroken(
            f"Tim desa ini sudah tercatat demikian pada {long_date(local_time(last.recorded_at).date())}. "
            "Tidak perlu dikirim lagi; ubah bila ada yang baru."
        )


@command(Permission.LIST_SOURCE_VILLAGES, Subject.SERVICES)
def list_source_villages(act: Act, asked: ListSourceVillages) -> int:
    """Record villages as one list names them; returns how many."""
    source, chosen = " ".join(asked.source.split()), sorted(set(asked.village_codes))
    refuse_identity({"Sumber": source})
    check_source_villages(chosen, source=source, dated_on=asked.dated_on, on=local_time(act.now).date())
    names = _villages(act, asked.region_code, chosen)
    known = act.session.scalars(
        select(Region.name)
        .join(SourceVillage, SourceVillage.village_code == Region.code)
        .where(SourceVillage.village_code.in_(chosen), SourceVillage.withdrawn_at.is_(None))
        .order_by(Region.code)
    ).all()
    if known:
        raise RuleBroken(f"Sudah tercatat: {listing(list(known))}. Hapus dari pilihan, lalu simpan lagi.")
    for code in chosen:
        act.add(
            SourceVillage(
                village_code=code,
                source=source,
                dated_on=asked.dated_on,
                agency_id=act.by.agency_id,
                recorder_id=act.by.user_id,
                recorded_at=act.now,
                is_demo=act.by.is_demo,
            )
        )
    act.record(
        Event.SOURCE_VILLAGES_LISTED,
        "region",
        asked.region_code,
        after={"villages": listing(list(names.values())), "source": source, "dated_on": asked.dated_on},
    )
    return len(chosen)


@command(Permission.LIST_SOURCE_VILLAGES, Subject.SERVICES)
def withdraw_source_village(act: Act, asked: WithdrawSourceVillage) -> None:
    """Take a village off the list; it stays in the history, and no team is held against it any more."""
    row = act.session.get(SourceVillage, asked.source_village_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound("Desa itu sudah tidak ada di daftar. Muat ulang halaman.")
    region = regency_of(row.village_code)
    names = _villages(act, region, [row.village_code])
    reason = check_text("Alasan", asked.reason)
    refuse_identity({"Alasan": reason})
    row.withdrawn_at = act.now
    act.record(
        Event.SOURCE_VILLAGE_WITHDRAWN,
        "region",
        region,
        before={"villages": names[row.village_code], "source": row.source, "dated_on": row.dated_on},
        after={"reason": reason},
    )


def _villages(act: Act, region_code: str, codes: Sequence[str]) -> dict[str, str]:
    """Names of these villages, if they lie there and the actor may speak of them."""
    if act.by.role is not Role.GOVERNOR_OFFICE:
        _require_village(act, f"{region_code}.", "Kantong desa dicatat oleh sekretariat,")
    asked = select(Region.code, Region.name).where(
        Region.code.in_(codes),
        Region.level == RegionLevel.VILLAGE,
        Region.code.startswith(f"{region_code}."),
    )
    names = dict(act.session.execute(asked.order_by(Region.code)).all())
    if len(names) < len(codes):
        raise RuleBroken("Pilih desa atau kelurahan dari satu kabupaten/kota. Pilih lagi dari daftar.")
    return names


@command(Permission.REPORT_SERVICES, Subject.SERVICES)
def record_outreach(act: Act, asked: RecordOutreach) -> int:
    region = find(act, Region, asked.region_code)
    asked = asked.checked(local_time(act.now).date())
    _refuse_recorded(act, asked)
    row = act.add(
        OutreachActivity(
            region_code=region.code,
            **asked.texts,
            held_on=asked.held_on,
            kind=asked.kind,
            organizer_kind=asked.organizer_kind,
            reach=asked.reach,
            agency_id=act.by.agency_id,
            recorder_id=act.by.user_id,
            recorded_at=act.now,
        )
    )
    act.record(
        Event.OUTREACH_RECORDED,
        "outreach",
        row.id,
        after={
            "kind": asked.kind,
            "organizer": asked.organizer,
            "place": asked.place,
            "region": region.code,
            "reach": asked.reach,
            "held_on": asked.held_on,
        },
    )
    return row.id


def _refuse_recorded(act: Act, asked: RecordOutreach) -> None:
    """One activity counts once, whoever reports it."""
    there = act.session.execute(
        select(OutreachActivity, Agency.short_name)
        .join(Agency, Agency.id == OutreachActivity.agency_id)
        .where(
            OutreachActivity.region_code == asked.region_code,
            OutreachActivity.held_on == asked.held_on,
            OutreachActivity.kind == asked.kind,
            OutreachActivity.withdrawn_at.is_(None),
        )
        .order_by(OutreachActivity.id)
    ).all()
    for row, agency in there:
        if same_words(row.place, asked.place) and same_words(row.organizer, asked.organizer):
            if row.returned_at is not None and act.by.is_of(row.agency_id):
                row.withdrawn_at = act.now  # what was sent back is reported anew
                continue
            raise AlreadyRecorded(
                f"{row.organizer}, {row.place}, {long_date(row.held_on)}",
                by=agency,
                recorded_on=local_time(row.recorded_at).date(),
            )


@command(Permission.VERIFY_SERVICES, Subject.SERVICES)
def confirm_team(act: Act, asked: ConfirmTeam) -> None:
    _confirm(act, act.session.get(VillageTeam, asked.team_id), "village_team", asked)


@command(Permission.VERIFY_SERVICES, Subject.SERVICES)
def confirm_outreach(act: Act, asked: ConfirmOutreach) -> None:
    row = act.session.get(OutreachActivity, asked.activity_id)
    _confirm(act, row if row and row.withdrawn_at is None else None, "outreach", asked)


@command(Permission.REPORT_SERVICES, Subject.SERVICES)
def withdraw_outreach(act: Act, asked: WithdrawOutreach) -> None:
    """Withdraw an activity: it counts no more, verified or not, and stays in the trail."""
    row = act.session.get(OutreachActivity, asked.activity_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound("Kegiatan itu sudah ditarik. Muat ulang halaman Layanan.")
    act.require_agency(row.agency_id)
    reason = check_text("Alasan", asked.reason)
    refuse_identity({"Alasan": reason})
    row.withdrawn_at = act.now
    act.record(
        Event.OUTREACH_WITHDRAWN,
        "outreach",
        row.id,
        before={"organizer": row.organizer, "held_on": row.held_on, "reach": row.reach},
        after={"reason": reason},
    )


def _confirm(act: Act, row: Checked | None, subject: str, asked: ConfirmTeam | ConfirmOutreach) -> None:
    """Somebody of another agency has looked, and says that it holds or what is missing."""
    if row is None:
        raise NotFound("Pernyataan ini tidak ada. Muat ulang halaman Layanan.")
    refuse_own_verdict(
        act.by,
        agency=row.agency_id,
        reporter=person_behind(act, row.recorder_id),
    )
    if row.verified_at is not None:
        raise RuleBroken("Pernyataan ini sudah diverifikasi. Muat ulang halaman untuk melihat oleh siapa.")
    if row.returned_at is not None:
        raise RuleBroken("Pernyataan ini sudah dikembalikan. Tunggu perbaikan pelapornya.")
    refuse_identity({NOTE: asked.note})
    notes = checked_notes(asked.note, returned=asked.returned)
    row.verdict_notes, row.verifier_id, row.verifier_agency_id = notes, act.by.user_id, act.by.agency_id
    if asked.returned:
        row.returned_at = act.now
    else:
        row.verified_at = act.now
    sent_back = Event.VILLAGE_TEAM_RETURNED if subject == "village_team" else Event.OUTREACH_RETURNED
    event = sent_back if asked.returned else Event.SERVICE_CONFIRMED
    act.record(event, subject, row.id, after={"note": notes})


def _require_village(act: Act, village: str, what: str = "Tim desa dilaporkan oleh") -> None:
    voice = service_voice(act.session.connection(), act.by.agencies)
    if not voice.speaks_of_teams_in(regency_of(village)):
        raise Forbidden(f"{what} pemerintah kabupaten/kotanya, Dinas PMD, atau BP3MI. Hubungi mereka.")
