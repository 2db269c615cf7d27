"""The rules that the folders stand for: who may import whom, what a page is, and what never ships.

A failing test names the file, what was found in it, and where it belongs.
"""

import ast
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from domain import addresses
from domain.access.permissions import Permission
from domain.words import audit

ROOT = Path(__file__).resolve().parent.parent
OURS = ("domain", "db", "reports", "views", "components", "server", "jobs", "pages")
SKIPPED = {
    ".git",
    ".venv",
    "var",
    "__pycache__",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    "node_modules",
}
LONGEST_PAGE = 90
LONGEST_MODULE = 500
_TABLE = "a table: its rows are read one at a time"
_ONE_READER = "one reader of one text; its rules decide in one order, and what they share is nobody else's"
_TWO_SUBJECTS = "could be divided: "
LONGER = {
    "domain/notices/kinds.py": _TABLE,
    "domain/words/labels.py": _TABLE,
    "domain/words/audit.py": _TABLE,
    "db/notifying.py": _TABLE,
    "domain/attention/rules.py": _TABLE,
    "domain/numbers.py": _ONE_READER,
    "domain/imports/columns.py": _ONE_READER,
    "domain/imports/context.py": _ONE_READER,
    "domain/imports/heading_rows.py": _ONE_READER,
    "domain/imports/headings.py": _ONE_READER,
    "domain/imports/layout.py": _ONE_READER,
    "domain/imports/places.py": _ONE_READER,
    "domain/imports/registers/cells.py": _ONE_READER,
    "domain/disclosure/suppression.py": "one rule with its proof",
    "server/gate.py": "one guard: in what order it asks is what it is for",
    "server/deck.py": "one set of slides, which share what the room may see",
    "db/queries/minutes.py": "what is sealed, and how a seal is checked, must agree line by line",
    "db/commands/imports.py": _TWO_SUBJECTS + "reading, and storing with its undoing",
    "components/imports/desk.py": _TWO_SUBJECTS + "sending, and what is done with a delivery",
}
"""Modules of the product that are longer, and why; what could be divided is, when it is next touched."""


@dataclass(frozen=True)
class Layer:
    """A part of the tree, what it may import, and where to go instead."""

    inside: str
    but_not: str
    may: frozenset[str]
    for_types_only: frozenset[str]
    instead: str

    def holds(self, path: str) -> bool:
        return _is_below(path, self.inside) and not (self.but_not and _is_below(path, self.but_not))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def layer(inside: str, may: str, *, instead: str, but_not: str = "", for_types_only: str = "") -> Layer:
    return Layer(inside, but_not, frozenset(may.split()), frozenset(for_types_only.split()), instead)


LAYERS = [
    layer(
        "domain",
        "stdlib domain numpy pandas babel zxcvbn pyotp",
        instead="a rule takes plain values; whoever calls it fetches them",
    ),
    layer(
        # holidays: the only outside calendar; the domain is given the days as a plain set.
        "db",
        "stdlib db domain sqlalchemy alembic argon2 psycopg pandas babel fsspec pikepdf PIL pi_heif openpyxl "
        "holidays python_calamine pyrage xlrd",
        but_not="db/geodata/prepare.py",
        instead="queries return rows and commands take plain values; screens and documents come later",
    ),
    layer(
        "db/geodata/prepare.py",
        "stdlib db domain shapely",
        instead="this runs once, by hand; it prepares files and touches nothing else",
    ),
    layer(
        "reports",
        "stdlib reports domain openpyxl typst segno markupsafe icalendar docx",
        instead="a report receives rows; views/documents.py fetches them",
    ),
    layer(
        "views",
        "stdlib views reports db domain sqlalchemy",
        instead="a view asks and puts together; what it needs of the session is an argument",
    ),
    layer(
        "components",
        "stdlib components reports domain pandas streamlit folium branca jinja2 markupsafe streamlit_folium",
        but_not="components/runtime",
        for_types_only="db.queries views components.runtime",
        instead="a component receives data and returns intent; views read, components/runtime writes",
    ),
    layer(
        "components/runtime",
        "stdlib components views reports db domain streamlit",
        instead="this is the only seam between a page and the session and commands",
    ),
    layer(
        "server",
        "stdlib server components views reports db domain streamlit starlette anyio sqlalchemy jinja2 "
        "markupsafe uvicorn prometheus_client authlib joserfc requests urllib3",
        instead="what is Starlette: gate, sign-in, routes; what is drawn by Streamlit belongs to components",
    ),
    layer(
        "jobs",
        "stdlib jobs views reports db domain sqlalchemy",
        instead="a job asks views and has commands done, like a screen that nobody sits at",
    ),
    layer(
        "pages",
        "stdlib components views db.queries db.backend domain streamlit",
        instead="a page asks with views.ask, shows with components, acts by components.runtime.writes",
    ),
    layer(
        "app.py",
        "stdlib server jobs streamlit",
        instead="the entry file only starts what server/ and jobs/ hold",
    ),
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def files(*endings: str, below: tuple[str, ...] = ("",)) -> list[Path]:
    """Every file of the repository with one of the endings, tracked or not."""
    found = []
    for start in below:
        top = ROOT / start
        paths = [top] if top.is_file() else top.rglob("*")
        found += [
            path
            for path in paths
            if path.is_file()
            and not SKIPPED & set(path.relative_to(ROOT).parts)
            and (not endings or path.suffix in endings)
        ]
    return sorted(found)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def module(path: Path) -> str:
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


PRODUCT = files(".py", below=(*OURS, "app.py"))
MODULES = frozenset(map(module, PRODUCT))
PAGES = [path for path in files(".py", below=("pages",)) if path.name not in ("frame.py", "__init__.py")]


def ids(paths: list[Path]) -> list[str]:
    return [name(path) for path in paths]


@dataclass(frozen=True)
class Import:
    module: str
    line: int
    for_types_only: bool


def imports(path: Path) -> Iterator[Import]:
    """Every import, wherever it stands; those below ``if TYPE_CHECKING`` are marked."""
    module = tree(path)
    guarded = {
        inner
        for node in ast.walk(module)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            # `from components import runtime` imports a module too.
            names = [
                base if (node.level or not _is_module(base, a.name)) else f"{base}.{a.name}"
                for a in node.names
            ]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            names = ["a module named at run time"]
        else:
            continue
        for each in names:
            yield Import(each, node.lineno, node in guarded)


def _is_module(base: str, child: str) -> bool:
    place = ROOT.joinpath(*base.split("."), child)
    return place.is_dir() or place.with_suffix(".py").is_file()


def allowed(each: Import, rule: Layer) -> bool:
    first = each.module.partition(".")[0]
    if rule.inside == "components" and _names(each.module, "components.runtime"):
        return each.for_types_only
    if "stdlib" in rule.may and first in sys.stdlib_module_names:
        return True
    if any(_names(each.module, known) for known in rule.may):
        return True
    return each.for_types_only and any(_names(each.module, known) for known in rule.for_types_only)


def _names(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("path", PRODUCT, ids=ids(PRODUCT))
def test_imports_point_inward(path: Path) -> None:
    [rule] = [each for each in LAYERS if each.holds(name(path))]
    wrong = [
        f"{name(path)}:{each.line} imports {each.module}; {rule.instead}"
        for each in imports(path)
        if not allowed(each, rule)
    ]
    assert wrong == []


def _loads(path: Path) -> set[str]:
    """Modules of ours that are there before this one can be: what it imports as it is loaded."""
    found = set()
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{each.name}" for each in node.names}
            found |= inside & MODULES or {node.module}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found & MODULES


def test_no_modules_wait_for_each_other() -> None:
    """Which of them is loaded first is chance: what one test finds whole, another one finds half made."""
    try:
        TopologicalSorter({module(path): _loads(path) - {module(path)} for path in PRODUCT}).prepare()
    except CycleError as circle:
        pytest.fail(f"modules import each other; give what they share a module: {circle.args[1]}")


def test_every_product_file_belongs_to_exactly_one_layer() -> None:
    homes = {name(path): sum(each.holds(name(path)) for each in LAYERS) for path in PRODUCT}
    assert {path: count for path, count in homes.items() if count != 1} == {}
    assert len(homes) > 50


def test_the_top_level_holds_no_other_package() -> None:
    with_code = {path.relative_to(ROOT).parts[0] for path in files(".py")}
    assert with_code - {*OURS, "app.py", "tests"} == set()


@pytest.mark.parametrize("path", PAGES, ids=ids(PAGES))
def test_a_page_begins_with_its_guard(path: Path) -> None:
    guards = [node for node in tree(path).body if not _comes_before_a_guard(node)][:1]
    found = ast.unparse(guards[0]) if guards else ""
    match = re.fullmatch(r"(?:\w+ = )?session\.require\(Permission\.(\w+)\)", found)
    assert match, f"{name(path)} begins with '{found}'; it must begin with session.require(Permission.X)"
    assert match[1] in Permission.__members__


def _comes_before_a_guard(node: ast.stmt) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    value = node.value if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign) else None
    return isinstance(value, ast.Constant)


@pytest.mark.parametrize("path", PAGES, ids=ids(PAGES))
def test_a_page_is_an_outline(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_PAGE, f"{name(path)} has {lines} lines; move drawing to components"


def test_a_module_is_read_in_one_sitting() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in PRODUCT}
    long = {path for path, count in lines.items() if count > LONGEST_MODULE and "migrations" not in path}
    new = sorted(long - LONGER.keys())
    assert not new, f"more than {LONGEST_MODULE} lines; divide by subject: {new}"
    assert LONGER.keys() <= long, f"short enough by now: {sorted(LONGER.keys() - long)}"


@pytest.mark.parametrize("path", PAGES, ids=ids(PAGES))
def test_a_page_defines_nothing(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    found = [f"{name(path)}:{node.lineno}" for node in ast.walk(tree(path)) if isinstance(node, kinds)]
    assert found == [], "functions and classes belong to components or domain"


SQL = re.compile(r"\b(select\s.+\sfrom|insert\s+into|update\s.+\sset|delete\s+from)\b", re.I | re.S)
HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>")


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [(SQL, "questions belong to db/queries"), (HTML, "markup belongs to components")],
    ids=["sql", "html"],
)
def test_no_page_holds_another_language(pattern: re.Pattern[str], instead: str) -> None:
    found = [
        f"{name(path)}:{node.lineno} {node.value!r}"
        for path in [*PAGES, ROOT / "pages" / "frame.py"]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.search(node.value)
    ]
    assert found == [], instead


MARKUP_ELSEWHERE = {
    "server/html.py": "rewrites Streamlit's own page, whose tags it has to name",
    "reports/qr.py": "one picture, for paper and screen alike",
}


def test_only_the_kit_and_the_templates_hold_markup() -> None:
    found = [
        f"{name(path)}:{text.lineno} {str(text.value)[:60]!r}"
        for path in PRODUCT
        if name(path) not in MARKUP_ELSEWHERE
        for text in texts(path)
        if HTML.search(str(text.value))
    ]
    assert found == [], "components/templates has a macro for it, or should get one; say it by markup.render"


def test_no_template_lets_a_value_through_unescaped() -> None:
    found = [
        name(path)
        for path in files(".html", below=("components/templates", "server/templates"))
        if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text("utf-8"))
    ]
    assert found == []


@cache
def rendered() -> list[tuple[str, ast.Call]]:
    """Not while tests are collected, which every worker does."""
    return [
        (name(path), node)
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"render", "markup.render"}
    ]


MACRO = re.compile(r"{% macro (\w+)\((.*?)\) %}")


def macros() -> dict[str, tuple[set[str], set[str]]]:
    """By ``subject.macro``: the values it takes, and those of them that it can do without."""
    found = {}
    for path in files(".html", below=("components/templates",)):
        for macro, signature in MACRO.findall(path.read_text("utf-8")):
            each = [value.strip() for value in signature.split(",") if value.strip()]
            names = {value.partition("=")[0] for value in each}
            found[f"{path.stem}.{macro}"] = (
                names,
                {value.partition("=")[0] for value in each if "=" in value},
            )
    return found


def test_a_macro_is_given_exactly_the_values_it_takes() -> None:
    known, wrong = macros(), []
    for file, call in rendered():
        macro = ast.literal_eval(call.args[0])
        given = {keyword.arg for keyword in call.keywords}
        takes, optional = known.get(macro, (set(), set()))
        if macro not in known or not takes - optional <= given <= takes:
            wrong.append(f"{file}:{call.lineno} {macro}({', '.join(sorted(map(str, given ^ takes)))})")
    assert wrong == [], "a macro that is not there, or a value too many or too few"
    assert len(rendered()) > 50


def test_no_macro_is_left_over() -> None:
    used = {ast.literal_eval(call.args[0]) for _, call in rendered()}
    inside = "".join(path.read_text("utf-8") for path in files(".html", below=("components/templates",)))
    left = [
        macro
        for macro in macros()
        if macro not in used and len(re.findall(rf"\b{macro.partition('.')[2]}\(", inside)) < 2
    ]
    assert left == []


def test_every_page_is_listed_in_the_frame_and_lies_one_folder_deep() -> None:
    """Streamlit would serve a file directly in pages/ past the frame, at an address of its own."""
    frame = (ROOT / "pages" / "frame.py").read_text("utf-8")
    listed = set(re.findall(r'page\(\s*"([a-z_/]+)"', frame))
    assert {name(path).removeprefix("pages/").removesuffix(".py") for path in PAGES} == listed
    assert {len(path.relative_to(ROOT / "pages").parts) for path in PAGES} == {2}


def test_a_page_of_the_menu_is_guarded_by_the_permission_that_shows_it() -> None:
    frame = (ROOT / "pages" / "frame.py").read_text("utf-8")
    shown = dict(re.findall(r'page\(\s*"([a-z_/]+)"[^)]*Permission\.(\w+)', frame))
    guarded = {
        name(path).removeprefix("pages/").removesuffix(".py"): re.findall(
            r"session\.require\(Permission\.(\w+)\)", path.read_text("utf-8")
        )
        for path in PAGES
    }
    assert guarded == {page: [permission] for page, permission in shown.items()}


def test_nobody_lets_html_through_unescaped() -> None:
    unsafe = "unsafe_allow_" + "html"
    found = [name(path) for path in files(".py") if unsafe in path.read_text("utf-8")]
    assert found == [], "components/kit/markup.py escapes; use markup.show"


def test_a_form_is_sent_by_a_button_of_its_own() -> None:
    """A button without a key is the same in every session: pressed over a restart, it sends an empty form."""
    sends = "st.form_" + "submit_button("
    found = [name(path) for path in files(".py") if sends in path.read_text("utf-8")]
    assert found == ["components/kit/forms.py"], "use forms.submit"


def test_a_file_is_offered_where_it_asks_again_who_takes_it() -> None:
    """Its press comes past the guard of the page, from a page that may have been drawn for another."""
    offers = "st.download_" + "button("
    found = [name(path) for path in files(".py") if offers in path.read_text("utf-8")]
    assert found == ["components/kit/downloads.py"], "use downloads.button"


CACHES = {"cache_data", "cache_resource"}


def test_answers_are_cached_by_views_alone() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in CACHES)
        or (isinstance(node, ast.alias) and node.name in CACHES)
    ]
    assert found == [], "what is to be cached is a cached query or a view below @cached; see views/ask.py"


def cached_functions(path: Path) -> list[ast.FunctionDef]:
    """Views below ``@cached`` and queries that are declared as cached."""
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and any(
            each == "cached" or (each.startswith("query(") and "cached=True" in each)
            for each in map(ast.unparse, node.decorator_list)
        )
    ]


KEEPING = files(".py", below=("views", "db/queries"))


def with_what_it_calls(path: Path, function: ast.FunctionDef) -> list[ast.FunctionDef]:
    """A function, and those of its own file that it calls, through others too; but none that asks for itself
    whether there is something cached."""
    cached = {each.name for each in cached_functions(path)}
    own = {each.name: each for each in tree(path).body if isinstance(each, ast.FunctionDef)}
    found, waiting = {function.name: function}, [function]
    while waiting:
        for node in ast.walk(waiting.pop()):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if called in own.keys() - cached - found.keys():
                found[called] = own[called]
                waiting.append(own[called])
    return list(found.values())


def test_a_cached_answer_depends_on_nothing_but_its_arguments() -> None:
    wrong = [
        f"{name(path)}:{node.lineno} {function.name} calls {node.func.id}()"
        for path in KEEPING
        for function in cached_functions(path)
        for part in with_what_it_calls(path, function)
        for node in ast.walk(part)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"now", "today", "is_sample", "backend"}
    ]
    assert wrong == [], "the day and the moment are arguments: an answer is cached for other days, too"


def test_cached_functions_are_found_at_all() -> None:
    assert sum(len(cached_functions(path)) for path in KEEPING) >= 40


PATHS = [*addresses.Page, *addresses.Endpoint]
_FIRST_PARTS = "|".join(sorted({path.split("/")[1] for path in PATHS} - {""}))
OWN_PATH = re.compile(rf"""(?:^|["'=])(/(?:{_FIRST_PARTS})(?![\w-]))""")
"""A path of ours where an address may begin: at the start of a text, or of an attribute in it."""


def texts(path: Path) -> Iterator[ast.Constant]:
    """Every string a file holds, the docstrings left out."""
    module = tree(path)
    explaining = {node.value for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explaining:
            yield node


def test_an_address_is_written_in_one_place() -> None:
    found = [
        f"{name(path)}:{text.lineno} {match[1]}"
        for path in PRODUCT
        if name(path) != "domain/addresses.py"
        for text in texts(path)
        if (match := OWN_PATH.search(str(text.value)))
    ]
    assert found == [], "domain/addresses.py has a function for it, or should get one"


TAKE_APART = {
    "domain/addresses.py": "the one place",
    "domain/access/hosts.py": "a host that is none is refused there",
    "db/settings.py": "an address that is none is a setting that is none",
    "db/evidence/scanning.py": "the settings have looked at it",
    "jobs/mailer.py": "the settings have looked at it",
}


def test_an_address_that_somebody_typed_is_taken_apart_in_one_place() -> None:
    """``https://[`` is one that Python takes apart by raising, which a screen answers as a fault of ours."""
    found = {name(path) for path in PRODUCT if re.search(r"\burl(?:split|parse)\(", path.read_text("utf-8"))}
    assert found == set(TAKE_APART), "domain.addresses.parts_of says that such an address has no parts"


PUBLISHED_NUMBER = re.compile(
    r"(?:^|[ (≥<])\d+ (?:hari|jam|menit|pekan|bulan|poin|huruf|persen|%)(?![\w-])"
    r"|\bper 100\.000\b|\bmulai \d+;"
)
"""A day, hour, share or threshold of a rule, typed into a sentence."""
NUMBERS_THAT_ARE_NO_RULE = {
    "domain/time/date_words.py": "examples of what may be typed as a date",
    "db/migrations/versions/0051_what_figures_are.py": "what a page has published, word for word",
}


def test_an_exception_from_published_numbers_is_still_needed() -> None:
    stale = [
        path
        for path in NUMBERS_THAT_ARE_NO_RULE
        if not any(PUBLISHED_NUMBER.search(str(text.value)) for text in texts(ROOT / path))
    ]
    assert stale == [], "delete it, or the file is unguarded for nothing"


def test_a_published_number_is_said_by_its_constant() -> None:
    found = [
        f"{name(path)}:{text.lineno} {match[0].strip()!r} in {str(text.value)[:60]!r}"
        for path in PRODUCT
        if name(path) not in NUMBERS_THAT_ARE_NO_RULE and not _is_below(name(path), "db/seed")
        for text in texts(path)
        if (match := PUBLISHED_NUMBER.search(str(text.value)))
    ]
    found += [
        f"{name(path)}: {match[0].strip()!r}"
        for path in files(".html", below=("components/templates", "server/templates"))
        for match in PUBLISHED_NUMBER.finditer(
            re.sub(r"<(style|script).*?</\1>", "", path.read_text("utf-8"), flags=re.S)
        )
    ]
    assert found == [], (
        "write the sentence from the constant by which the rule decides; domain/words/rules.py"
    )


MAKERS_WORD = re.compile(r"python -m|\bpustaka\b|\bbenih\b|\bholidays\b|\bStreamlit\b|\.py\b", re.I)
"""What tells an official how this is made: a command, a library, a file of ours."""


def test_no_screen_and_no_paper_speaks_of_how_it_is_made() -> None:
    found = [
        f"{name(path)}:{text.lineno} {match[0]!r} in {str(text.value)[:60]!r}"
        for path in files(".py", below=("components", "pages", "views", "reports", "domain/words", "db/seed"))
        for text in texts(path)
        if " " in str(text.value) and (match := MAKERS_WORD.search(str(text.value)))
    ]
    found += [
        f"{name(path)}: {match[0]!r}"
        for path in files(".html", ".csv", below=("components/templates", "server/templates", "db/provinces"))
        for match in MAKERS_WORD.finditer(
            re.sub(r"{#.*?#}|/\*.*?\*/|<(style|script).*?</\1>", "", path.read_text("utf-8"), flags=re.S)
        )
    ]
    assert found == [], "say what its reader can do or look up"


def _of_one_province() -> re.Pattern[str]:
    """Names of the province, its zone, its kabupaten and their seats, and its codes."""
    with (ROOT / "db/provinces/ntt/kabupaten.csv").open(encoding="utf-8", newline="") as file:
        places = [row[name] for row in csv.DictReader(file) for name in ("nama_pendek", "ibu_kota")]
    names = ("NTT", "Nusa Tenggara", "Asia/Makassar", "WITA", "6 Agustus 2025", "22 kabupaten", *places)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)|(?<![\w.])53(?=\.\d\d)|^53$")


OF_ALL_PROVINCES = {
    "domain/places/province.py": "the zones of the country",
    "domain/imports/places.py": "the provinces of the country, by which files name places elsewhere",
}
THE_PROVINCES_OWN = ("db/migrations", "db/seed/demo", "db/provinces")
"""What was once written into databases of NTT, the story of its sample, and the pack itself."""


def test_what_is_of_one_province_is_said_by_its_pack() -> None:
    of_one, found = _of_one_province(), []
    for path in PRODUCT:
        if name(path) in OF_ALL_PROVINCES or any(_is_below(name(path), each) for each in THE_PROVINCES_OWN):
            continue
        found += [
            f"{name(path)}:{text.lineno} {match[0]!r}"
            for text in texts(path)
            if (match := of_one.search(str(text.value)))
        ]
    for path in files(
        ".html", ".typ", ".js", ".css", ".svg", below=("server", "components", "reports", "static")
    ):
        if not _is_below(name(path), "static/vendor"):
            text = COMMENTS.get(path.suffix, re.compile("$^")).sub("", path.read_text("utf-8"))
            text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
            found += [f"{name(path)}: {match[0]!r}" for match in of_one.finditer(text)]
    assert found == [], "say it by domain.places.province.HERE; the value stands in the pack"


def test_a_public_class_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = {}
    for path in PRODUCT:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(f"{name(path)}:{node.lineno}")
    twice = {each: where for each, where in places.items() if len(where) > 1}
    assert twice == {}, "one name, one meaning: say what is special about one of them"


def test_what_a_component_draws_stands_on_some_screen() -> None:
    """A form that no page shows is a command that nobody can give."""
    words = Counter(re.findall(r"\w+", "\n".join(path.read_text("utf-8") for path in PRODUCT)))
    unshown = [
        f"{name(path)}: {node.name}"
        for path in files(".py", below=("components",))
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and words[node.name] == 1
    ]
    assert unshown == [], "show it on a page, or delete it"


SHIPPED = files(
    ".py",
    ".css",
    ".js",
    ".html",
    ".toml",
    ".svg",
    ".json",
    ".ini",
    below=(*OURS, "static", ".streamlit", "app.py", "alembic.ini"),
)
ADDRESS = re.compile(
    r"(?:(?:https?|wss?):|(?<![\w:/]))//((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[/\"'\s):?#]|$)", re.I
)
COMMENTS = {
    ".js": re.compile(r"/\*.*?\*/", re.S),
    ".css": re.compile(r"/\*.*?\*/", re.S),
    ".html": re.compile(r"<!--.*?-->", re.S),
    ".svg": re.compile(r"<!--.*?-->", re.S),
}
NAMED_ONLY = {
    "www.w3.org": "the name of a namespace; nothing is fetched from there",
    "wa.me": "a link that the user's own browser opens; nothing of ours asks it",
    "leafletjs.com": "a link in Leaflet's attribution, which our maps leave out",
}


def test_nothing_that_ships_asks_another_host() -> None:
    found = []
    for path in SHIPPED:
        if _is_below(name(path), "db/provinces"):
            continue
        text = path.read_text("utf-8")
        if path.suffix in COMMENTS:
            text = COMMENTS[path.suffix].sub("", text)
        found += [f"{name(path)}: {host}" for host in ADDRESS.findall(text) if host not in NAMED_ONLY]
    assert found == [], "everything is served by the application itself: put the file into static/"


@pytest.mark.parametrize(
    "text",
    [
        'src="https://cdn.example.com/x.js"',
        "url(//fonts.example.com/a.woff2)",
        "wss://live.example.org",
        "http://example.net",
    ],
)
def test_an_outside_address_is_recognised(text: str) -> None:
    assert ADDRESS.search(text)


@pytest.mark.parametrize("text", ["a // b", "sqlite:///x.db", "http://localhost:8501", "http://127.0.0.1/"])
def test_what_stays_on_this_machine_is_no_outside_address(text: str) -> None:
    assert not ADDRESS.search(text)


def test_nothing_names_a_place_outside_the_repository() -> None:
    """Written apart, so that this file passes its own test."""
    foreign = re.compile(
        rb"\.\./" + b"shared" + rb"|(?<![\w.])/" + b"(work|root)/" + rb"|(?<![\w.])/" + b"(home|Users)/[a-z]"
    )
    found = [
        f"{name(path)}: {match[0].decode()}"
        for path in files()
        if (match := foreign.search(path.read_bytes()))
    ]
    assert found == []


def test_a_test_gives_back_what_it_put_in_place_and_nothing_of_its_fixtures() -> None:
    """One that gave all of it back left its process standing behind all others for the rest of a run."""
    all_of_it = "monkeypatch." + "undo("
    assert [name(path) for path in files(".py", below=("tests",)) if all_of_it in path.read_text()] == []


CASE_WRITES = re.compile(r"\b(insert|update|delete)\(CaseRecord\)|(?<!class )\bCaseRecord\([a-z*]")


def test_case_records_are_written_in_one_place() -> None:
    """Whoever writes past it leaves the summaries, and with them the map, behind."""
    found = [name(path) for path in PRODUCT if CASE_WRITES.search(path.read_text("utf-8"))]
    assert found == ["db/commands/cases.py"]


READERS = {"by", "actor", "scope"}


def _compares_own_agency(file: Path) -> Iterator[int]:
    """Lines that hold something against the number of the reader's agency."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Compare) and not isinstance(node.ops[0], ast.Is | ast.IsNot):
            for part in ast.walk(node):
                if isinstance(part, ast.Attribute) and part.attr == "agency_id":
                    of = part.value
                    if (of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")) in READERS:
                        yield node.lineno


def test_what_is_somebodys_own_is_also_what_went_over_into_their_agency() -> None:
    """Ask ``is_of`` or ``agencies``: a number alone forgets the agencies that were merged into it."""
    found = [f"{name(path)}:{line}" for path in PRODUCT for line in _compares_own_agency(path)]
    assert found == []


def _recorded(file: Path) -> Iterator[tuple[str, str]]:
    """What a file writes into the trail: ("subject", ...) and ("key", ...)."""
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not (
            isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "record"
        ):
            continue
        if len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
            yield "subject", str(call.args[1].value)
        for given in call.keywords:
            if given.arg in ("before", "after") and isinstance(given.value, ast.Dict):
                for key in given.value.keys:
                    if isinstance(key, ast.Constant):
                        yield "key", str(key.value)


def test_what_is_recorded_in_the_trail_has_indonesian_words() -> None:
    known = {"subject": audit.AUDIT_SUBJECTS, "key": audit.AUDIT_KEYS}
    recorded = {each for file in (ROOT / "db").rglob("*.py") for each in _recorded(file)}
    assert len(recorded) > 40
    assert sorted((kind, word) for kind, word in recorded if word not in known[kind]) == []
