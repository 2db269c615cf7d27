"""The screens by address: what the browser tests walk through and the pictures show."""

from domain.access.permissions import Role
from domain.addresses import Page

SCREENS = {
    "ringkasan": "/",
    "perkembangan": "/perkembangan",
    "peta": "/peta",
    "peta-malaka": "/peta?wilayah=53.21",
    "peta-banding": "/peta?lapisan=kasus-death_abroad&wilayah=53.21&banding=2024-01-01..2024-12-31",
    "peta-rute": "/peta?lapisan=kasus-death_abroad&ukuran=kelas&tampil=klaster,rute,titik",
    "peta-kecamatan": "/peta?tingkat=district&lapisan=kasus-death_abroad",
    "wilayah": "/wilayah",
    "wilayah-malaka": "/wilayah?kode=53.21",
    "angka": "/angka",
    "angka-baru": "/angka-baru",
    "angka-definisi": "/angka?angka=A-033",
    "angka-pertentangan": "/angka?saring=pertentangan",
    "cari": "/cari?kata=paspor",
    "komitmen": "/komitmen",
    "komitmen-pilar": "/komitmen?tampilan=pilar",
    "komitmen-frasa": "/komitmen?tampilan=frasa",
    "komitmen-daftar": "/komitmen?tampilan=daftar",
    "komitmen-diam": "/komitmen?tampilan=diam",
    "komitmen-tanpa-pj": "/komitmen?tampilan=tanpa-pj",
    "komitmen-ketepatan": "/komitmen?tampilan=liga",
    "komitmen-triwulan": "/komitmen?tampilan=triwulan",
    "komitmen-baru": "/komitmen-baru?frasa=D-02",
    "komitmen-dari-usulan": "/komitmen-baru?frasa=D-18&usulan=ya",
    "komitmen-usulan": "/komitmen?kode=K-21",
    "deklarasi": "/deklarasi",
    "deklarasi-usulan": "/deklarasi?tampilan=usulan",
    "deklarasi-kewajiban": "/deklarasi?tampilan=kewajiban",
    "komitmen-satu": "/komitmen?kode=K-11",
    "instansi-lapor": "/instansi?lapor=K-07&titik=2026-B12",
    "tugas": "/tugas",
    "tugas-kursi": "/tugas?tampilan=kursi",
    "tugas-keadaan": "/tugas?tampilan=keadaan",
    "tugas-matriks": "/tugas?tampilan=matriks",
    "tugas-kendala": "/tugas?tampilan=kendala",
    "tugas-eskalasi": "/tugas?tampilan=eskalasi",
    "tugas-satu": "/tugas?kode=T-031",
    "rapat": "/rapat",
    "rapat-berikutnya": "/rapat?id=3",
    "rapat-ditutup": "/rapat?id=2&bagian=keputusan",
    "rapat-notulen": "/rapat?id=2&bagian=notulen",
    "rapat-hadir": "/rapat?id=3&bagian=hadir",
    "rapat-rencana": "/rapat?id=3&bagian=rencana",
    "tugas-ditawar": "/tugas?kode=T-049",
    "tugas-baru": "/tugas?baru=ya&asal=komitmen&komitmen=K-11",
    "kalender": "/bulan",
    "kotak-masuk": "/kotak-masuk",
    "layanan": "/layanan",
    "layanan-malaka": "/layanan?wilayah=53.21",
    "layanan-tim": "/layanan?bagian=tim",
    "layanan-mitra": "/layanan?bagian=mitra",
    "layanan-laporan": "/layanan?periksa=1",
    "instansi": "/instansi",
    "verifikasi": "/verifikasi",
    "kasus": "/kasus",
    "impor": "/impor",
    "impor-lembar": "/impor?kiriman=1",
    "impor-mutu": "/impor?kiriman=1&langkah=mutu",
    "impor-pratinjau": "/impor?kiriman=1&langkah=pratinjau",
    "impor-riwayat": "/impor?bagian=riwayat",
    "impor-bersih": "/impor?bagian=bersih",
    "kasus-satu": "/kasus?kode=K26-0417",
    "kasus-baru": "/kasus-baru",
    "kasus-batas": "/kasus-batas",
    "kasus-htcds": "/kasus-htcds",
    "laporan": "/laporan",
    "akun": "/akun",
    "mulai": "/mulai",
    "pengguna": "/pengguna",
    "pengguna-satu": "/pengguna?akun=polda",
    "pengguna-baru": "/pengguna-baru",
    "lembaga": "/lembaga",
    "lembaga-satu": "/lembaga?kode=polda-ntt",
    "libur": "/libur",
    "jejak": "/jejak",
    "sistem": "/sistem",
    "tidak-ada": "/komitmen?kode=K-99",
}
"""Name and address of every screen behind the sign-in; which of them a role may see is its own affair."""

_READ_BY: dict[str, Role] = {
    Page.MY_AGENCY: Role.AGENCY,
    Page.VERIFICATION: Role.VERIFIER,
    Page.NEW_CASE: Role.CASE_OFFICER,
    Page.START: Role.ADMINISTRATOR,
    Page.USERS: Role.ADMINISTRATOR,
    Page.NEW_USER: Role.ADMINISTRATOR,
    Page.SYSTEM: Role.ADMINISTRATOR,
}


def path_of(name: str) -> str:
    return SCREENS[name].partition("?")[0]


def reader_of(name: str) -> Role:
    """Who is asked to look at a screen: the governor's office, but where only others may."""
    return _READ_BY.get(path_of(name), Role.GOVERNOR_OFFICE)
