"""What the reader must know beforehand: places, agencies, countries, words and today."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from domain.imports.places import Gazetteer
from domain.imports.words import Vocabulary, key, squeeze
from domain.places.province import HERE

_BETWEEN_AGENCIES = re.compile(r"(\s*[,;&/+\n]\s*|\s+-\s+|(?<!\w)[-•]\s+|\s+(?:dan|serta|bersama)\s+)")
_BETWEEN_COUNTRIES = re.compile(r"\s*[,()]\s*|\s+(?:via|lewat|melalui)\s+", re.IGNORECASE)
_BOUND_FOR = re.compile(r"[,(]\s*(?:tujuan|menuju|hendak ke)\s+([^,()]+?)\s*(?:[,)]|$)", re.IGNORECASE)
"""“Timor-Leste (tujuan Australia)” is on the way."""
_MOST_PARTS = 25
_LONGEST_COUNTRY = 80


def _in_other_words(words: Sequence[str]) -> str:
    """The province's name where its letters stand, and the other way round."""
    text = " ".join(words)
    whole, short = key(HERE.name), key(HERE.short_name)
    if whole in text:
        return text.replace(whole, short)
    return " ".join(whole if word == short else word for word in words)


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
    inland: Mapping[str, str] = field(default_factory=dict)
    """Towns and islands of the country outside the province: squeezed name -> name."""

    @cached_property
    def words_of_offices(self) -> frozenset[str]:
        """Of which their codes are made."""
        return frozenset(word for code in self.agencies.values() for word in code.split("-"))

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
        if words[-1:] == ["setda"]:
            full = [*full, "provinsi", key(HERE.short_name)]  # “Biro Hukum Setda”
        forms = (text, " ".join(full), " ".join(short), *map(_in_other_words, (full, short)))
        return next((code for form in forms if (code := self.agencies.get(squeeze(form), ""))), "")

    def agencies_in(self, text: str) -> tuple[str, ...]:
        """Of “Dinas Nakertrans & DPMD” both, in their order: as many parts together as make a name."""
        parts = _BETWEEN_AGENCIES.split(text)
        if not 2 < len(parts) <= _MOST_PARTS:
            return ()
        found: dict[str, None] = {}
        start = 0
        while start < len(parts):
            for end in range(len(parts), start, -2):
                code = self.agency("".join(parts[start:end]).strip(" -•."))
                if code:
                    found[code] = None
                    start = end - 1
                    break
            start += 2
        return tuple(found)

    def country(self, text: str) -> str:
        """“Malaysia (Sabah)”, “Sarawak, Malaysia” and “Malaysia via Batam” are Malaysia."""
        whole = self.countries.get(squeeze(text), "")
        if (
            not whole
            and (bound := _BOUND_FOR.search(text))
            and (there := self.countries.get(squeeze(bound[1]), ""))
        ):
            return there
        if whole or len(text) > _LONGEST_COUNTRY:
            return whole
        named = {self.countries.get(squeeze(part), "") for part in _BETWEEN_COUNTRIES.split(text)} - {""}
        return named.pop() if len(named) == 1 else ""

    def indicator(self, text: str) -> str:
        return self.indicators.get(squeeze(text), "")
