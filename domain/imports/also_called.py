"""What heads a column of a register in other words than its own, where no column bears those."""

import re

from domain.imports.kinds import ImportKind

_NOT_THEIRS = (
    r"(?!.*\b(?:pelaku|terlapor|pelapor|pengadu|tersangka|tsk|saksi|terdakwa|perekrut|majikan|jumlah|jml|"
    r"kelompok|golongan|rentang|kandungan)\b)"
)
_OF_A_PERSON = (
    ("sex", rf"^{_NOT_THEIRS}.*\b(?:jk|jenis kelamin|kelamin|gender|jenkel|(?:jenis|jns) kel)\b"),
    ("age", rf"^{_NOT_THEIRS}.*\b(?:umur|usia)\b(?!.*\b(?:bulan|bln)\b)"),
)
"""“Jenis kelamin (L/P)”, “grp_korban/umur”, “Umur deportan”."""

ALSO_CALLED: dict[ImportKind, tuple[tuple[str, re.Pattern[str]], ...]] = {
    kind: tuple((name, re.compile(pattern)) for name, pattern in named)
    for kind, named in {
        ImportKind.COMMITMENTS: (
            ("title", r"^(?:nama |uraian |rencana )?(?:kegiatan|aksi|tindak lanjut|rekomendasi)\b|^rtl$"),
            (
                "title",
                r"^(?:rencana tindak(?: lanjut)?|(?:kesimpulan|keputusan|hasil rapat)(?: tindak lanjut)?)$",
            ),
            ("title", r"^(?:bunyi|isi|pernyataan|janji|ikrar)(?: (?:butir|janji|deklarasi))?$"),
            ("title", r"^(?:(?:poin|butir) )?deklarasi$"),
            ("title", r"^(?:nama )?(?:program|uraian)\b"),
            ("title", r"^sasaran(?: strategis)?$"),
            ("title", r"^(?:langkah|tugas|upaya|intervensi)(?: (?:aksi|konkret|kegiatan|strategis))?$"),
            ("indicator", r"^(?:ukuran|tolok ukur)(?: keberhasilan)?$|^iku$"),
            ("output", r"^(?:luaran|produk)$"),
            ("unit", r"^satuan target$"),
            ("due", r"^periode pelaksanaan$"),
            ("due", r"^(?:selesai|berakhir|akhir|sampai|kapan|paling lambat|selambat lambatnya)$"),
        ),
        ImportKind.PLACEMENTS: (*_OF_A_PERSON, ("happened_on", r"^(?:berangkat|terbang|keberangkatan)$")),
        ImportKind.DEATHS: (
            *_OF_A_PERSON,
            (
                "arrived_on",
                r"^(?:(?:waktu|hari|jenazah) )?(?:tiba|kedatangan|dipulangkan)(?: (?:di|ke) [a-z ]+)?$",
            ),
            ("happened_on", r"^(?:waktu )?(?:wafat|meninggal(?: dunia)?|kematian)$"),
        ),
        ImportKind.DEPORTATIONS: (
            *_OF_A_PERSON,
            ("happened_on", r"^(?:tiba|kedatangan)(?: (?:di|ke) [a-z ]+)?$"),
        ),
        ImportKind.VILLAGE_TEAMS: (
            (
                "status",
                r"^(?:sudah )?(?:ada|terbentuk|punya)(?: (?:tim|satgas|gugus tugas)(?: desa)?)?"
                r"(?: (?:y t|ya tidak|ya tdk|y n|sudah belum))?$",
            ),
            ("status", r"^(?:tim )?aktif(?: (?:y t|ya tidak|ya tdk|y n|sudah belum))?$"),
            ("status", r"^tim (?:sudah )?(?:terbentuk|dibentuk|ada)$"),
            ("formed_on", r"^(?:tgl|tanggal) bentuk$"),
            ("formed_on", r"^dibentuk(?: (?:pada|tgl|tanggal))?$"),
            ("formed_on", r"\b(?:terbentuk|dibentuk|pembentukan)\b.*\b(?:tgl|tanggal)\b"),
            ("members", r"^(?:jumlah|jml|jlh) (?:agt|personil|personel|orang|org)$"),
            (
                "reference",
                r"^(?:dasar|landasan)(?: (?:hukum|pembentukan|penetapan))?$|"
                r"^(?:produk hukum|legalitas|perdes)$|"
                r"^(?:no(?:mor)? )?(?:perdes|peraturan desa)$",
            ),
        ),
        ImportKind.CASES: (
            *_OF_A_PERSON,
            ("age", r"^(?:kelompok|golongan|kategori) (?:umur|usia)$"),
            (
                "kind",
                r"^jenis(?: (?:masalah|permasalahan|kekerasan|pengaduan|aduan|laporan))?$|"
                r"^(?:bentuk|klasifikasi|kualifikasi|macam|tipe) "
                r"(?:kasus|perkara|masalah|tindak pidana|pelanggaran|pengaduan)$|"
                r"^(?:jenis )?kasus (?:yang |yg )?(?:di ?alami|di ?tangani|di ?laporkan|di ?adukan)$|"
                r"^(?:pokok )?(?:masalah|permasalahan)$|^pokok (?:aduan|pengaduan|laporan)$|^perihal$|"
                r"^(?:dugaan )?tindak pidana$|^jenis tp$|^substansi(?: (?:laporan|aduan|pengaduan))?$|"
                r"^(?:macam|jenis) (?:kejahatan|tindak kejahatan|delik)$|^(?:kategori |jenis )?kendala$|"
                r"^klasifikasi(?: perkara| kasus)?$|"
                r"^case type$|^apa yang terjadi$|"
                r"^kategori(?: (?:aduan|pengaduan|masalah|laporan))?$|^(?:main )?(?:problem|issue)s?$",
            ),
            ("reported_on", r"\bkapan\b.*\b(?:di)?lapor(?:kan)?\b"),
            (
                "reported_on",
                r"^(?:hari |tgl |tanggal )?waktu (?:di ?)?(?:lapor(?:kan)?|laporan|pelaporan|pengaduan)$|"
                r"^waktu (?:masuk|(?:di ?)?terima)$|^(?:di ?)?terima$|"
                r"^(?:cap waktu|stempel waktu|timestamp)$",
            ),
            (
                "police_stage",
                r"^perkembangan(?: (?:kasus|perkara|penyidikan|penanganan(?: (?:kasus|perkara))?))?$",
            ),
            ("sex", r"^korban$"),
            (
                "destination",
                r"^(?:tempat|lokasi|daerah|wilayah) (?:kerja|bekerja|penempatan)(?: korban| c?pmi)?$",
            ),
            (
                "agency",
                r"^(?:unit|satuan|kejari|kejaksaan(?: negeri)?|polda|penyidik|ditangani(?: oleh)?|"
                r"asal (?:perkara|berkas|laporan|lp|spdp|kasus|penyidik))$",
            ),
            ("service_stage", r"^pelayanan(?: yang diberikan)?$"),
            (
                "reference",
                r"^(?:id kasus|kode klien|no(?:mor)? klien|(?:id|kode) (?:laporan|aduan|pengaduan)|nomor|"
                r"(?:(?:no(?:mor)?|kode|id) )?(?:tiket|ticket)|no(?:mor)? (?:dumas|lk|spdp)|laporan polisi|"
                r"reg(?:ister)?)$",
            ),
        ),
        ImportKind.ACTIVITIES: (
            ("title", r"^(?:judul|nama|topik|materi) (?:siaran|acara|program|sosialisasi|pelatihan)$"),
            ("title", r"^(?:aktivitas|judul)$"),
            ("agency", r"^(?:lsm|ngo|ormas|panitia|kerja ?sama|gereja|paroki)$"),
            ("agency", r"^(?:oleh|(?:dilaksanakan|diselenggarakan|dilakukan) oleh|pihak pelaksana)$"),
            ("agency", r"^(?:kesatuan|satuan(?: (?:kerja|pelaksana))?|satker|unit(?: kerja)?)$"),
            ("place", r"^bertempat di$"),
        ),
        ImportKind.ACCOUNTS: (
            ("agency", r"^(?:digunakan|dipakai|dipegang) oleh$"),
            ("agency", r"^(?:unit|unit organisasi|dinas|kantor|satker|perangkat daerah|asal instansi)$"),
            ("username", r"^(?:id )?(?:login|log in|pengguna|user)$"),
            (
                "role",
                r"^(?:hak|akses|kewenangan|otoritas|grup|level)$|"
                r"^(?:level|tipe|jenis|grup) (?:pengguna|akun|user)$",
            ),
        ),
        ImportKind.AGENCIES: (
            (
                "name",
                r"^(?:nama )?(?:perangkat daerah|organisasi perangkat daerah|opd|skpd|satuan(?: kerja)?|"
                r"satker|unit kerja|unit|uptd?|kantor|dinas|lembaga(?: keagamaan)?|organisasi|mitra|"
                r"(?:lsm|ngo|ormas)(?: (?:dan |atau )?(?:lsm|ngo|ormas))*)$|"
                r"^nama$|^name$",
            ),
            ("name", r"^nama (?:baru|sekarang|resmi)$"),
            ("short_name", r"^nama (?:pendek|singkat)$"),
            ("kind", r"^(?:unsur|kelompok|golongan)(?: (?:instansi|lembaga|organisasi|mitra|anggota))?$"),
        ),
    }.items()
}
"""What heads a field's column only where no column bears its own name."""


_THERE_IS = (
    r"apakah|ada|adakah|tidak|tdk|belum|blm|sudah|sdh|punya|memiliki|mempunyai|tersedia|ketersediaan|"
    r"keberadaan|kepemilikan|pembentukan|terbentuk|dibentuk|membentuk|status|tim|satgas|gugus tugas|pokja"
)
_WHETHER_THERE_IS = (
    rf"^(?=.*\b(?:{_THERE_IS})\b)(?:(?:{_THERE_IS}|ya|y|t|n|atau|khusus|pencegahan|tppo|pmi|desa|kelurahan|sk|"
    r"surat|keputusan)(?: |$))+$"
)
"""“Ada SK (Ya/Tidak)”, “Sudah/Belum”, “Satgas desa”: of such words alone."""


_WORK_OF_SOMEBODY = (
    "sector",
    r"^(?:bidang|jenis|nama)? ?(?:kerja|pekerjaan|jabatan|profesi|okupasi|posisi)$|"
    r"^(?:dipekerjakan|bekerja|kerja) sebagai$|^lapangan (?:usaha|kerja|pekerjaan)$|^bidang$",
)
CHOSEN_BELOW: dict[ImportKind, tuple[tuple[str, re.Pattern[str]], ...]] = {
    kind: tuple((name, re.compile(pattern)) for name, pattern in named)
    for kind, named in {
        ImportKind.PLACEMENTS: (_WORK_OF_SOMEBODY,),
        ImportKind.DEPORTATIONS: (_WORK_OF_SOMEBODY,),
        ImportKind.DEATHS: (
            _WORK_OF_SOMEBODY,
            (
                "cause",
                r"^(?:diagnos[ai]s?|alasan|(?:meninggal )?karena|sakit kecelakaan|"
                r"hasil (?:visum|otopsi|autopsi))$",
            ),
        ),
        ImportKind.CASES: (
            _WORK_OF_SOMEBODY,
            (
                "service_stage",
                r"^(?:bentuk |jenis )?(?:bantuan|pendampingan|rehabilitasi|intervensi|rujukan|tindakan|"
                r"pelayanan|penanganan)(?: korban)?$",
            ),
            ("recruitment", r"^(?:perekrut|jalur|cara|pola|melalui|lewat)$"),
            (
                "police_stage",
                r"^(?:hasil|kemajuan)(?: (?:lidik|sidik|penyelidikan|penyidikan))?$|"
                r"^(?:dakwaan|lidik|sidik|p ?21|p ?19|sp ?3| |status|tahap)+$",
            ),
            (
                "police_stage",
                r"^(?:proses|progres|posisi|(?:hasil )?penanganan|tindak(?:an| lanjut)|penyelesaian|"
                r"perkembangan|status|thp)"
                r"(?: (?:kasus|perkara|penyidikan|penyelidikan|sidik|penanganan|laporan|lp|hukum))?"
                r"(?: (?:(?:s d|sd|sampai|hingga|per) )?(?:saat ini|sekarang|terakhir|terkini))?$|"
                r"^(?:status|posisi|perkembangan) (?:per|bulan|bln) [a-z0-9 ]+$",
            ),
        ),
        ImportKind.SERVICES: (
            ("status", r"^(?:buka|operasional|beroperasi|ada)(?: tutup| tidak)?$"),
            (
                "status",
                r"^(?:(?:ada|kehadiran|keberadaan|ketersediaan) )?petugas(?: (?:ada|tidak|hadir|ya|y|t))*$",
            ),
        ),
        ImportKind.VILLAGE_TEAMS: (
            ("status", _WHETHER_THERE_IS),
            ("status", r"^keaktifan$|^aktif tidak(?: aktif)?$"),
        ),
        ImportKind.AGENCIES: (("level", r"^kedudukan$"),),
    }.items()
}
"""What heads a choice's column only where most of its cells are one of it: “Kedudukan” above Provinsi and
Kabupaten, and not above Ketua and Anggota."""


_WHEN = r"(?:(?:tgl|tanggal|waktu|hari) )?"
HELD_BELOW: dict[ImportKind, tuple[tuple[str, re.Pattern[str]], ...]] = {
    kind: tuple((name, re.compile(pattern)) for name, pattern in named)
    for kind, named in {
        ImportKind.CASES: (
            ("happened_on", rf"^{_WHEN}(?:peristiwa|kejadian|tempus(?: delic?ti)?)$"),
            ("closed_on", rf"^{_WHEN}(?:ditutup|penutupan|selesai|inkrah|inkracht)$"),
            ("agency", r"^(?:lembaga|unit|instansi)(?: penanganan)?$|^(?:yang )?(?:menangani|ditangani)$"),
        ),
        ImportKind.DEATHS: (
            (
                "arrived_on",
                rf"^{_WHEN}(?:datang|kedatangan(?: jenazah)?|kargo|mendarat|diterima|serah terima)$",
            ),
        ),
        ImportKind.VILLAGE_TEAMS: (
            ("members", r"^kekuatan$|^(?:jumlah|jml|jlh) (?:relawan|kader)$"),
            ("formed_on", rf"^{_WHEN}(?:pembentukan|terbentuk)$"),
            (
                "last_report_on",
                r"^update terakhir$|^terakhir (?:update|diperbarui)$|^(?:tgl|tanggal) laporan$",
            ),
        ),
        ImportKind.ACTIVITIES: (
            (
                "participants",
                r"^(?:(?:jumlah|jml|jlh) )?(?:audiens|penerima manfaat|partisipan|org)$|^kehadiran$",
            ),
        ),
        ImportKind.COMMITMENTS: (("due", rf"^{_WHEN}target$"),),
    }.items()
}
"""What heads a field's column only where most of its cells are days, counts or agencies, as the field is."""


def also_called(kind: ImportKind) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """All of them, by the name of the field."""
    return (*ALSO_CALLED.get(kind, ()), *CHOSEN_BELOW.get(kind, ()), *HELD_BELOW.get(kind, ()))


def is_also_called(kind: ImportKind, words: str) -> bool:
    return any(pattern.search(words) for _, pattern in also_called(kind))
