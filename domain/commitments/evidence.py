"""Proof of a report: which files are taken, how large, and the sentences that turn the others down."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.commitments.health import EvidenceKind

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_IN_WORDS = f"{LARGEST_FILE // 1024**2} MB"
LONGEST_SIDE = 2_000
"""Pixels; a page photographed at this size can still be read."""
MOST_PIXELS = 60_000_000
MOST_PER_REPORT = 5
MOST_ENTRIES = 2_000
LARGEST_INFLATED = 100 * 1024 * 1024
LARGEST_RATIO = 200
"""An honest workbook is compressed ten times, a very regular one fifty."""
LONGEST_TITLE = 160
LONGEST_LINK = 500


class FileType(StrEnum):
    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    XLSX = "xlsx"
    DOCX = "docx"


MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

USUAL_KIND = {
    FileType.PDF: EvidenceKind.ACTIVITY_REPORT,
    FileType.JPEG: EvidenceKind.PHOTO,
    FileType.PNG: EvidenceKind.PHOTO,
    FileType.XLSX: EvidenceKind.SPREADSHEET,
    FileType.DOCX: EvidenceKind.ACTIVITY_REPORT,
}


class EvidenceRefused(RuleBroken):
    """A file that is not taken; the sentence says what to send instead."""


ACCEPTED = "PDF, JPG, PNG, HEIC, WebP, XLSX, atau DOCX"
TOO_LARGE = (
    f"Berkas lebih besar daripada {LARGEST_IN_WORDS}. Foto dari kamera boleh; dokumen perlu dikecilkan, "
    "atau beri tautan."
)
UNKNOWN = f"Isi berkas bukan {ACCEPTED}; namanya tidak menentukan. Pilih berkas lain."
EMPTY = "Berkas ini kosong. Pilih berkas lain."
DAMAGED = "Berkas ini rusak dan tidak dapat dibuka. Simpan ulang, lalu pilih lagi."
LOCKED = "Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu pilih lagi."
MACROS = "Berkas ini memuat makro. Simpan sebagai XLSX atau DOCX tanpa makro, lalu pilih lagi."
SCRIPTED = (
    "PDF ini memuat skrip, tempelan berkas, atau perintah yang membuka hal lain. Cetak ulang ke PDF, lalu "
    "pilih lagi."
)
CARRIES = (
    "Berkas ini memuat tempelan berkas lain. Lepas tempelannya atau simpan sebagai PDF, lalu pilih lagi."
)
FETCHES = (
    "Berkas ini mengambil isi dari berkas atau alamat lain. Putuskan tautannya (Data, Edit Tautan) atau "
    "simpan sebagai PDF, lalu pilih lagi."
)
IDENTIFIES = "Berkas ini memuat nomor yang tampak seperti NIK. Hapus atau samarkan nomornya, lalu pilih lagi."
BOMB = "Berkas ini mengembang terlalu besar bila dibuka. Simpan ulang dari aplikasinya, lalu pilih lagi."
OLD_OFFICE = "Ini berkas Office lama atau berkata sandi. Simpan sebagai XLSX, DOCX, atau PDF."
TOO_MANY_PIXELS = "Gambar ini terlalu besar untuk dibaca. Kirim dengan ukuran lebih kecil."
TOO_MANY_FILES = f"Satu laporan paling banyak {MOST_PER_REPORT} bukti. Hapus satu, lalu tambah lagi."
NOT_A_LINK = "Tautan harus diawali https:// dan menunjuk ke satu halaman."


@dataclass(frozen=True)
class CleanFile:
    """A file as it will be stored."""

    content: bytes
    type: FileType
    original_size: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.type]


def kilobytes(size: int) -> str:
    """``412 KB``, ``1,8 MB``."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def title_of(name: str) -> str:
    """The file's own name without folder, ending and whatever cannot be printed."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c if c.isprintable() else " " for c in name)
    name = re.sub(r"\.(pdf|jpe?g|png|hei[cf]|webp|xlsx|docx)$", "", name, flags=re.IGNORECASE)
    return " ".join(name.split())[:LONGEST_TITLE]
