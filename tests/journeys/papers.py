"""What lies on the desks on Monday: lists, letters and numbers, all of them made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ADMINISTRATOR = "admin.diskominfo"

_REGENCIES = (
    "Malaka",
    "Belu",
    "Timor Tengah Utara",
    "Timor Tengah Selatan",
    "Kupang",
    "Alor",
    "Sikka",
    "Ende",
    "Flores Timur",
    "Lembata",
    "Ngada",
    "Manggarai",
    "Sumba Timur",
    "Sumba Barat Daya",
    "Rote Ndao",
)

ACCOUNTS: Sequence[Sequence[str]] = (
    ("Jabatan", "Instansi", "Peran"),
    ("Sekretariat Gugus Tugas", "Setda NTT", "Sekretariat"),
    ("Kantor Gubernur", "Gubernur NTT", "Kantor Gubernur"),
    ("Administrator cadangan", "Diskominfo NTT", "Administrator"),
    ("Verifikator", "Inspektorat NTT", "Verifikator"),
    ("Verifikator", "Biro Pemerintahan", "Verifikator"),
    ("Danrem", "Korem 161/Wira Sakti", "Forkopimda"),
    ("Kajati", "Kejati NTT", "Forkopimda"),
    ("Penghubung", "Polda NTT", "Instansi"),
    ("Penghubung", "BP3MI NTT", "Instansi"),
    ("Penghubung", "Kanwil Imigrasi NTT", "Instansi"),
    ("Penghubung", "Disnakertrans NTT", "Instansi"),
    ("Penghubung", "DP3AP2KB NTT", "Instansi"),
    ("Penghubung", "Dinas Sosail NTT", "Instansi"),
    ("Penghubung", "Dinas PMD NTT", "Instansi"),
    ("Penghubung", "Dinkes NTT", "Instansi"),
    ("Penghubung", "Dikbud NTT", "Instansi"),
    ("Penghubung", "Diskominfo NTT", "Instansi"),
    ("Penghubung", "Kesbangpol NTT", "Instansi"),
    ("Penghubung", "LPSK NTT", "Instansi"),
    ("Penghubung", "Dinas Perkebunan", "Instansi"),
    ("Penghubung", "Polda NTT", "Instansi"),
    ("Petugas kasus", "BP3MI NTT", "Petugas kasus"),
    ("Petugas kasus", "Polda NTT", "Petugas kasus"),
    ("Layar rapat", "Biro Adpim", "Layar"),
    ("Penghubung", "Pemkab Malakka", "Instansi"),
    *(("Penghubung", f"Pemkab {name}", "Instansi") for name in _REGENCIES[1:]),
    ("Penghubung", "Pemkot Kupang", "Instansi"),
)
"""Three of them name an agency wrongly, and one office stands twice."""

ANSWERS = (
    ("Maksud baris 13", "", "Dinsos NTT"),
    ("Instansi lain untuk baris 20", "Bapperida", "Bapperida NTT"),
    ("Maksud baris 25", "", "Pemda Kab. Malaka"),
)
"""Question, what is typed into its drop-down (nothing where a near name is picked), answer."""

AGENCIES = (
    ("Kepolisian Resor Malaka", "Polres Malaka", "Kepolisian", "Kabupaten/kota", "Polda NTT", "Malaka"),
    ("Kepolisian Resor Belu", "Polres Belu", "Kepolisian", "Kabupaten/kota", "Polda NTT", "Belu"),
    ("Forum Lintas Agama Kabupaten Belu", "FLA Belu", "Mitra keagamaan", "Kabupaten/kota", "", "Belu"),
)


@dataclass(frozen=True)
class Form:
    """What the secretariat adds to the proposed wording of a phrase to make it a commitment."""

    phrase: str
    target: str
    place: str
    days: int
    quarter: str
    measure: str
    owner: str
    account: str
    why: str


COMMITMENTS = (
    Form(
        "D-02",
        "4",
        "Provinsi NTT",
        360,
        "B03 2027",
        "Rapat triwulan pertama terlaksana",
        "Kesbangpol NTT",
        "kesbangpol.penghubung",
        "Menangani dukungan bagi Forkopimda.",
    ),
    Form(
        "D-03",
        "60",
        "Provinsi NTT",
        301,
        "B06 2027",
        "Tiga puluh desa pertama",
        "Disnakertrans NTT",
        "disnakertrans.penghubung",
        "Memimpin urusan penempatan.",
    ),
    Form(
        "D-14",
        "6",
        "Provinsi NTT",
        240,
        "B03 2027",
        "Tiga pintu keluar pertama",
        "Kanwil Imigrasi NTT",
        "imigrasi-ntt.penghubung",
        "Menjaga pintu keluar.",
    ),
    Form(
        "D-18",
        "8",
        "",
        210,
        "B06 2027",
        "Empat meja pertama terisi petugas",
        "Disnakertrans NTT",
        "disnakertrans.penghubung",
        "Pemilik gedung layanan.",
    ),
    Form(
        "D-19",
        "20",
        "Malaka",
        182,
        "B06 2027",
        "Sepuluh desa pertama",
        "Dinas PMD NTT",
        "dpmd.penghubung",
        "Membina pemerintahan desa.",
    ),
    Form(
        "D-04",
        "12",
        "Provinsi NTT",
        365,
        "B03 2027",
        "Tiga lembaga pertama menunjuk narahubung",
        "DP3AP2KB NTT",
        "dp3ap2kb.penghubung",
        "Mengoordinasi mitra layanan korban.",
    ),
)


@dataclass(frozen=True)
class Case:
    """One report, without anybody's identity."""

    reference: str
    account: str
    kind: str
    days_ago: int
    source: str
    origin: str
    destination: str
    victims: tuple[int, int, int, int]
    suspects: int
    sector: str
    mode: str
    police: str
    service: str
    note: str


_BP3MI, _POLDA = "bp3mi-ntt.petugas", "polda-ntt.petugas"
_KINDS = ("Penempatan ilegal", "TPPO", "PMI bermasalah", "Pencegahan keberangkatan")
_ORIGINS = ("Malaka", "Belu", "Sikka", "Timor Tengah Selatan", "Ende", "Flores Timur", "Kab. Kupang")
_SECTORS = ("Rumah tangga", "Perkebunan sawit", "Konstruksi", "Perikanan")
_MODES = ("Calo", "Media sosial", "Keluarga atau kenalan", "Dokumen palsu")


def _case(number: int) -> Case:
    of_police = number >= 12
    return Case(
        reference=f"{'LP' if of_police else 'ADU'}/{number + 1:02d}/XI/2026",
        account=_POLDA if of_police else _BP3MI,
        kind=_KINDS[number % len(_KINDS)],
        days_ago=number % 15 + 20,
        source="Polda NTT" if of_police else "BP3MI NTT",
        origin=_ORIGINS[number % len(_ORIGINS)],
        destination="Malaysia" if number % 3 else "Arab Saudi",
        victims=(number % 3 + 1, number % 2, number % 5 // 4, 0),
        suspects=number % 2,
        sector=_SECTORS[number % len(_SECTORS)],
        mode=_MODES[number % len(_MODES)],
        police="Laporan diterima",
        service="Identifikasi",
        note="Berangkat lewat pelabuhan dengan janji gaji tinggi; kini di rumah aman.",
    )


CASES = tuple(_case(number) for number in range(20))

_PERKARA, _LAYANAN = "Jalur perkara", "Jalur layanan korban"
STEPS_OF_CASES: Mapping[str, Sequence[tuple[str, str, int]]] = {
    CASES[0].reference: ((_LAYANAN, "Rumah aman", 12), (_LAYANAN, "Bantuan hukum", 8)),
    CASES[1].reference: ((_PERKARA, "Penyelidikan", 12), (_LAYANAN, "Rehabilitasi psikososial", 9)),
    CASES[12].reference: (
        (_PERKARA, "Penyelidikan", 14),
        (_PERKARA, "Penyidikan", 10),
        (_PERKARA, "Berkas tahap I", 7),
        (_PERKARA, "P-19", 5),
        (_PERKARA, "Berkas tahap I", 3),
        ("Restitusi", "Permohonan", 2),
    ),
    CASES[13].reference: ((_PERKARA, "Penyelidikan", 11), (_LAYANAN, "Pemulangan", 6)),
}
"""By the case's reference: track, stage, days ago; a file that was sent back goes in a second time."""


@dataclass(frozen=True)
class Referral:
    reference: str
    to: str
    account: str
    asked: str
    refused: str = ""


REFERRALS = (
    Referral(CASES[0].reference, "Dinsos NTT", "dinsos.penghubung", "Tempat di rumah aman untuk tujuh hari."),
    Referral(
        CASES[1].reference,
        "LPSK NTT",
        "lpsk-ntt.penghubung",
        "Hitungan restitusi untuk perkara ini.",
        "Permohonan belum memuat berita acara; kirim ulang dengan berkasnya.",
    ),
    Referral(CASES[12].reference, "DP3AP2KB NTT", "dp3ap2kb.penghubung", "Pendampingan selama penyidikan."),
)


@dataclass(frozen=True)
class Published:
    indicator: str
    place: str
    as_written: str
    value: str
    starts: str
    ends: str
    source: str
    page: str
    said_by: str
    conflicts: bool = False


FIGURES = (
    Published(
        "Penempatan prosedural · orang",
        "Malaka",
        "41 orang",
        "41",
        "01/01/2026",
        "30/09/2026",
        "Rilis contoh Disnakertrans",
        "https://contoh.invalid/penempatan-malaka",
        "Kepala dinas",
    ),
    Published(
        "Keberangkatan dicegah · orang",
        "Provinsi NTT",
        "87 calon PMI",
        "87",
        "01/07/2026",
        "30/09/2026",
        "Rilis contoh BP3MI",
        "https://contoh.invalid/pencegahan",
        "Kepala balai",
    ),
    Published(
        "Keberangkatan dicegah · orang",
        "Provinsi NTT",
        "93 orang",
        "93",
        "01/07/2026",
        "30/09/2026",
        "Berita contoh",
        "https://contoh.invalid/berita-pencegahan",
        "Penghubung pers",
        conflicts=True,
    ),
    Published(
        "Deportasi · orang",
        "Provinsi NTT",
        "dua puluh enam",
        "26",
        "01/08/2026",
        "31/08/2026",
        "Rilis contoh Imigrasi",
        "https://contoh.invalid/deportasi",
        "Kepala kantor wilayah",
    ),
    Published(
        "Penolakan permohonan paspor · permohonan",
        "Belu",
        "9 permohonan",
        "9",
        "01/09/2026",
        "30/09/2026",
        "Rilis contoh Kanim",
        "https://contoh.invalid/paspor",
        "Kepala kantor",
    ),
)


@dataclass(frozen=True)
class Service:
    """What one kabupaten reports of its LTSA for a month."""

    account: str
    desks: Mapping[str, Sequence[str]]
    """State; where open, days open, people served, days per document and the proof."""
    steps: Mapping[str, Sequence[str]]
    """Who came in, went on, and waits too long."""


def _service(account: str, registered: int) -> Service:
    return Service(
        account,
        {
            "Ketenagakerjaan": ("Buka", "20", str(registered), "3", "BA/01/LTSA"),
            "Pengaduan dan informasi": ("Buka", "20", "40", "1", "BA/02/LTSA"),
            "Perbankan": ("Rencana", ""),
            "Jaminan sosial": ("Tidak", ""),
        },
        {
            "Informasi": ("60",),
            "Pendaftaran": (str(registered), str(registered - 6), "2"),
            "Dokumen": (str(registered - 6), str(registered - 9), "3"),
            "Berangkat": ("4",),
        },
    )


SERVICES = (
    _service("pemkab-malaka.penghubung", 31),
    _service("pemkab-belu.penghubung", 24),
    _service("pemkab-sikka.penghubung", 18),
    _service("pemkab-ende.penghubung", 12),
)


@dataclass(frozen=True)
class Team:
    account: str
    village: str
    decree: str
    days: int
    members: int


TEAMS = (
    Team("pemkab-malaka.penghubung", "Lakekun, Kec. Kobalima", "SK/12/2026", 60, 9),
    Team("pemkab-belu.penghubung", "Silawan, Kec. Tasifeto Timur", "SK/07/2026", 45, 7),
    Team("pemkab-sikka.penghubung", "Paga, Kec. Paga", "SK/03/2026", 30, 8),
)


@dataclass(frozen=True)
class Activity:
    account: str
    kind: str
    place: str
    days: int
    organizer: str
    reach: int
    proof: str


ACTIVITIES = (
    Activity(
        "pemkab-belu.penghubung",
        "Edukasi",
        "Aula paroki",
        8,
        "Keuskupan Atambua",
        120,
        "Daftar hadir 12/2026",
    ),
    Activity(
        "pemkab-malaka.penghubung",
        "Pengawasan",
        "Terminal Betun",
        5,
        "Keuskupan Atambua",
        35,
        "Catatan pengawasan 3/2026",
    ),
)


@dataclass(frozen=True)
class Decided:
    text: str
    owner: str
    due: str


DECISIONS = (
    Decided("Setiap kabupaten menyampaikan daftar desa kantong PMI.", "Dinas PMD NTT", "dua minggu"),
    Decided("Jadwal pemeriksaan bersama dikirim ke sekretariat.", "Kanwil Imigrasi NTT", "7 Desember 2026"),
    Decided("Pendampingan korban diperpanjang sampai berkas lengkap.", "DP3AP2KB NTT", "akhir bulan"),
)
