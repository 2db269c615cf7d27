"""What deserves attention: one table, one row a rule, read by Ringkasan, agenda and Layar alike.

A rule and its row are one object, so neither can be written without the other; who finds its points is
checked when ``rules`` is imported. Order, words, colour and icon come from here and from nowhere else.

The order is published: a point's burden is the weight of its rule, a day for each day that it has waited
(at most ``MOST_DAYS``), and what makes it worse (``EMERGENCY``, ``CARRIED``). Nobody types a burden.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from domain import addresses
from domain.commitments.health import Health
from domain.commitments.progress import VERIFICATION_DAYS
from domain.enumerations import Rowed
from domain.look import Tone
from domain.tasks.clocks import ANSWER_DAYS, RESPONSE_HOURS
from domain.tasks.life import TaskClass
from domain.time import formats

MOST_DAYS = 60
"""Beyond two months a further day says nothing more; without a limit one old point would top every list."""
EMERGENCY = 30
"""What an emergency adds."""
CARRIED = 20
"""What it adds that the last meeting did not come to a point."""
HOT_WEIGHT = 10
"""For each time the mean that a hot region lies above it, in place of days: a region waits for nobody."""
HOT_MONTHS = 12
"""A region is newly hot by data of the last so many months, never by an old list."""


class TopicKind(StrEnum):
    """What a point is about: the first half of its subject (``tugas:T-031``)."""

    TASK = "tugas"
    COMMITMENT = "komitmen"
    FIGURE = "angka"
    REGION = "wilayah"
    AGENCY = "diam"
    NOTE = "catatan"
    GROUP = "kelompok"


class Together(StrEnum):
    """Which like points become one that names the worst of them."""

    OF_AGENCY = "of_agency"
    """For that agency to act."""
    OF_ALL = "of_all"
    """For the forum to settle together."""


@dataclass(frozen=True)
class Listing:
    """The list that holds all points of a rule about one kind of thing."""

    words: str
    """After a number: ``12 tugas lewat tenggat``."""
    address: Callable[..., str]
    """Of all of them; of one agency's with ``agency``, where points are told agency by agency."""


@dataclass(frozen=True)
class RuleRow:
    label: str
    meaning: str
    """Why a point is there; the sentence of every point begins with it."""
    weight: int
    minutes: int
    """Planned for it on an agenda."""
    tone: Tone
    icon: str
    decision: str = ""
    """The decision that it suggests to the forum, about ``{what}`` of an ``{owner}``; empty for none."""
    limit: str = ""
    """The numbers by which the rule finds, made from their constants."""
    lists: Mapping[TopicKind, Listing] = field(default_factory=dict)
    together: Together | None = None
    agenda_only: str = ""
    """Why Ringkasan has no such point; empty where the rule is found from facts."""


def _tasks(words: str, state: str) -> Mapping[TopicKind, Listing]:
    return {TopicKind.TASK: Listing(words, partial(addresses.tasks, state=state))}


class AttentionRule(Rowed):
    """Stored by name in agendas; a rule is added with its row, and renamed never."""

    row: RuleRow

    NO_OWNER = (
        "no_owner",
        RuleRow(
            "Belum ada PJ",
            "komitmen deklarasi tanpa penanggung jawab",
            weight=10,
            minutes=5,
            tone=Tone.NO_OWNER,
            icon="person_off",
            decision="Menetapkan penanggung jawab {what}, dan tanggal jawabannya.",
            lists={
                TopicKind.COMMITMENT: Listing(
                    "komitmen belum punya penanggung jawab", partial(addresses.commitment_board, "tanpa-pj")
                )
            },
            together=Together.OF_ALL,
        ),
    )
    OVERDUE = (
        "overdue",
        RuleRow(
            "Lewat tenggat",
            "tenggat sudah lewat dan belum terverifikasi selesai",
            weight=15,
            minutes=5,
            tone=Tone.LATE,
            icon="event_busy",
            decision="{owner} menyelesaikan {what} pada tanggal yang disepakati, atau menyebut kendalanya.",
            lists={
                TopicKind.TASK: Listing("tugas lewat tenggat", partial(addresses.tasks, state="lewat")),
                TopicKind.COMMITMENT: Listing(
                    "komitmen lewat tenggat", partial(addresses.commitments, state=Health.OVERDUE)
                ),
            },
            together=Together.OF_AGENCY,
        ),
    )
    DECLINED = (
        "declined",
        RuleRow(
            "Ditolak",
            "ditolak penanggung jawabnya dan belum ada penggantinya",
            weight=25,
            minutes=8,
            tone=Tone.LATE,
            icon="do_not_disturb_on",
            decision="Menunjuk penanggung jawab baru bagi {what}, atau menarik tugasnya.",
        ),
    )
    BLOCKED = (
        "blocked",
        RuleRow(
            "Terkendala",
            "penanggung jawab menyebut kendala",
            weight=20,
            minutes=8,
            tone=Tone.AT_RISK,
            icon="back_hand",
            decision="Menunjuk siapa yang membuka kendala {what}, dan sampai kapan.",
        ),
    )
    COUNTERED = (
        "countered",
        RuleRow(
            "Ditawar",
            "tenggat ditawar dan tawarannya belum dijawab",
            weight=8,
            minutes=5,
            tone=Tone.AT_RISK,
            icon="swap_horiz",
            decision="Menyetujui atau menolak tawaran {owner} atas {what}.",
            lists={
                TopicKind.TASK: Listing("tawaran belum dijawab", partial(addresses.tasks, state="jawaban"))
            },
            together=Together.OF_AGENCY,
        ),
    )
    UNANSWERED = (
        "unanswered",
        RuleRow(
            "Belum dijawab",
            "usulan belum dijawab dalam batasnya",
            weight=5,
            minutes=5,
            tone=Tone.SILENT,
            icon="hourglass_empty",
            decision="{owner} menjawab {what}: menerima, menawar, atau menolak dengan alasan.",
            limit=f"darurat {RESPONSE_HOURS} jam, segera {ANSWER_DAYS[TaskClass.URGENT]} hari kerja, "
            f"biasa {ANSWER_DAYS[TaskClass.ORDINARY]} hari kerja",
            lists={
                TopicKind.TASK: Listing("usulan belum dijawab", partial(addresses.tasks, state="jawaban"))
            },
            together=Together.OF_AGENCY,
        ),
    )
    UNVERIFIED = (
        "unverified",
        RuleRow(
            "Klaim belum diperiksa",
            "diklaim selesai dan belum diperiksa",
            weight=3,
            minutes=3,
            tone=Tone.PLAIN,
            icon="flag",
            decision="Menunjuk pemeriksa klaim selesai {what}.",
            limit=f"diperiksa dalam {VERIFICATION_DAYS} hari kerja",
            lists={
                TopicKind.TASK: Listing("klaim belum diperiksa", partial(addresses.tasks, state="diklaim"))
            },
            together=Together.OF_AGENCY,
        ),
    )
    FIGURES_CONFLICT = (
        "figures_conflict",
        RuleRow(
            "Angka bertentangan",
            "angka terbit berbeda dan belum dijelaskan",
            weight=5,
            minutes=5,
            tone=Tone.CONFLICT,
            icon="call_split",
            decision="Menunjuk siapa yang menjelaskan selisihnya secara tertulis: {what}.",
            lists={
                TopicKind.FIGURE: Listing(
                    "kelompok angka terbit masih bertentangan",
                    partial(addresses.figures, state="pertentangan"),
                )
            },
            together=Together.OF_ALL,
        ),
    )
    NEWLY_HOT = (
        "newly_hot",
        RuleRow(
            "Wilayah memanas",
            "menonjol di peta dan naik melebihi kebetulan",
            weight=20,
            minutes=8,
            tone=Tone.LATE,
            icon="local_fire_department",
            decision="Menugaskan tindakan pencegahan di {what}, dengan penanggung jawab dan tenggatnya.",
            limit=f"menurut kematian PMI yang terbit, {HOT_MONTHS} bulan terakhir",
        ),
    )
    SILENT = (
        "silent",
        RuleRow(
            "Menunggak laporan",
            "laporan titik kendali sudah jatuh tempo dan belum masuk",
            weight=0,
            minutes=3,
            tone=Tone.SILENT,
            icon="volume_off",
            decision="{owner} melaporkan komitmen yang sudah jatuh tempo.",
            lists={
                TopicKind.AGENCY: Listing(
                    "instansi menunggak laporan", partial(addresses.commitment_board, "diam", only="diam")
                )
            },
            together=Together.OF_ALL,
        ),
    )
    CARRIED_OVER = (
        "carried_over",
        RuleRow(
            "Terbawa",
            "belum selesai dibahas pada rapat lalu",
            weight=15,
            minutes=5,
            tone=Tone.PLAIN,
            icon="redo",
        ),
    )
    BY_HAND = (
        "by_hand",
        RuleRow(
            "Ditambahkan pimpinan",
            "ditambahkan oleh pimpinan rapat",
            weight=0,
            minutes=5,
            tone=Tone.PLAIN,
            icon="person",
            agenda_only="Pokok yang ditambahkan pimpinan hanya ada pada agenda rapatnya.",
        ),
    )

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def label_within(self) -> str:
        """Within a sentence: ``5 lewat tenggat``, ``2 belum ada PJ``."""
        return formats.uncapitalised(self.label)

    @property
    def meaning(self) -> str:
        return self.row.meaning

    def suggests(self, what: str, owner: str) -> str:
        """The decision that would settle a point; without an owner it is the forum that must find one."""
        return formats.capitalised(self.row.decision.format(what=what, owner=owner or "Penanggung jawabnya"))

    @property
    def published(self) -> str:
        """The meaning with the numbers by which the rule finds."""
        limit = f" ({self.row.limit})" if self.row.limit else ""
        return f"{formats.capitalised(self.row.meaning)}{limit}"


DIFFERENCES = (
    "Agenda dan Layar dibaca seluruh ruangan: judul yang bukan untuk ruangan disamarkan, "
    "urutan dan jumlahnya tidak berubah.",
    "Butir yang dilepas pimpinan hilang dari agenda dan tetap ada di Ringkasan selama faktanya tetap ada.",
    *(rule.row.agenda_only for rule in AttentionRule if rule.row.agenda_only),
    "Pimpinan dapat mengubah urutan agenda; Ringkasan tetap menurut beban.",
)
"""All that may differ between Ringkasan, agenda and Layar, and nothing else may."""


@dataclass(frozen=True)
class Topic:
    """What a point is about, as it is stored: its kind and its key."""

    kind: TopicKind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @classmethod
    def read(cls, text: str) -> "Topic":
        kind, _, key = text.partition(":")
        return cls(TopicKind(kind), key)

    def address(self, agency_code: str | None) -> str | None:
        """Its page, or the list of what it stands for; None for a note, which has none."""
        if self.kind is not TopicKind.GROUP:
            return addresses.subject(self.kind, self.key)
        group = Group.read(self.key)
        listing = group.rule.row.lists[group.kind]
        return listing.address() if group.agency_id is None else listing.address(agency=agency_code)


@dataclass(frozen=True)
class Group:
    """Like points as one: their rule, whose they are (None: of all), and the kind of thing they are about."""

    rule: AttentionRule
    agency_id: int | None
    kind: TopicKind

    @property
    def subject(self) -> Topic:
        parts = [self.rule.value, *([str(self.agency_id)] if self.agency_id is not None else [])]
        if self.kind is not next(iter(self.rule.row.lists)):
            parts.append(self.kind.value)
        return Topic(TopicKind.GROUP, ":".join(parts))

    @classmethod
    def read(cls, key: str) -> "Group":
        name, *rest = key.split(":")
        rule = AttentionRule(name)
        numbers = [int(part) for part in rest if part.isdecimal()]
        kinds = [TopicKind(part) for part in rest if not part.isdecimal()]
        return cls(rule, numbers[0] if numbers else None, kinds[0] if kinds else next(iter(rule.row.lists)))
