"""Addresses of static files: each names the version of the file and of all that it imports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.kit import static_files

MODULE = 'import { rule } from "./parts/rule.js";\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A page's script that imports a rule, which imports another; of other folders nothing is remembered."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "page.js").write_text(MODULE, "utf-8")
    (tmp_path / "parts/rule.js").write_text('export * from "../deep.js";\n', "utf-8")
    (tmp_path / "deep.js").write_text("export const rule = 1;\n", "utf-8")
    monkeypatch.setattr(static_files, "STATIC", tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    static_files.address.cache_clear()
    static_files.with_imports.cache_clear()


def test_a_script_comes_with_what_it_imports_and_what_that_imports(folder: Path) -> None:
    assert static_files.with_imports("page.js") == ("page.js", "parts/rule.js", "deep.js")


@pytest.mark.parametrize(
    "text",
    [
        'import "./deep.js";',
        'import {\n  one,\n  two,\n} from "./deep.js";',
        'export { rule } from "./deep.js";',
        'const [all] = await Promise.all([import("./deep.js")]);',
    ],
)
def test_every_way_to_import_is_followed(folder: Path, text: str) -> None:
    (folder / "page.js").write_text(text, "utf-8")
    assert static_files.with_imports("page.js") == ("page.js", "deep.js")


def test_an_address_changes_with_a_file_that_is_imported_indirectly(folder: Path) -> None:
    before = static_files.address("page.js")
    (folder / "deep.js").write_text("export const rule = 2;\n", "utf-8")
    static_files.address.cache_clear()
    assert static_files.address("page.js") != before


def test_an_address_stays_while_another_file_changes(folder: Path) -> None:
    before = static_files.address("page.js")
    (folder / "other.js").write_text("export const other = 2;\n", "utf-8")
    static_files.address.cache_clear()
    assert static_files.address("page.js") == before


def test_what_a_script_imports_beside_itself_comes_in_the_same_version(folder: Path) -> None:
    """A browser resolves ``./parts/rule.js`` against the address of the script."""
    version = static_files.address("page.js").removesuffix("page.js")
    assert static_files.without_version(version + "parts/rule.js") == ("/app/static/parts/rule.js", True)


@pytest.mark.parametrize(
    "path", ["/app/static/logo.svg", "/app/static/@short/logo.svg", "x@0123456789ab.svg"]
)
def test_a_path_without_a_version_is_left_as_it_is(path: str) -> None:
    assert static_files.without_version(path) == (path, False)


def test_the_copy_of_a_meeting_can_hold_each_module_of_the_shared_screen() -> None:
    """They stand in it as data, and nothing can be imported from beside data."""
    _, *modules = static_files.with_imports("layar.js")
    assert modules
    assert {name: static_files.with_imports(name)[1:] for name in modules} == dict.fromkeys(modules, ())
