"""Towns and states abroad that stand where a country belongs; in a title they are a part of it only."""

from domain.imports.words import key

_TOWNS = {
    "MYS": "johor bahru;johor baru;tawau;kota kinabalu;kuala lumpur;kl;kuching;penang;"
    "pulau pinang;selangor;sandakan;lahad datu;keningau;semporna;miri;bintulu;sibu;pahang;perak;kedah;melaka;"
    "malaysia timur;malaysia barat;semenanjung malaysia;sabah malaysia;sabah;sarawak;johor",
    "TWN": "taipei;kaohsiung;taichung",
    "SAU": "riyadh;jeddah",
    "ARE": "dubai;abu dhabi",
    "KHM": "phnom penh;sihanoukville",
    "MMR": "myawaddy",
}
_COUNTRY_OF = {town: code for code, towns in _TOWNS.items() for town in towns.split(";")}


def country_of_town(text: str) -> str:
    return _COUNTRY_OF.get(key(text), "")
