"""The screens by address: what the browser tests walk through and the pictures show."""

SCREENS = {
    "ringkasan": "/",
    "peta": "/peta",
    "peta-malaka": "/peta?wilayah=53.21",
    "peta-banding": "/peta?lapisan=kasus-death_abroad&wilayah=53.21&banding=2024-01-01..2024-12-31",
    "peta-rute": "/peta?lapisan=kasus-death_abroad&ukuran=kelas&tampil=klaster,rute,titik",
    "peta-kecamatan": "/peta?tingkat=district&lapisan=kasus-death_abroad",
    "wilayah": "/wilayah",
    "wilayah-malaka": "/wilayah?kode=53.21",
    "angka": "/angka",
    "angka-definisi": "/angka?angka=A-033",
    "angka-pertentangan": "/angka?saring=pertentangan",
    "komitmen": "/komitmen",
    "komitmen-pilar": "/komitmen?tampilan=pilar",
    "komitmen-frasa": "/komitmen?tampilan=frasa",
    "komitmen-daftar": "/komitmen?tampilan=daftar",
    "komitmen-diam": "/komitmen?tampilan=diam",
    "komitmen-satu": "/komitmen?kode=K-11",
    "tugas": "/tugas",
    "tugas-satu": "/tugas?kode=T-031",
    "kasus": "/kasus",
    "akun": "/akun",
    "jejak": "/jejak",
    "tidak-ada": "/komitmen?kode=K-99",
}
"""Name and address of every screen behind the door; which of them a role may see is its own affair."""
