"""Verifiability: what a sentence must say before anybody can be held to it.

Six questions: verb, amount, place, date, proof, owner. Each answer carries its reason and what would
make it pass. *Belum ada PJ* is an answer to the last one when it is said openly; a blank is not.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from babel.dates import get_month_names

from domain.access.errors import RuleBroken
from domain.numbers import NUMBER_IN_WORDS, Amount, read_number
from domain.time.calendar import Quarter
from domain.time.formats import quantity, shortened


class Question(StrEnum):
    VERB = "verb"
    AMOUNT = "amount"
    PLACE = "place"
    DATE = "date"
    EVIDENCE = "evidence"
    OWNER = "owner"


class AnswerKind(StrEnum):
    YES = "yes"
    OPEN = "open"
    """Openly left to be settled; only the owner may be."""
    NO = "no"


@dataclass(frozen=True)
class Answer:
    question: Question
    verdict: AnswerKind
    reason: str
    remedy: str = ""
    """What would make it pass; empty when it does."""


@dataclass(frozen=True)
class ProposedCommitment:
    """What is put to the check: a sentence, and what is said beside it."""

    sentence: str
    amount: float | None = None
    unit: str = ""
    place: str = ""
    due_on: date | None = None
    evidence: tuple[str, ...] = ()
    """The proof asked for at each checkpoint; one that is blank counts as missing."""
    owner: str = ""
    owner_is_open: bool = False
    """Somebody said: nobody owns this yet, and everybody may see that."""


@dataclass(frozen=True)
class Examination:
    answers: tuple[Answer, ...]

    @property
    def passes(self) -> bool:
        return all(answer.verdict is not AnswerKind.NO for answer in self.answers)

    @property
    def missing(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.verdict is AnswerKind.NO)


class NotVerifiable(RuleBroken):
    """A statement that stays one: each reason is a sentence for whoever wrote it."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(f"Belum dapat dihitung sebagai komitmen. {' '.join(self.reasons)}")


# Indonesian words, as the declaration and official letters use them.


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEDGES = _words(
    """
    perlu perlunya penting pentingnya diperlukan dibutuhkan memerlukan membutuhkan butuh diharapkan
    berharap harapan ingin diinginkan hendaknya hendak seyogianya seyogyanya semestinya sebaiknya
    seharusnya bisa diupayakan mengupayakan berupaya sedapat semaksimal seoptimal mungkin memungkinkan
    kiranya
    """
)
"""They wish or advise; whoever says them has promised nothing."""

_VAGUE_VERBS = _words(
    """
    meningkatkan ditingkatkan mendorong didorong mengoptimalkan dioptimalkan memperkuat diperkuat
    memperkokoh memaksimalkan dimaksimalkan menguatkan mewujudkan diwujudkan memastikan dipastikan
    menjamin dijamin mendukung didukung membantu dibantu memfasilitasi difasilitasi berkomitmen
    bersinergi berkolaborasi berkoordinasi mengoordinasikan mengkoordinasikan menyinergikan
    mensinergikan menindaklanjuti ditindaklanjuti mengembangkan dikembangkan memberdayakan memperhatikan
    memperluas mempercepat menciptakan menggalakkan menggiatkan mengintensifkan mengedepankan
    mengutamakan mengawal menjaga memelihara menyikapi mencegah dicegah memberantas diberantas
    melindungi dilindungi mengantisipasi meminimalkan meminimalisir menekan menangani ditangani
    melibatkan dilibatkan menumbuhkan membina memajukan menyadarkan mengajak mengimbau menghimbau
    menghilangkan dihilangkan memperbaiki mendeklarasikan dideklarasikan memikirkan mengusahakan
    memantapkan menyelaraskan
    """
)
"""They name a wish or an effort; nobody can see the day on which it is done."""

_CARRIERS = _words(
    """
    melakukan dilakukan melaksanakan dilaksanakan mengadakan diadakan menyelenggarakan diselenggarakan
    memberikan diberikan membangun dibangun menjalin menumbuhkan menyediakan disediakan membuat dibuat
    memperoleh mendapatkan menjalankan dijalankan menerima
    """
)
"""They say as much as the noun that follows them."""

_VAGUE_NOUNS = _words(
    """
    sinergi sinergitas sinergisitas koordinasi kolaborasi kerjasama komitmen kesadaran kepedulian
    dukungan keterlibatan upaya perhatian semangat kualitas kapasitas peran penguatan peningkatan
    optimalisasi percepatan pemberdayaan pencegahan perlindungan pelindungan pengawasan penanganan
    pembinaan kebersamaan langkah sinkronisasi harmonisasi
    """
)

_BETWEEN = _words("dalam secara suatu sebuah berbagai para yang")

_NOT_VERBS = _words(
    """
    media meja menteri mereka medis mesin metode merah memo menit meter melalui menuju mengenai menurut
    menjelang melainkan meskipun merupakan memang mental menengah mekanisme menjadi mengapa menyeluruh
    mendatang memadai merata mendasar mengingat dinas digital direktorat direktur disiplin dialog
    diplomasi dispensasi diskusi distrik diklat dividen diaspora dinding disabilitas distribusi dimana
    ditambah dibanding dibandingkan disebut dimaksud diri merasa mengalami menyangkut meliputi memuat
    mencakup memiliki mempunyai
    """
)

_MORE_VERBS = _words("bertugas beroperasi berkunjung bertemu")

_VAGUE_TIMES = ("segera", "secepatnya", "dalam waktu dekat", "ke depan", "nantinya", "bertahap")
_VAGUE_AMOUNTS = (
    "semua",
    "seluruh",
    "setiap",
    "berbagai",
    "beberapa",
    "sejumlah",
    "banyak",
    "lintas",
)

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|[;\n]+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)?")
_ACTIVE = re.compile(r"me(?:m|n|ng|ny|l|r|w|y)?[a-z]{3,}")
_PASSIVE = re.compile(r"di[a-z]{4,}")


@dataclass(frozen=True)
class SentenceReading:
    """One sentence as the check reads it."""

    text: str
    verbs: tuple[str, ...]
    """Words that say what is done."""
    vague: tuple[str, ...]
    hedges: tuple[str, ...]

    @property
    def acts(self) -> bool:
        return bool(self.verbs) and not self.hedges

    @property
    def reason(self) -> str:
        quoted = f"“{shortened(self.text, 70)}”"
        if self.hedges:
            return f"{quoted}: {_named(self.hedges)} menyatakan harapan, bukan tindakan."
        if self.verbs:
            return f"{quoted}: {_named(self.verbs[:2])} dapat dilihat terjadi atau tidak."
        if self.vague:
            return f"{quoted}: {_named(self.vague)} tidak dapat dilihat kapan selesai."
        return f"{quoted}: tidak ada kata kerja; tidak jelas apa yang dilakukan."


def sentences(text: str) -> list[SentenceReading]:
    """The sentences of a text, each read for what it does, in their order."""
    parts = [part.strip() for part in _SENTENCE_END.split(text)]
    return [_read(part) for part in parts if _WORD.search(part)]


def _read(text: str) -> SentenceReading:
    verbs: list[str] = []
    vague: list[str] = []
    hedges: list[str] = []
    words = _WORD.findall(text)
    plain = [word.lower() for word in words]
    for place, word in enumerate(plain):
        following = next((each for each in plain[place + 1 :] if each not in _BETWEEN), "")
        if word in _HEDGES:
            hedges.append(word)
        elif word in _VAGUE_VERBS:
            vague.append(word)
        elif word in _CARRIERS:
            if following in _VAGUE_NOUNS or not following:
                vague.append(word)
            else:
                verbs.append(word)
        elif _is_verb(word, written=words[place], first=place == 0):
            verbs.append(word)
        elif word in _VAGUE_NOUNS and not verbs:
            vague.append(word)
    return SentenceReading(text, tuple(verbs), tuple(vague), tuple(hedges))


def _is_verb(word: str, *, written: str, first: bool) -> bool:
    if word in _MORE_VERBS:
        return True
    if word in _NOT_VERBS or (written[:1].isupper() and not first):  # a name inside the sentence
        return False
    return bool(_ACTIVE.fullmatch(word) or _PASSIVE.fullmatch(word))


def examine(proposal: ProposedCommitment) -> Examination:
    """All six questions, in the order in which a form asks them."""
    return Examination(
        (
            _verb(proposal.sentence),
            _amount(proposal),
            _place(proposal),
            _date(proposal),
            _evidence(proposal),
            _owner(proposal),
        )
    )


def _verb(sentence: str) -> Answer:
    remedy = (
        "Tulis apa yang dikerjakan dengan kata kerja yang tampak hasilnya, misalnya menerbitkan, membuka, "
        "melatih, memeriksa, menandatangani."
    )
    read = sentences(sentence)
    if not read:
        return Answer(Question.VERB, AnswerKind.NO, "Belum ada kalimat tindakan.", remedy)
    failing = [each for each in read if not each.acts]
    if failing:
        return Answer(Question.VERB, AnswerKind.NO, " ".join(each.reason for each in failing), remedy)
    return Answer(Question.VERB, AnswerKind.YES, " ".join(each.reason for each in read))


def _amount(proposal: ProposedCommitment) -> Answer:
    remedy = "Sebut berapa dan satuannya, misalnya 60 kecamatan atau 4 rapat."
    if proposal.amount is None or not isfinite(proposal.amount) or proposal.amount < 0:
        loose = _found(_VAGUE_AMOUNTS, proposal.sentence)
        more = f" {_named(loose).capitalize()} bukan jumlah." if loose else ""
        return Answer(Question.AMOUNT, AnswerKind.NO, f"Tidak ada jumlah yang dapat dihitung.{more}", remedy)
    if not proposal.unit.strip():
        return Answer(Question.AMOUNT, AnswerKind.NO, "Jumlahnya tanpa satuan.", remedy)
    return Answer(Question.AMOUNT, AnswerKind.YES, f"{quantity(proposal.amount, proposal.unit.strip())}.")


def _place(proposal: ProposedCommitment) -> Answer:
    if not proposal.place.strip():
        return Answer(
            Question.PLACE,
            AnswerKind.NO,
            "Tidak disebut di mana.",
            "Pilih wilayahnya: provinsi, kabupaten/kota, atau kecamatan.",
        )
    return Answer(Question.PLACE, AnswerKind.YES, f"{proposal.place.strip()}.")


def _date(proposal: ProposedCommitment) -> Answer:
    if proposal.due_on is None:
        loose = _found(_VAGUE_TIMES, proposal.sentence)
        more = f" {_named(loose).capitalize()} bukan tanggal." if loose else ""
        return Answer(
            Question.DATE,
            AnswerKind.NO,
            f"Tidak ada tanggal selesai.{more}",
            "Isi tenggat: tanggal, bulan, dan tahun.",
        )
    return Answer(Question.DATE, AnswerKind.YES, f"{proposal.due_on:%d/%m/%Y}.")


def _evidence(proposal: ProposedCommitment) -> Answer:
    given = [each.strip() for each in proposal.evidence]
    if not given or not all(given):
        return Answer(
            Question.EVIDENCE,
            AnswerKind.NO,
            "Tidak disebut bukti apa yang menunjukkan selesai."
            if not any(given)
            else "Ada titik kendali tanpa bukti yang disyaratkan.",
            "Sebut bukti tiap titik kendali: SK, notulen, DPA, foto, laporan kegiatan.",
        )
    return Answer(Question.EVIDENCE, AnswerKind.YES, f"{'; '.join(dict.fromkeys(given))}.")


def _owner(proposal: ProposedCommitment) -> Answer:
    if proposal.owner.strip():
        return Answer(Question.OWNER, AnswerKind.YES, f"{proposal.owner.strip()}.")
    if proposal.owner_is_open:
        return Answer(
            Question.OWNER,
            AnswerKind.OPEN,
            "Belum ada penanggung jawab, dan itu dinyatakan terbuka; belum dapat dinilai.",
        )
    return Answer(
        Question.OWNER,
        AnswerKind.NO,
        "Tidak ada satu instansi yang menjawabnya; “semua pihak” bukan penanggung jawab.",
        "Usulkan satu instansi, atau nyatakan terbuka bahwa penanggung jawab belum ada.",
    )


# Reading a phrase that nobody has filled in yet

_IN_FIGURES = r"(?<![\d.,/-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?:\s+(?:ribu|juta|miliar|triliun))*"
_COUNTED = re.compile(rf"({_IN_FIGURES}|\b{NUMBER_IN_WORDS})\s*(%|(?<=\s)[a-z]{{3,}})", re.IGNORECASE)
_NO_UNITS = _words("ribu juta koma atap besar terbesar dan atau")
_MONTHS = {name.lower(): number for number, name in get_month_names(locale="id").items()}
_DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(20\d\d)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bB(03|06|09|12)\s+(20\d\d)\b")
_PROOFS = (
    "SK",
    "notulen",
    "berita acara",
    "DPA",
    "nota kesepahaman",
    "foto",
    "laporan",
    "peraturan",
    "surat",
    "Perdes",
    "Perbup",
)


def read_phrase(text: str, places: Collection[str]) -> ProposedCommitment:
    """What a phrase says by itself, so that the check can say what it leaves out.

    ``places`` are the names that count as a place.
    """
    amount, unit = next(iter(counts_in(text)), (None, ""))
    named = next((place for place in places if re.search(rf"\b{re.escape(place)}\b", text, re.I)), "")
    proofs = tuple(each for each in _PROOFS if re.search(rf"\b{each}\b", text, re.I))
    return ProposedCommitment(text, amount, unit, named, _day_in(text), proofs[:1])


def counts_in(text: str) -> list[tuple[float, str]]:
    """What a sentence counts, as numbers with their units, in the order of the words."""
    found = ((read_number(each[1]), each[2].lower()) for each in _COUNTED.finditer(text) if _is_count(each))
    return [(float(said.value), unit) for said, unit in found if isinstance(said, Amount)]


def _is_count(found: re.Match[str]) -> bool:
    """A year, a day of a month, a rank or a share counts nothing that could be reached."""
    after = found[2].lower()
    is_year = re.fullmatch(r"(?:19|20)\d\d", found[1]) is not None
    one_of_many = found.string[: found.start()].lower().endswith("salah ")
    return not (is_year or one_of_many or after in _MONTHS or after in _NO_UNITS)


def _day_in(text: str) -> date | None:
    found = _DAY.search(text)
    if found:
        try:
            return date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
        except ValueError:
            return None
    quarter = _QUARTER.search(text)
    return Quarter(int(quarter[2]), int(quarter[1]) // 3).ends_on if quarter else None


def _found(words: Iterable[str], text: str) -> list[str]:
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]


def _named(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))
