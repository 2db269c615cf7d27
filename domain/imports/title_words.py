"""Words of a title that say what is counted, and which of them nobody here knows.

“Jumlah kloter deportasi” and “PMI mangkir” name a series beside something that narrows it or is another
thing. No list of such things is ever whole; the words that change nothing are few.
"""

import re
from collections.abc import Sequence

from domain.imports.abroad import country_of_town
from domain.imports.month_names import MONTHS
from domain.imports.places import Sort
from domain.imports.reference import Reference
from domain.imports.words import OF_HERE, OFFICE_WORDS, key

_OF_WHAT = re.compile(
    r"\b(?:c?pmi|tki|tkw|migran|penempatan|ditempatkan|pemberangkatan|jenazah|meninggal|kematian|deportasi|deportan|"
    r"dideportasi|dicegah|pencegahan|penundaan|tppo|tim|satgas|sosialisasi|edukasi|kegiatan|ltsa|dilayani|"
    r"migrants?|placements?|deaths?|remains|deportations?)\b"
)
_BY_WHAT_WAY = re.compile(
    r"\b(?:via|lewat|melalui|jalur|lintas|moda|transportasi|dengan)(?: jalur| lintas| moda)? "
    r"(?:laut|udara|darat|kapal|feri|ferry|pesawat)\b"
)
"""One way of several: those who went another one are not counted."""
_OF_A_PART = re.compile(
    r"\b(?:non|bukan|selain|kecuali|dikurangi) (?!pros|pmi\b|tppo\b)[a-z]+\b|"
    rf"\bluar (?:{OF_HERE}|daerah)\b|\bdalam negeri\b|\bibu\b|\bhari kerja\b|"
    r"\bkeberangkatan (?:dan|serta) penolakan\b|\bbulan lalu\b|"
    r"\b(?:sepuluh|lima|tiga|\d{1,2}) (?:besar|teratas|terbesar|terbanyak)\b"
)
"""“Selain Malaysia”, “sepuluh besar”: less than all, in words that are known."""
_OF_MIGRANTS = re.compile(
    r"\b(?:c?pmi|tki|tkw|migran|migrants?|luar negeri|akan|prosedural|nonprosedural|negara|resmi|"
    r"abroad|jenazah)\b"
)
_WIDER = re.compile(
    r"\b(?:penempatan|ditempatkan) tenaga kerja\b|\b(?:kematian|wafat)\b|"
    r"^(?!.*\b(?:deportasi|dideportasi|deportan)\b).*\bwni\b"
)
"""“Penempatan tenaga kerja” is within the country as well, and “WNI” are more than those who work, where
nothing beside it says of whom the table is. Who was deported had left, by whatever name."""
_NO_HEADING_OF_COUNTS = re.compile(
    r"^(?:sisa|belum|sudah|hari)$|\bangkatan kerja\b|(?<!\d)/ ?1[. ]?000\b|\b1000 p"
)
_OFFICE = re.compile(
    r"^(?:kantor|balai|dinas|badan|unit|uptd?|ksop|pemerintah|pemkab|pemkot|bupati|gubernur|sekretariat|sekretaris|"
    r"kementerian|direktorat|satuan|polda|polres|kepolisian|konsulat|kedutaan|perwakilan|lembaga|yayasan|komisi|"
    r"jaringan|komunitas|koalisi|aliansi|gerakan|keuskupan|klasis|forum|bidang|seksi|subbag|layanan terpadu|"
    r"rumah sakit|kepada|yth|nomor|perihal|hal|lampiran)\b"
)
_CHANGING_NOTHING = frozenset(
    key(
        """
        data rekap rekapitulasi rekapitulasinya rekapan laporan tabel table daftar grafik diagram chart
        ringkasan profil perkembangan perbandingan statistik kondisi keadaan posisi situasi status capaian
        pencapaian realisasi kinerja target bulan bulanan tahun tahunan triwulan tribulan trib kuartal
        caturwulan
        semester periode masa tanggal sampai dengan hingga dari pada untuk oleh yang sebagai secara dalam
        menurut berdasarkan antara serta beserta tiap setiap seluruh semua masing total jumlah banyak
        banyaknya angka sebaran distribusi rincian provinsi propinsi kabupaten kota kecamatan desa tingkat
        kelurahan pulau daratan prov wilayah daerah asal alamat tempat lokasi negara tujuan luar
        negeri jenis kelamin
        laki perempuan wanita pria dewasa anak sektor formal informal jabatan pekerjaan skema pendidikan
        umur usia kelompok penyebab sebab warga orang jiwa cpmi pekerja tenaga kerja migran indonesia nusa
        tenggara timur prosedural nonprosedural unprosedural resmi ilegal berdokumen dokumen legal calon
        penempatan ditempatkan pemberangkatan diberangkatkan berangkat keberangkatan keberangkatannya
        jenazah meninggal dunia kematian wafat deportasi deportan dideportasi dicegah pencegahan penundaan
        ditunda penggagalan digagalkan dipulangkan pemulangan kepulangan kedatangan tiba datang diterima
        penerimaan repatriasi korban kasus perkara tppo tindak pidana perdagangan terindikasi diduga
        tersangka polisi jajaran penanganan ditangani satgas gugus tugas pembentukan terbentuk dibentuk
        memiliki kegiatan mitra sosialisasi edukasi penyuluhan pengawasan migrasi aman emas ltsa layanan
        pelayanan dilayani meja loket kunjungan pengunjung pemohon masyarakat sakit penolakan paspor
        permohonan kumulatif akumulasi sementara final tetap revisi update updated dicetak diolah terbaru
        sumber hasil pelaksanaan terdata tercatat terdaftar dilaporkan hari ribuan ribu juta number
        indonesian worker workers placed placement placements deaths deported regency municipality province
        district country destination month year quarter male female pertama kedua ketiga keempat awal
        akhir berjalan lalu lanjutan sambungan terakhir besar perwakilan komisi dprd bahan jawaban rapat
        rakor contoh template formulir format isian versi draf draft penyelesaian persen persentase
        rencana jajarannya polres polda melalui lewat pelabuhan bandara perbatasan pintu masuk keluar
        lintas batas diserahkan dijemput menjadi agar dan atau sama
        bermasalah buah kapal anggota anggotanya perubahan renstra apbd satu dua tiga empat lima enam tujuh
        delapan sembilan sepuluh sebelas belas indikator indikatornya strategis continued volume count
        bekerja antar anggaran pelindungan perlindungan fasilitasi difasilitasi terkendala rekonsiliasi
        terpadu membentuk sudah telah perekrutan wni koperasi transmigrasi dinas satuan
        kunci pokok dashboard kompilasi paparan victim victims
        people persons overseas abroad city reported documented undocumented procedural migrant ditolak
        akan
        """
    ).split()
)
"""Of whom, where, when and how a table was made: the series stays what it is."""


def titles_of_other_things(
    titles: Sequence[str], reference: Reference, heads: Sequence[str] = ()
) -> list[str]:
    """Those that say what is counted in words of which one may make it another thing; where none says it,
    all of them but letterheads."""
    own = [title for title in dict.fromkeys(titles) if not _OFFICE.search(key(title))]
    is_of_migrants = any(_OF_MIGRANTS.search(key(text)) for text in (*titles, *heads))
    patterns = (_BY_WHAT_WAY, _OF_A_PART) if is_of_migrants else (_BY_WHAT_WAY, _OF_A_PART, _WIDER)
    telling = [title for title in own if _OF_WHAT.search(key(title))]
    return [
        title
        for title in telling or own
        if any(_may_change(word, reference) for word in key(title).split())
        or any(country_of_town(" ".join(pair)) for pair in _words_and_pairs(title))
        or any(each.search(key(title)) for each in patterns)
    ]


def _words_and_pairs(title: str) -> list[list[str]]:
    """“Kuching” and “Johor Bahru” are a part of their country."""
    words = key(title).split()
    return [words[at : at + length] for length in (1, 2) for at in range(len(words) - length + 1)]


def counts_what_nobody_knows(heading: str, reference: Reference) -> bool:
    """“Jumlah sapi”: a word of no office, place or agency."""
    if _NO_HEADING_OF_COUNTS.search(key(heading)):
        return True
    words = (word for word in key(heading).split() if word not in OFFICE_WORDS)
    return any(_may_change(word, reference) for word in words)


def narrowed_by(text: str, reference: Reference) -> bool:
    """“Korban TPPO yang mendapat layanan”: fewer than all, or others."""
    _, _, behind = key(text).partition(" yang ")
    places = (Sort.FOUND, Sort.AMBIGUOUS, Sort.ELSEWHERE, Sort.WHOLE)
    return any(
        _says_more(word) and reference.gazetteer.read(word).sort not in places for word in behind.split()
    )


_HOW_MANY = re.compile(
    r"(?:termasuk |di antaranya |antara lain )?\d{1,3} "
    r"(?:(?:orang|org|jiwa)(?: [a-z]+){1,4}|"
    r"(?:pmi |tki )?(?:meninggal|wafat|sakit|perempuan|laki laki|anak|bayi)(?: [a-z]+){0,3})"
)
_IS_NUMBERED = re.compile(r"\s*\d+[.)]")


def says_how_many(title: str) -> bool:
    """“2 meninggal”, “5 orang perempuan”, “termasuk 3 anak”: of some, and not what a table counts. “2.
    Meninggal” is one of several tables."""
    return _HOW_MANY.fullmatch(key(title)) is not None and not _IS_NUMBERED.match(title)


def names_more(text: str) -> bool:
    """Whether it says more than of whom, where, when and how, be it in the words of offices: “Jumlah kerja
    paksa” is no sum."""
    return any(map(_says_more, key(text).split()))


def _says_more(word: str) -> bool:
    is_short = len(word) <= 3 or any(map(str.isdigit, word))
    return not is_short and word not in _CHANGING_NOTHING and word not in MONTHS


def _may_change(word: str, reference: Reference) -> bool:
    if not _says_more(word):
        return False
    is_a_name = word not in OFFICE_WORDS and reference.vocabulary.knows(word)
    return not is_a_name and word not in reference.countries
