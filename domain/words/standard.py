"""What is said of a file in the words of a data standard, on the screen and beside the rows."""

from domain.cases.standard import NAME, NOT_WRITTEN, Export, StandardPart
from domain.disclosure.k_anonymity import K
from domain.places.province import HERE
from domain.time import formats

PARTS = {
    StandardPart.YEAR: "Tahun lapor",
    StandardPart.GENDER: "Jenis kelamin",
    StandardPart.AGE: "Dewasa atau anak",
    StandardPart.ORIGIN: "Kabupaten asal",
    StandardPart.DESTINATION: "Negara tujuan",
    StandardPart.RECRUITMENT: "Cara perekrutan",
    StandardPart.EXPLOITATION: "Bentuk dan sektor",
    StandardPart.ORGANISATION: "Jenis instansi pelapor",
    StandardPart.STATUS: "Selesai atau berjalan",
    StandardPart.REFERENCE: "Acuan laporan",
}


def finding(export: Export) -> str:
    """Whether the file may leave, as a headline."""
    if export.grouping.rows == 0:
        return "Belum ada baris untuk diekspor"
    if export.grouping.passes:
        return f"{_rows(export)} siap diekspor"
    return "Berkas belum boleh keluar: ada kelompok yang terlalu kecil"


def because(export: Export) -> str:
    """Why, and what to do about it."""
    found, unit = export.grouping, _unit(export)
    if found.rows == 0:
        return "Tidak ada laporan TPPO dengan jumlah korban pada pilihan ini. Pilih tahun lain."
    if found.passes:
        smallest = formats.number(found.smallest)
        return f"Kelompok terkecil {smallest} {unit}; ambangnya {K}."
    short = f"{formats.number(found.short)} dari {formats.number(found.rows)} {unit} berada dalam kelompok"
    if not export.helps:
        return f"{short} kurang dari {K}. Seluruhnya terlalu sedikit untuk diekspor; gabungkan tahun."
    return f"{short} kurang dari {K}. Lepaskan {formats.listing([PARTS[part] for part in export.helps])}."


def facts(export: Export) -> list[tuple[str, str]]:
    """What must be known of the rows before they are handed on."""
    all_count = "Semua laporan menyebut jumlah korbannya."
    uncounted = f"{formats.number(export.uncounted)} laporan tanpa jumlah pasti tidak punya baris."
    return [
        (
            "Baris",
            f"{_rows(export)} dari {formats.number(export.reports)} laporan TPPO; satu baris satu korban. "
            + (uncounted if export.uncounted else all_count if export.reports else "Belum ada laporan."),
        ),
        ("Ambang", f"Setiap gabungan nilai harus dimiliki paling sedikit {K} {_unit(export)}."),
        (
            "Hubungan antarbaris",
            "x_CaseRef menandai baris dari satu laporan; kuncinya hanya untuk berkas ini, tidak disimpan."
            if export.is_linked
            else "Baris dari laporan yang sama tidak dapat dihubungkan.",
        ),
        ("Kolom", ", ".join(export.names)),
        ("Tambahan kami", "Kolom berawalan x_. Sel kosong berarti tidak diketahui."),
        ("Status korban", "Selalu dugaan: register tidak mencatat putusan tentang tiap korban."),
        ("Sengaja tidak ditulis", ", ".join(NOT_WRITTEN)),
        ("Kode", "Wilayah memakai kode Kemendagri, negara ISO 3166-1, sektor ISIC Rev. 4."),
    ]


def beside(export: Export, filtered_by: str, as_of: str) -> list[str]:
    """The lines of the file that lies beside the rows."""
    return [
        f"Ekspor {NAME}",
        f"{HERE.product}, register kasus",
        f"Saringan: {filtered_by}",
        as_of,
        "",
        *(f"{label}: {said}" for label, said in facts(export)),
    ]


def _rows(export: Export) -> str:
    return f"{formats.number(len(export.rows))} korban"


def _unit(export: Export) -> str:
    return "laporan" if export.is_linked else "orang"
