"""What the reader must know beforehand: places, agencies, countries, words and today."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.imports.places import Gazetteer
from domain.imports.words import Vocabulary, key, squeeze


@dataclass(frozen=True)
class InstallationTerms:
    """What the database calls its own things, beside what ships: agencies that were added or renamed, and
    texts that stand in its registers."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    """Name, short name, alias or code -> code."""
    texts: Collection[str] = ()


@dataclass(frozen=True)
class Reference:
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    agencies: Mapping[str, str]
    """Squeezed name or alias -> code."""
    countries: dict[str, str]
    """Squeezed name -> ISO code of three letters."""
    indicators: Mapping[str, str]
    """Squeezed name or code -> code."""
    today: date
    texts: frozenset[str] = frozenset()
    """Squeezed: what stands in a register of ours is no stranger's name."""

    def of_installation(self, terms: InstallationTerms) -> "Reference":
        """With its own names over those that ship."""
        own = {squeeze(name): code for name, code in terms.agencies.items()}
        return replace(
            self,
            agencies={**self.agencies, **own},
            vocabulary=self.vocabulary.with_words_of(terms.agencies),
            texts=frozenset(map(squeeze, terms.texts)),
        )

    def is_ours(self, text: str) -> bool:
        return bool(self.texts) and squeeze(text) in self.texts

    def agency(self, text: str) -> str:
        """By any of its names, whether the province is written out, shortened or left to be understood."""
        words = key(text).split()
        full = ["provinsi" if word in ("prov", "propinsi") else word for word in words]
        short = [word for word in full if word != "provinsi"]
        forms = (text, " ".join(full), " ".join(short))
        return next((code for form in forms if (code := self.agencies.get(squeeze(form), ""))), "")

    def country(self, text: str) -> str:
        """“Malaysia (Sabah)” is Malaysia."""
        bare = re.sub(r"\s*\([^()]*\)$", "", text)
        return self.countries.get(squeeze(text), "") or self.countries.get(squeeze(bare), "")

    def indicator(self, text: str) -> str:
        return self.indicators.get(squeeze(text), "")
