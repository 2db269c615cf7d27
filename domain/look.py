"""How everything looks: every colour and the typeface stand here and nowhere else.

Screens, papers and maps use these names. What cannot read Python is generated from them by ``make docs``
(``static/look.css``, the theme in ``.streamlit/config.toml``, ``reports/templates/_look.typ``), and
``tests/test_look.py`` names the place that has fallen behind or holds a colour of its own.
"""

from dataclasses import dataclass
from enum import StrEnum, unique

from domain.places.province import HERE

PRODUCT = HERE.product


@unique
class Colour(StrEnum):
    """The tokens of the visual direction; ``Colour.NILA_TUA`` is ``var(--nila-tua)`` in a stylesheet."""

    # Surfaces
    BATU = "#F6F4EF"
    SISI = "#EDE9DF"
    KERTAS = "#FFFFFF"
    ALUR = "#E9E4D8"
    """The empty part of a bar."""
    SELANG = "#D5C3A8"
    """The range of an interval."""

    # Text and lines
    TINTA = "#1F2A37"
    REDUP_TUA = "#474E58"
    REDUP = "#55606E"
    ABU = "#6B7280"
    TEPI = "#8A8578"
    GARIS = "#DCD6C8"

    # Indigo: actions, links, and series that are neither good nor bad
    NILA = "#27406B"
    NILA_TUA = "#1B2F52"
    NILA_SOROT = "#C3D0E4"
    NILA_PUCAT = "#F4F6F9"
    NILA_1 = "#E6EBF2"
    NILA_2 = "#CFD9E5"
    NILA_3 = "#B7C6DB"
    NILA_4 = "#9BAFCC"
    NILA_5 = "#7F99BD"
    NILA_6 = "#6582A4"
    NILA_7 = "#4A6A99"
    NILA_8 = "#3C5A87"
    NILA_9 = "#2E4A76"
    NILA_10 = "#203A66"

    # Series of harm, pale to deep
    BARA_1 = "#F5E6D3"
    BARA_2 = "#E6BF94"
    BARA_3 = "#D08C5E"
    BARA_4 = "#AA4E35"
    BARA_5 = "#6E1F1C"

    # States: a text, a fill, an edge and a ground of each
    MENGKUDU = "#9E3326"
    MENGKUDU_MUDA = "#F7E6E1"
    OKER = "#7A4D0B"
    OKER_ISI = "#DDA23F"
    OKER_TEPI = "#8F5E12"
    OKER_MUDA = "#F8ECD3"
    DAUN_TUA = "#123F35"
    DAUN = "#17594B"
    DAUN_ISI = "#1E6B5A"
    DAUN_MUDA = "#DFEEE9"
    SESUAI = "#9DB4D0"
    SESUAI_TEPI = "#5E7BA3"
    SESUAI_MUDA = "#E1E7F0"
    TERUNG = "#5B3F7A"
    TERUNG_MUDA = "#ECE6F2"

    # The map: sea and land that are not NTT, the line between areas, the ground of what is hidden
    LAUT = "#DCE6EC"
    LAUT_TULISAN = "#466273"
    PASIR = "#F1EEE6"
    TANAH = "#ECE8DD"
    TANAH_REDUP = "#E0DACB"
    TANAH_TEPI = "#CFC8B6"
    BATAS = "#FFFBF3"
    SAMAR = "#E4E0EA"

    # The shared screen is read from eight metres: at least 7 to 1
    DINDING = "#FBFAF7"
    TINTA_JAUH = "#16202C"
    REDUP_JAUH = "#3A4553"
    MENGKUDU_JAUH = "#7F2519"
    DAUN_JAUH = "#155244"
    OKER_JAUH = "#5F3C06"
    TERUNG_JAUH = "#45305D"
    TEPI_JAUH = "#6B665B"
    GARIS_JAUH = "#C9C3B6"
    GELAP = "#000000"

    # The woven strip and the mark
    TENUN_MERAH = "#B4452F"
    TENUN_GADING = "#F6EBD8"

    @property
    def token(self) -> str:
        """Its name in a stylesheet."""
        return "--" + self.name.lower().replace("_", "-")

    @property
    def channels(self) -> str:
        """Red, green and blue, for a stylesheet that wants a part of it: ``rgb(var(--tinta-rgb) / 22%)``."""
        return " ".join(str(value) for value in bytes.fromhex(self.removeprefix("#")))


class Tone(StrEnum):
    """How grave a thing looks. The word names one CSS class (``gb-late``) on the desk and on the wall."""

    DONE = "done"
    ON_SCHEDULE = "on-schedule"
    AT_RISK = "at-risk"
    LATE = "late"
    SILENT = "silent"
    NO_OWNER = "no-owner"
    CONFLICT = "conflict"
    PLAIN = "plain"


NEUTRAL_STEPS = (  # ten, as Streamlit wants them
    Colour.NILA_1,
    Colour.NILA_2,
    Colour.NILA_3,
    Colour.NILA_4,
    Colour.NILA_5,
    Colour.NILA_6,
    Colour.NILA_7,
    Colour.NILA_8,
    Colour.NILA_9,
    Colour.NILA_10,
)
HARM_CLASSES = (Colour.BARA_1, Colour.BARA_2, Colour.BARA_3, Colour.BARA_4, Colour.BARA_5)
NEUTRAL_CLASSES = (Colour.NILA_1, Colour.NILA_3, Colour.NILA_5, Colour.NILA_7, Colour.NILA_10)
"""Every second of the ten steps; the last one deeper, so that it stands out on a map."""


@dataclass(frozen=True)
class Typeface:
    """A family with its files for the screen in ``static/fonts``, and for paper in ``reports/fonts``."""

    family: str
    fallback: str
    upright: str
    italic: str
    weights: str

    @property
    def stack(self) -> str:
        return f'"{self.family}", {self.fallback}'

    @property
    def files(self) -> tuple[str, str]:
        """Beneath ``static/``; the upright one is what every screen needs first."""
        return f"fonts/{self.upright}", f"fonts/{self.italic}"


FONT = Typeface(
    family="Plus Jakarta Sans",
    fallback="system-ui, sans-serif",
    upright="plus-jakarta-sans-latin-wght-normal.woff2",
    italic="plus-jakarta-sans-latin-wght-italic.woff2",
    weights="200 800",
)
