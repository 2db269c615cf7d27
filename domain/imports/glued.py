"""Headings whose words stand without a space between them, as programs name their columns: “nolp”, “TGLLP”,
“jmlkorbanpr”."""

import re
from functools import lru_cache

_FIRST = (
    r"nomor|no|tanggal|tgl|jumlah|jml|jlh|total|status|tahap|jenis|nama|kabupaten|kab|kecamatan|kec|asal|"
    r"negara|kode|umur|usia|tempat|alamat"
)
_BEHIND = (
    r"laporan|lapor|lp|spdp|sk|korban|tersangka|tsk|perempuan|laki|dewasa|anak|pr|lk|kasus|perkara|register|"
    r"kejadian|lahir|asal|tujuan|kelamin|instansi|penyidikan|penanganan|pmi|peserta|anggota|desa|kegiatan|"
    r"telepon|telp|hp"
)
_GLUED = re.compile(rf"(?:{_FIRST})(?:{_BEHIND}){{1,3}}", re.IGNORECASE)
_WORD = re.compile(rf"^(?:{_FIRST})|(?:{_BEHIND})(?=(?:{_BEHIND})*$)", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def apart(text: str) -> str:
    """The words of such a heading, and any other as it stands."""
    return " ".join(_WORD.findall(text)) if _GLUED.fullmatch(text) else text
