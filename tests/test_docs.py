"""The documentation is held to the code: what it names exists, and what exists is named."""

import json
import re
from pathlib import Path

import pytest

from tests import documentation
from tests.documentation import FILES, ROOT

PAGES = [file for file in FILES if file.suffix == ".md"] + [
    ROOT / "db/provinces/ntt/SOURCES.md",
    ROOT / "db/provinces/ntt/README.md",
    ROOT / "static/map/README.md",
]
ADRS = sorted((ROOT / "docs/adr").glob("*.md"))
REQUIREMENTS = sorted(ROOT.glob("requirements*.in"))
CODE = [ROOT / "app.py"] + [
    file
    for folder in ("db", "domain", "views", "components", "server", "pages", "reports", "tests")
    for file in sorted((ROOT / folder).rglob("*.py"))
]

_LINK = re.compile(r"\]\(([^()\s]+)\)|<img[^>]*?src=\"([^\"]+)\"")
_FENCED = re.compile(r"^```.*?^```", re.S | re.M)
THE_SYSTEMS_OWN = {"PATH"}

_READ = re.compile(r"\b(?:environ|environment|getenv)\w*(?:\.get\(|\[|\()\s*\"([A-Z][A-Z_]+)\"")


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def text(file: Path) -> str:
    return file.read_text("utf-8")


@pytest.mark.parametrize("file", FILES, ids=name)
def test_generated_parts_are_up_to_date(file: Path) -> None:
    current = documentation.rewritten(text(file)) == text(file)
    assert current, f"{name(file)} is out of date; run: make docs"


def test_every_generated_part_has_a_place() -> None:
    placed = [part for file in FILES for part in documentation.parts_of(text(file))]
    assert sorted(placed) == sorted(documentation.PARTS)


def anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", text(file)), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_every_internal_link_and_picture_exists(file: Path) -> None:
    broken = []
    for found in _LINK.findall(_FENCED.sub("", text(file))):
        address = found[0] or found[1]
        if re.match(r"[a-z]+:", address):
            continue
        path, _, anchor = address.partition("#")
        target = file.parent / path if path else file
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(address)
    assert not broken, f"{name(file)} leads nowhere with {broken}"


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_every_file_of_ours_that_is_named_exists(file: Path) -> None:
    named = re.findall(r"`((?:\w[\w-]*/)+[\w.*-]+\.(?:py|js|css|html|typ|csv|toml))(?:::\w+)?`", text(file))
    gone = [path for path in named if not any(ROOT.glob(path)) and not any(file.parent.glob(path))]
    assert gone == [], f"{name(file)} names files that are not there"


def commands(file: Path, program: str) -> set[str]:
    """What follows ``program`` wherever the file shows code."""
    content = text(file)
    code = _FENCED.findall(content) + re.findall(r"`[^`\n]+`", _FENCED.sub("", content))
    return {word for piece in code for word in re.findall(rf"\b{program} ([a-z][a-z-]*)", piece)}


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_every_make_target_that_is_named_exists(file: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.M))
    assert commands(file, "make") <= targets


def test_readme_names_every_make_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", text(ROOT / "Makefile"), re.M))
    assert targets - {"help"} <= commands(ROOT / "README.md", "make")


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_every_operator_command_that_is_named_exists(file: Path) -> None:
    known = set(re.findall(r"add_parser\(\"([a-z-]+)\"", text(ROOT / "db/__main__.py")))
    assert commands(file, "python -m db") <= known


def test_readme_documents_exactly_the_environment_variables_that_are_read() -> None:
    read = {variable for file in CODE for variable in _READ.findall(text(file))}
    read |= set(re.findall(r"^([A-Z]+) \?=", text(ROOT / "Makefile"), re.M))
    read -= THE_SYSTEMS_OWN
    section = text(ROOT / "README.md").split("## Environment variables")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)`", section, re.M)) == read


@pytest.mark.parametrize("file", REQUIREMENTS, ids=name)
def test_every_direct_dependency_has_its_line_in_the_adr(file: Path) -> None:
    direct = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", text(file), re.M)
    explained = re.findall(r"^\| `([^`]+)` \|", text(ROOT / "docs/adr/0002-dependencies.md"), re.M)
    assert direct
    missing = set(direct) - set(explained)
    assert not missing, f"docs/adr/0002-dependencies.md does not say why {sorted(missing)}"


def test_the_adr_explains_no_dependency_that_is_gone() -> None:
    direct = {d for f in REQUIREMENTS for d in re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", text(f), re.M)}
    explained = re.findall(r"^\| `([^`]+)` \|", text(ROOT / "docs/adr/0002-dependencies.md"), re.M)
    assert sorted(explained) == sorted(direct)


@pytest.mark.parametrize("file", ADRS, ids=name)
def test_a_decision_fits_on_a_page(file: Path) -> None:
    """Rows of a table are looked up, not read; they do not count."""
    assert sum(not line.startswith("| ") for line in text(file).splitlines()) <= 60
    assert {"## Context", "## Decision", "## Consequences"} <= set(text(file).splitlines())


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [file.name[:4] for file in ADRS] == [f"{number:04d}" for number in range(1, len(ADRS) + 1)]


def test_code_names_in_the_dictionary_of_terms_exist() -> None:
    content = text(ROOT / "docs/data-dictionary.md").split("## Terms")[1].split("\n## ")[0]
    code = [file for file in CODE if not file.is_relative_to(ROOT / "tests")]
    words = {word for file in code for word in re.findall(r"\w+", text(file))}
    words |= {
        word
        for file in (ROOT / "db/provinces/ntt").rglob("*.csv")
        for word in re.findall(r"[\w-]+", text(file))
    }
    rows = [line.split(" | ") for line in content.splitlines() if line.startswith("| ")][2:]
    named = {code for row in rows for code in re.findall(r"`([\w-]+)`", row[2])}
    assert len(rows) > 50
    assert not named - words


def test_every_seed_file_is_described() -> None:
    pack = ROOT / "db/provinces/ntt"
    described = set(re.findall(r"^- \*\*([\w./]+\.csv)\*\*", text(pack / "README.md"), re.M))
    described |= set(re.findall(r"^\| `([^`]+\.csv)`", text(pack / "SOURCES.md"), re.M))
    shipped = {file.relative_to(pack).as_posix() for file in pack.rglob("*.csv")}
    assert described == {*shipped, "../../geodata/destinations.csv"}


def test_every_boundary_file_is_described() -> None:
    pack = ROOT / "db/provinces/ntt"
    described = set(re.findall(r"^\| `([^`]+json)`", text(pack / "SOURCES.md"), re.M))
    shipped = {file.relative_to(pack).as_posix() for file in pack.rglob("*json")}
    assert described == shipped


def test_the_list_of_what_it_consists_of_is_that_of_the_lock() -> None:
    """After a change of requirements.txt: make sbom."""
    listed = json.loads((ROOT / "docs/sbom.cdx.json").read_text("utf-8"))
    locked = (ROOT / "requirements.txt").read_text("utf-8")
    pins = re.findall(r"^([\w.-]+)==([\w.]+)( ; [^\\\n]*)?", locked, re.M)
    always = {(name, version) for name, version, only_on in pins if not only_on}
    found = {(_named(each["name"]), each["version"]) for each in listed["components"]}
    assert always - found == set()
    assert found - {(name, version) for name, version, _ in pins} == set()
    assert listed["metadata"]["timestamp"]


def _named(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("file", [ROOT / "docs/operations.md", ROOT / "deploy/Containerfile"], ids=name)
def test_an_installation_compiles_every_room_for_a_service_that_may_not_write_there(file: Path) -> None:
    [compiled] = re.findall(r"-m compileall -q (.+)", text(file))
    rooms = {each.parent.name for each in ROOT.glob("*/*.py")} - {"tests"}
    assert set(compiled.split()) == {"app.py", *rooms}
