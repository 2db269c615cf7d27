"""What stands at the foot of every paper on record: its code, the revision it was made from, and for whom."""

from dataclasses import dataclass

from domain.time import formats


@dataclass(frozen=True)
class PaperSeal:
    code: str
    qr: str
    """The drawing that leads to where it is checked."""

    def printed(self, revision: int, reader: str) -> dict[str, str]:
        return {
            "qr": self.qr,
            "code": self.code,
            "sentence": f"Revisi data {formats.number(revision)}, untuk {reader}. Tanpa identitas siapa pun.",
        }
