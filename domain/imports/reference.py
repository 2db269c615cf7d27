"""What the reader must know beforehand: places, agencies, countries, words and today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.imports.places import Gazetteer
from domain.imports.words import Vocabulary, squeeze


@dataclass(frozen=True)
class Reference:
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    agencies: Mapping[str, str]
    """Squeezed name or alias -> code."""
    countries: dict[str, str]
    """Squeezed name -> ISO code of three letters."""
    today: date

    def agency(self, text: str) -> str:
        return self.agencies.get(squeeze(text), "")

    def country(self, text: str) -> str:
        return self.countries.get(squeeze(text), "")
