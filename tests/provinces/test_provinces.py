"""Packs of provinces: what one must hold, and that an installation of another province needs nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import Engine

from db.__main__ import main
from db.packs import faults, require_sound
from db.settings import ROOT, Mode, Settings
from db.startup import NotReady, prepare
from domain.places.province import HERE, BadPack, folder
from domain.time.calendar import Clock
from tests.provinces.making import make
from tests.provinces.nation import DISTRICTS, REGENCIES, Plan, nation

SMALL = Plan("31", regencies=4, districts=9)
SERVED = Plan("31", regencies=40, districts=500)
FIRST_DAY = Plan("92", regencies=5, districts=12, zone="Asia/Jayapura", bare=True)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make(SMALL, tmp_path / "pack")


def change(file: Path, old: str, new: str, *, line: int | None = None) -> None:
    """Say something otherwise, at its first place in the file or in a line of it."""
    lines = file.read_text("utf-8").split("\n")
    at = line - 1 if line else next(number for number, each in enumerate(lines) if old in each)
    assert old in lines[at], lines[at]
    lines[at] = lines[at].replace(old, new, 1)
    file.write_text("\n".join(lines), "utf-8")


def test_the_pack_that_ships_is_sound() -> None:
    assert faults(ROOT / "db/provinces/ntt") == []


def test_an_invented_pack_is_sound(pack: Path) -> None:
    assert faults(pack) == []


def test_the_same_plan_makes_the_same_pack(pack: Path, tmp_path: Path) -> None:
    again = make(SMALL, tmp_path / "again")
    made = {file.relative_to(pack): file.read_bytes() for file in pack.rglob("*") if file.is_file()}
    assert made == {file.relative_to(again): file.read_bytes() for file in again.rglob("*") if file.is_file()}


def test_38_provinces_have_as_many_kabupaten_and_kecamatan_as_indonesia() -> None:
    plans = nation()
    assert len({each.code for each in plans} - {"53"}) == 38
    assert sum(each.regencies for each in plans) == REGENCIES
    assert sum(each.districts for each in plans) == DISTRICTS


def test_the_largest_province_of_the_nation_is_sound(tmp_path: Path) -> None:
    assert faults(make(max(nation(), key=lambda plan: plan.districts), tmp_path / "large")) == []


@pytest.mark.parametrize(
    ("file", "line", "old", "new", "told"),
    [
        ("kabupaten.csv", 1, "ibu_kota", "kota", "has no column ibu_kota"),
        ("kabupaten.csv", 2, "31.01", "32.01", "kode '32.01' lies in 32, which this pack does not have"),
        ("kabupaten.csv", 3, "31.02", "31.01", "kode '31.01' stands in line 2 already"),
        ("kecamatan.csv", 2, "31.01.01,31.01", "31.09.01,31.09", "kode '31.09.01' lies in 31.09, which this"),
        ("kecamatan.csv", 2, ",31.01,", ",31.02,", "kode '31.01.01' does not lie in kode_kabupaten '31.02'"),
        ("agencies.csv", 3, ",31,", ",,", "agency 'setda' has no region_code, which level province needs"),
        ("agencies.csv", 3, "gubernur", "nobody", "superior_code 'nobody' is not in agencies.csv"),
        ("agencies.csv", 3, "governor_office", "castle", "kind 'castle' is none of governor_office"),
        ("statements.csv", 2, ",1,,", ",,,", "pledge 'D-01' has no pillar_code"),
        ("statements.csv", 2, ",1,,", ",9,,", "pillar_code '9' is not in pillars.csv"),
        ("holidays.csv", 2, "2026-03-04", "4 Maret", "day '4 Maret' is no day such as 2026-11-23"),
    ],
)
def test_a_fault_of_a_table_is_told_by_file_and_line(
    pack: Path, file: str, line: int, old: str, new: str, told: str
) -> None:
    change(pack / file, old, new, line=line)
    assert f"{pack}/{file}:{line}: {told}" in "\n".join(faults(pack))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "31"', 'code = "Jawa"', "code is 'Jawa'; it must be the two digits of a province"),
        ('short_name = "', 'short_name = "1 ', "it must be one word of 2 to 10 letters"),
        ('"Asia/Jakarta"', '"Asia/Atlantis"', "zone is 'Asia/Atlantis'; it must be one of Asia/Jakarta"),
        ('"WIB"', '"WIT"', "zone_label is 'WIT'; Asia/Jakarta is called WIB"),
        ("capital = ", "capitol = ", "capital is missing"),
        ("founded = 1957-03-04", 'founded = "lama"', "founded must be a day"),
        ("[example]", "unheard = 1\n[example]", "unheard is not known; there are code, name"),
        ('police = "polda"', 'police = "nobody"', "offices.police 'nobody' is no agency of agencies.csv"),
        ("[names]", "[[names", "is no TOML"),
    ],
)
def test_a_fault_of_what_no_table_holds_is_told(pack: Path, old: str, new: str, told: str) -> None:
    change(pack / "province.toml", old, new)
    [fault] = faults(pack)
    assert fault.startswith(f"{pack}/province.toml")
    assert told in fault


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("pillars.csv", "is missing; a pack has it even if it has only its head"),
        ("map/context.json", "is missing; python -m db.geodata.prepare makes it"),
        ("province.toml", "cannot be read (No such file or directory); PROVINCE_PACK names a pack's folder"),
    ],
)
def test_a_file_that_is_not_there_is_told(pack: Path, file: str, told: str) -> None:
    (pack / file).unlink()
    assert [each for each in faults(pack) if each.startswith(f"{pack}/{file}") and told in each]


def test_a_region_that_is_not_drawn_is_told(pack: Path) -> None:
    change(pack / "map/kabupaten.json", '"kode": "31.02"', '"kode": "31.99"', line=1)
    assert [each for each in faults(pack) if "map/kabupaten.json: '31.02' is drawn but in no table" in each]


def test_the_command_says_what_is_wrong_and_fails(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-pack", str(pack)]) == 0
    assert "is sound: province 31, Contoh" in capsys.readouterr().out
    change(pack / "agencies.csv", ",31,", ",,", line=3)
    assert main(["check-pack", str(pack)]) == 1
    assert "agencies.csv:3: agency 'setda' has no region_code" in capsys.readouterr().err


def test_a_server_with_a_faulty_pack_is_refused(
    pack: Path, clock: Clock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(pack / "agencies.csv", ",31,", ",,", line=3)
    monkeypatch.setattr("db.startup.PACK", pack)
    with pytest.raises(NotReady, match=r"agencies\.csv:3: agency 'setda'") as refused:
        prepare(Settings(database_url, Mode.PRODUCTION, clock))
    assert "PROVINCE_PACK" in refused.value.sentence


def test_a_database_is_filled_from_a_sound_pack_only(pack: Path) -> None:
    (pack / "desa.csv").unlink()
    with pytest.raises(BadPack, match=r"desa\.csv: is missing"):
        require_sound(pack)


def test_a_server_is_refused_by_a_database_of_another_province(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.startup.HERE", replace(HERE, code="31", name="Contoh"))
    url = engine.url.render_as_string(hide_password=False)
    with pytest.raises(
        NotReady, match=r"of province 53 \(Nusa Tenggara Timur\), PROVINCE_PACK of 31"
    ) as refused:
        prepare(Settings(url, Mode.PRODUCTION, clock))
    assert refused.value.sentence.startswith(
        "Basis data ini milik Provinsi Nusa Tenggara Timur, bukan Contoh."
    )


def refused_of_changed(engine: Engine, clock: Clock) -> NotReady:
    url = engine.url.render_as_string(hide_password=False)
    with pytest.raises(NotReady, match="is in only one of the database and") as refused:
        prepare(Settings(url, Mode.PRODUCTION, clock))
    return refused.value


def test_a_server_is_refused_by_a_pack_that_knows_other_places_than_its_database(
    engine: Engine, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = Path(copytree(ROOT / "db/provinces/ntt", tmp_path / "pack"))
    for file in ("kecamatan.csv", "desa.csv", "map/kecamatan.json"):
        written = (pack / file).read_text("utf-8")
        (pack / file).write_text(written.replace("53.01.04", "53.01.99"), "utf-8")
    assert faults(pack) == [], "by itself it is sound"
    monkeypatch.setattr("db.startup.PACK", pack)
    refused = refused_of_changed(engine, clock)
    assert str(refused).startswith("'53.01.04' is in only one")
    assert "PROVINCE_PACK" in refused.sentence


def test_a_server_is_refused_by_a_pack_that_gives_a_part_to_an_agency_its_database_does_not_know(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices = replace(HERE.offices, police="polda-baru")
    monkeypatch.setattr("db.startup.HERE", replace(HERE, offices=offices))
    assert str(refused_of_changed(engine, clock)).startswith("'polda-baru' is in only one")


def test_the_setting_names_a_folder_below_the_application_or_any_other(tmp_path: Path) -> None:
    assert folder({}) == ROOT / "db/provinces/ntt"
    assert folder({"PROVINCE_PACK": "db/provinces/lain"}) == ROOT / "db/provinces/lain"
    assert folder({"PROVINCE_PACK": str(tmp_path)}) == tmp_path


def test_a_process_without_a_pack_ends_with_one_sentence(tmp_path: Path) -> None:
    ended = started("-m", "db", "status", pack=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.strip().count("\n") == 0
    assert "province.toml cannot be read (No such file or directory)" in ended.stderr


def started(*arguments: str, pack: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PROVINCE_PACK": str(pack)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("plan", "tests"), [(SERVED, "inside.py"), (FIRST_DAY, "first_day.py")], ids=["lived in", "first day"]
)
def test_another_province_is_served_without_a_word_of_ntt(tmp_path: Path, plan: Plan, tests: str) -> None:
    """In a process that has never known another province."""
    pack = make(plan, tmp_path / "pack")
    ended = started("-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/provinces/{tests}", pack=pack)
    assert ended.returncode == 0, ended.stdout[-6_000:]
