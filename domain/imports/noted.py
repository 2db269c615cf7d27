"""Words of a note that say what stands above it is a part, another thing, or stands elsewhere."""

import re

_ONLY = re.compile(
    r"\b(?:hanya|khusus|terbatas|saja|(?:tidak|belum|sudah) termasuk|di luar(?! negeri)|"
    r"(?:belum|blm) (?:lengkap|masuk|final|diverifikasi|terverifikasi|melapor|lapor|"
    r"menyampaikan|mengirim|mengirimkan|menyerahkan|memasukkan|ada (?:data|laporan))|"
    r"(?:masih |di)?(?:tergabung|digabung|digabungkan|bergabung|gabungan|disatukan)|menjadi satu dengan|"
    r"masih (?:di ?verifikasi|verifikasi|berproses|identifikasi|diidentifikasi))\b"
)
_OTHERWISE = re.compile(
    r"\b(?:(?:data|angka) (?:(?:tw|triwulan|bulan|tahun) ?)?[a-z0-9]+ (?:masih )?sementara|"
    r"terhitung|baru (?:tiba|dilaporkan)|"
    r"tertukar|ralat|seharusnya|perkiraan|estimasi|sampel|survei|rata rata|rerata|"
    r"(?:adalah|merupakan|berisi) (?:target|rencana|jumlah)|"
    r"satuan(?! (?:orang|org|jiwa|kasus|laporan)\b)|kk|perusahaan|lebih dari satu kali|"
    r"bukan|dilimpahkan|sama dengan|(?:semua|seluruh)(?:nya)?(?: [a-z]+)? di atas|"
    r"berubah|pemekaran|termasuk|(?:realisasi|data|capaian) (?:selama )?\d{1,2} (?:bulan|bln)|"
    r"(?:dihitung|dicatat|dimasukkan|masuk) (?:di|ke|pada|dalam)|menggunakan data|"
    r"berdasarkan (?:tempat|alamat|domisili|ktp|lokasi))\b"
)
"""Notes that say what stands above is something else, or stands elsewhere."""


def speaks_otherwise(words: str) -> bool:
    """Of a note as ``key`` has it."""
    return bool(_ONLY.search(words) or _OTHERWISE.search(words))


_OF_SOME = re.compile(
    r"\d|\b(?:di ?antara(?:nya)?|termasuk|paling|sebagian|terbanyak|mayoritas|kebanyakan|ada|"
    r"di luar(?! negeri)|selain)\b"
)


def names_some(words: str) -> bool:
    """“2 di antaranya perempuan” says something of some, and not whom a line or those below it count."""
    return bool(_OF_SOME.search(words))


_EXAMPLE = re.compile(
    r"^(?:contoh(?: (?:isian|pengisian|data))?|dummy|simulasi|uji coba|latihan|backup|arsip lama)\b|"
    r"^(?:data |lembar )?(?:lama|old)$"
)


def names_an_example(words: str) -> bool:
    """Of a sheet's name: one that shows how to fill in, or that was kept aside."""
    return bool(_EXAMPLE.match(words))
