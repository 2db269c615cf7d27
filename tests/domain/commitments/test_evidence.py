"""Files sent as proof: what they are by content, what is taken out of them, and what is turned down."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from db.evidence.cleaning import clean
from db.evidence.store import EvidenceStore, StorageFull
from domain.commitments import evidence
from domain.commitments.evidence import EvidenceRefused, FileType
from domain.time.calendar import system_clock
from tests import samples

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

MACRO_ENABLED = (
    '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
)


class TestPhotos:
    def test_place_device_and_time_are_taken_out(self) -> None:
        sent = samples.photo()
        assert b"Ponsel" in sent
        kept = clean(sent).content
        assert b"Ponsel" not in kept
        with Image.open(io.BytesIO(kept)) as image:
            assert dict(image.getexif()) == {}
            assert image.getexif().get_ifd(0x8825) == {}

    def test_a_phone_photo_is_made_smaller_turned_upright_and_says_how_large_it_was(self) -> None:
        sent = samples.photo(4_000, 3_000)
        file = clean(sent)
        with Image.open(io.BytesIO(file.content)) as image:
            assert image.size == (1_500, 2_000)
            # The mark at the upper left of the sensor is at the upper right once upright.
            right, left = image.getpixel((1_400, 100)), image.getpixel((100, 100))
        assert (right[0] > 150, left[0] < 100) == (True, True)
        assert (file.type, file.original_size) == (FileType.JPEG, len(sent))

    def test_a_drawing_stays_a_drawing_without_its_metadata(self) -> None:
        file = clean(samples.photo(600, 400, kind="PNG"))
        assert file.type is FileType.PNG
        with Image.open(io.BytesIO(file.content)) as image:
            assert (image.format, dict(image.getexif())) == ("PNG", {})

    @pytest.mark.parametrize(
        ("sent", "size"),
        [
            ((EXAMPLES / "photo.heic").read_bytes(), (96, 64)),
            (samples.photo(600, 400, kind="WEBP"), (400, 600)),
        ],
        ids=["HEIC", "WebP"],
    )
    def test_what_few_programs_open_is_kept_as_a_photo_without_its_metadata(
        self, sent: bytes, size: tuple[int, int]
    ) -> None:
        file = clean(sent)
        assert (file.type, file.original_size) == (FileType.JPEG, len(sent))
        with Image.open(io.BytesIO(file.content)) as image:
            assert (image.format, image.size, dict(image.getexif())) == ("JPEG", size, {})

    def test_a_picture_that_would_fill_the_memory_is_not_decoded(self) -> None:
        with pytest.raises(EvidenceRefused, match="terlalu besar"):
            clean(samples.huge_picture())

    def test_half_a_photo_is_refused(self) -> None:
        with pytest.raises(EvidenceRefused, match="rusak"):
            clean(samples.photo()[:9_000])


class TestDocuments:
    def test_a_pdf_is_kept_byte_for_byte_so_that_its_signature_holds(self) -> None:
        sent = samples.pdf()
        assert clean(sent).content == sent

    @pytest.mark.parametrize(
        ("main", "kind"), [("xl/workbook.xml", FileType.XLSX), ("word/document.xml", FileType.DOCX)]
    )
    def test_an_office_file_is_known_by_what_is_in_it(self, main: str, kind: FileType) -> None:
        assert clean(samples.office(main)).type is kind

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", evidence.EMPTY),
            (b"MZ\x90\x00" + b"\0" * 200, evidence.UNKNOWN),
            (b"<html><script>alert(1)</script></html>", evidence.UNKNOWN),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", evidence.UNKNOWN),
            (b"GIF89a" + b"\0" * 50, evidence.UNKNOWN),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", evidence.DAMAGED),
            (b"RIFF\x10\0\0\0WEBPVP8 ", evidence.DAMAGED),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, evidence.OLD_OFFICE),
            (b"%PDF-1.7\nnothing of a document", evidence.DAMAGED),
            (b"PK\x03\x04 broken", evidence.DAMAGED),
            (samples.pdf(0), evidence.DAMAGED),
            (samples.pdf(script=True), evidence.SCRIPTED),
            (samples.pdf(password="rahasia"), evidence.LOCKED),
            (samples.office("index.txt"), evidence.UNKNOWN),
            (samples.office(more={"xl/vbaProject.bin": b"x"}), evidence.MACROS),
            (samples.office(types=MACRO_ENABLED), evidence.MACROS),
            (samples.office(more={f"a{n}": b"" for n in range(2_001)}), evidence.BOMB),
            (b"\xff\xd8\xff" + b"\0" * (evidence.LARGEST_FILE + 1), evidence.TOO_LARGE),
        ],
        ids=lambda value: value[:24] if isinstance(value, str) else "",
    )
    def test_what_is_not_taken_says_why_and_what_to_send_instead(self, content: bytes, sentence: str) -> None:
        with pytest.raises(EvidenceRefused) as refused:
            clean(content)
        assert str(refused.value) == sentence

    def test_a_bomb_is_refused_by_its_list_alone(self) -> None:
        packed = samples.bomb()
        assert len(packed) < 1_000_000
        with pytest.raises(EvidenceRefused, match="mengembang"):
            clean(packed)

    def test_a_bomb_that_understates_its_ratio_is_refused_by_its_size(self) -> None:
        with pytest.raises(EvidenceRefused, match="mengembang"):
            clean(samples.bomb(20_000_000))


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EvidenceStore:
    if request.param == "memory":
        return EvidenceStore(f"memory://{tmp_path.name}")
    return EvidenceStore((tmp_path / "bukti").as_uri())


EARLIER, LATER = (system_clock() + timedelta(hours=hours) for hours in (-1, 1))


class TestStore:
    def test_what_is_kept_comes_back_by_its_hash_and_is_kept_once(self, store: EvidenceStore) -> None:
        digest = store.put(b"isi")
        assert (store.put(b"isi"), store.get(digest)) == (digest, b"isi")
        assert store.sweep({digest}, before=LATER) == 0

    def test_what_was_never_kept_is_not_there(self, store: EvidenceStore) -> None:
        assert store.get("0" * 64) is None

    def test_a_hash_is_never_a_path(self, store: EvidenceStore) -> None:
        with pytest.raises(ValueError, match="passwd"):
            store.get("../../etc/passwd")

    def test_what_no_row_speaks_of_is_swept_up(self, store: EvidenceStore) -> None:
        kept, orphan = store.put(b"dipakai"), store.put(b"yatim")
        assert store.sweep({kept}, before=EARLIER) == 0, "what is young may belong to a row that comes"
        assert store.sweep({kept}, before=LATER) == 1
        assert (store.get(kept), store.get(orphan)) == (b"dipakai", None)

    def test_what_is_sent_a_second_time_is_young_again(self, tmp_path: Path) -> None:
        store = EvidenceStore((tmp_path / "bukti").as_uri())
        digest = store.put(b"dilepas dahulu")
        os.utime(tmp_path / "bukti" / digest[:2] / digest, (0, 0))
        store.put(b"dilepas dahulu")
        assert store.sweep(set(), before=EARLIER) == 0, "its row is just being written"

    def test_a_full_disk_leaves_nothing_half_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = EvidenceStore((tmp_path / "bukti").as_uri())

        def full(path: str, content: bytes) -> None:
            Path(path).write_bytes(content[:1])
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(store._files, "pipe_file", full)
        with pytest.raises(StorageFull, match="belum tersimpan"):
            store.put(b"isi")
        assert [path for path in (tmp_path / "bukti").rglob("*") if path.is_file()] == []
