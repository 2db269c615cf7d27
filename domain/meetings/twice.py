"""A decision that reads like one of the same meeting: asked about once, and recorded when it is meant."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RecordedBefore:
    label: str
    """Number and year of the decision that says the same."""

    @property
    def question(self) -> str:
        return (
            f"Keputusan {self.label} rapat ini sudah berbunyi begitu, dengan penanggung jawab dan tenggat "
            "yang sama. Bila memang keputusan lain, bedakan bunyinya."
        )

    @property
    def yes(self) -> str:
        return "Ya, catat sekali lagi"

    @property
    def answer(self) -> str:
        return f"twice:{self.label}"
