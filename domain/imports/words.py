"""Texts of a stranger's file, made comparable, and shown only where every word of them is known.

A name can stand anywhere: in a heading, a sheet's name, a file's name. What is printed of a file is
therefore not what looks harmless, but what consists of known words alone.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache

from domain.access.screening import IdentityKind, identity_kinds, screened_as
from domain.imports.plain_words import SHOWN_WORDS
from domain.places.province import HERE

HIDDEN = "…"

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*|\d+|[^\w]+|_+", re.UNICODE)
_STOP = re.compile(r"(?<=\w)['’ʼ‘`](?=\w)")
"""A glottal stop is no border between words: Ma'u is one, not two too short to say anything."""
_SAFE_DIGITS = 6
LETTERS_APART = re.compile(r"(?<![\w.])[^\W\d_](?:[ .\-_]{1,2}[^\W\d_]){3,}(?!\w)")
"""“Z e b u l o n”: each letter is a word too short to say anything, and together they may say who."""
_HIDDEN_BESIDE = re.compile(rf"{HIDDEN}(?:[\s._-]*{HIDDEN})+")
_SCIENTIFIC = re.compile(r"\d\s*[eE]\s*\+?\s*\d\d")
"""How a spreadsheet writes a NIK into CSV."""


_CAMEL = re.compile(r"[a-z]{2,}(?:[A-Z][a-z]+)+")
_HUMP = re.compile(r"(?=[A-Z])")


@lru_cache(maxsize=200_000)
def key(text: str) -> str:
    """``KAB. Ngada *)`` -> ``kab ngada``: words only, without case and accents; ``tglLapor`` is two."""
    if text.isascii():
        if _CAMEL.fullmatch(text):
            text = _HUMP.sub(" ", text)
        return " ".join(_WORD.findall(text.casefold()))
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in folded if not unicodedata.combining(c))))


@lru_cache(maxsize=200_000)
def shape_of(text: str) -> str:
    """With a nought for every digit. The hundred thousand numbers of a register have few shapes, and what
    their letters and signs say is found out once for all that share one."""
    return text.translate(_AS_NOUGHTS)


_AS_NOUGHTS = str.maketrans("123456789", "000000000")


def shapes_of(texts: Iterable[str]) -> list[str]:
    """Of many texts at once; a cell that was made plain holds no end of a line."""
    joined = "\n".join(texts)
    for digit in "123456789":
        joined = joined.replace(digit, "0")
    return joined.split("\n") if joined else []


def first_kind(text: str) -> IdentityKind | None:
    """What identifies somebody in it."""
    return _first_kind(screened_as(text))


@lru_cache(maxsize=200_000)
def _first_kind(text: str) -> IdentityKind | None:
    return next(identity_kinds(text), None)


def squeeze(text: str) -> str:
    """``S B D`` -> ``sbd``: for names whose blanks and hyphens vary."""
    if text.isascii():
        return text.translate(_NO_SIGNS).lower()
    return key(text).replace(" ", "")


_NO_SIGNS = {ord(sign): None for sign in map(chr, range(128)) if not sign.isalnum()}


OF_HERE = key(HERE.short_name)
"""As titles say of whom they count: “PMI NTT”."""

_DITTO = frozenset(["idem", "sda", "s d a", "ditto", "sama dengan di atas"])
_DITTO_MARKS = frozenset(['"', '-"-', "-//-", "//", "''", "″", "〃", "”", "“", "´´", "``", "“”"])


def is_ditto(cell: object) -> bool:
    """Whether a cell says what stands above it, in a word or by a mark."""
    return isinstance(cell, str) and _is_ditto(shape_of(cell))


@lru_cache(maxsize=10_000)
def _is_ditto(shape: str) -> bool:
    return shape in _DITTO_MARKS or key(shape) in _DITTO


OFFICE_WORDS = frozenset(
    _WORD.findall(
        """
    aksi apbd apbn babinsa bhabinkamtibmas bimtek blk dpa fgd juklak juknis keputusan kep layar memorandum mou
    pid sus kpg mme atb soe kfm rno olm wgp wkb rtg lbj bjw lrt lbt klb
    asisten madya muda pratama penyelia terampil ahli p3a p2kb dp3ap2kb nakertrans transnaker
    adat ajudan analis arsiparis auditor baca bendahara buruh doa eksploitasi fisik humas jemaat kasubag
    kasubbag kasubid kekerasan komputer koordinator makan operasional operator opp pengawas pengelola
    pengguna pengolah penyuluh peraturan perbup perda perdagangan perdes perencana pergub perwali
    agenda petugas pimpinan pks pptppo pranata produksi psikis rad raker rakor ran renja renstra retret rkpd
    rpjmd sekretaris seksual siaran singgah skck sop splp spm staf surat tokoh tor umat verifikator
    warga spkt tiba kedatangan kepulangan berangkat penyebab
    debarkasi kejadian kejari kejati kesatuan kodim korem kronologi lapor pekerjaan pelabuhan pendidikan
    pengadilan penyebab penyidik perusahaan putusan registrasi rujukan satker satwil visum
    ada adalah administrasi agama ags agst agt agu agustus akhir aktif aktivitas akumulasi alamat aman anak
    anggaran anggota angka antar antara apr april arsip asal atas atasan atau aug awal badan bagian bahan
    balai bandara bantuan baru batal belum berangkat berdasarkan berita berkas bermasalah bersama besar
    biasa bidang biro bln bnp2tki bp2mi bp3mi bps buka bulan bulanan bulanke bupati cabang calon catatan
    cegah chart contoh copy cpmi csv curanmor daerah daftar dalam dan dari dashboard data dec december
    dengan deportan deportasi desa desember desk detail dewasa di diagram dialog dicegah dinas diolah
    dipulangkan diskusi disnaker distribusi ditempatkan dokumen dp3a dr draf draft dua edisi edukasi empat
    enam evaluasi export feb februari february file final formal format formulir foto gabungan gagal gender
    gereja golongan grafik gubernur gugus hal halaman hari harian hasil hasilnya hidup hotspot hp htm html
    hukum ii iii ilegal illegal imigrasi import indikator indonesia induk info informal informasi instansi
    internal isian iv ix jabatan jadwal jakarta jan januari january jenazah jenis jiwa jml jul juli july
    jumlah jun june juni kab kabid kabupaten kampanye kantong kantor kasi kasus kategori kbri kdrt ke
    keadaan kec kecamatan kegiatan kel kelamin kelompok keluar kelurahan kematian kementerian kepada kepala
    kepolisian kepulangan kerja kesehatan ket keterangan khusus kjri koalisi kode komitmen komunitas
    konseling konsulat koordinasi korban kosong kota kp2mi kuartal kumulatif kunjungan lain lainnya laki
    lampiran laporan layanan lembaga lembar lengkap lima lk lokakarya lokasi lp ltsa luar mar march maret
    masjid master masuk masyarakat matriks may mei meja meninggal mentah menunggak menurut menyusul migran
    migrasi minggu mitra monitoring mrt nama nasional negara nihil nik nilai no nol nomor non nonprosedural
    nop nopember nov november ntt nusa oct october ods ok okt oktober oleh orang org organisasi pada pantau
    paroki partner peb pekerja pelaku pelapor pelatihan pelayanan pelindungan pembentukan pemberangkatan
    pembinaan pemerintah pemuda pemulangan penanganan penangung pencegahan pendampingan penduduk penempatan
    penerima pengaduan penggagalan penguatan penyuluhan per perekrut perempuan perguruan periode perkara
    perkumpulan perlindungan persatuan persen pertama peserta pivot pmi pmib polda politeknik polres polsek
    pos posisi ppa pr pria program prosedural prov provinsi publikasi pukul pura purna pusat puskesmas rapat
    rata raw realisasi register rekap rekapan rekapitulasi rekapitulasinya rencana report reports resmi
    resor resort revisi rinci rincian ringkasan rsud rumah sakit salinan sampai sasaran satgas satu satuan
    sd se sebaran sekda sekolah sekretariat sektor seluruh sementara semester seminar sep sept september
    setda sheet sheet1 siap simfoni sisa siskop situasi smk sosial sosialisasi sp statistik status studi
    sudah sumber summary surat swasta tabel table tabulasi tahap tahun tahunan tanggal target telah tempat
    tenaga tengah tentang terbaru terkini terpadu tersangka tgl th thn tidak tiga tim timur tinggi tingkat
    tki tkw total tppo transmigrasi tribulan triwulan tsv tugas tujuan tutup tw txt umum unit universitas
    untuk
    update updated upload upt uptd usia utama utara versi vi vii viii wanita wilayah wita xi xii xls xlsb
    xlsm xlsx xml ya yang yayasan naik turun nonaktif plbn nunukan tawau entikong sebatik jalur patroli
    orientasi pra pamtas tikus res resta sek
        """
    )
)
"""What offices write in titles, headings and names of files, beside places and agencies."""


THE_REST = r"(?:lain(?:nya| lain|2)?|dan lain lain|dll|selebihnya|others?)"
"""“Lain-lain”: those that stand in no line or column of their own."""


class Vocabulary:
    """The words that may be shown: those of offices, places and agencies."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._words = set(OFFICE_WORDS)
        for text in texts:
            self._words.update(key(text).split())
            self._words.update(key(_STOP.sub("", text)).split())

    def hides(self, token: str, digits: int) -> bool:
        if token.isdigit():
            return len(token) > digits
        word = token if token.isalpha() else _STOP.sub("", token)
        return word.isalpha() and not self.knows(word) and key(word) not in SHOWN_WORDS

    def with_words_of(self, texts: Iterable[str]) -> "Vocabulary":
        wider = Vocabulary(texts)
        wider._words |= self._words
        return wider

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self._words)

    def knows(self, word: str) -> bool:
        folded = key(word)
        return len(folded) <= 2 or folded in self._words

    def is_known(self, text: str) -> bool:
        words = _WORD.findall(_STOP.sub("", text))
        return all(self.knows(word) for word in words if not any(c.isdigit() for c in word))

    def share(self, text: str) -> float:
        """How many of the words are known, from 0 to 1."""
        words = [word for word in key(_STOP.sub("", text)).split() if len(word) > 2 and not word.isdigit()]
        return sum(word in self._words for word in words) / len(words) if words else 1.0

    def shown(self, text: str, most: int = 60) -> str:
        """The text with every unknown word and every long row of digits replaced by an ellipsis."""
        if not text.isprintable():
            # What turns the direction of writing, or ends a text, is nothing to be shown.
            text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        is_safe = not (_SCIENTIFIC.search(text) or first_kind(text))
        if is_safe and _is_shown_whole(shape_of(text), self):
            return text[:most].strip()
        text = LETTERS_APART.sub(HIDDEN, text)
        pieces: list[str] = []
        digits = _SAFE_DIGITS if is_safe else 0
        for token in _TOKEN.findall(text):
            hidden = self.hides(token, digits)
            if hidden and pieces and pieces[-1] == HIDDEN:
                continue
            pieces.append(HIDDEN if hidden else token)
        return _HIDDEN_BESIDE.sub(HIDDEN, "".join(pieces))[:most].strip()

    def quoted(self, text: str) -> str:
        """The text as a sentence begins with it; an ellipsis between quotes would say nothing."""
        shown = self.shown(text)
        return "Isi sel ini" if shown == HIDDEN else f"“{shown}”"


@lru_cache(maxsize=10_000)
def _is_shown_whole(shape: str, vocabulary: Vocabulary) -> bool:
    """Where no word is unknown and no row of digits long; told once for all texts of a shape."""
    tokens = _TOKEN.findall(shape)
    is_spelled = LETTERS_APART.search(shape) is not None
    return (
        HIDDEN not in shape
        and not is_spelled
        and not any(vocabulary.hides(token, _SAFE_DIGITS) for token in tokens)
    )
