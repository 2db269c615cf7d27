"""A missing browser is said in one sentence and never passed over."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser import need_chromium


def test_a_browser_named_in_the_environment_is_taken(tmp_path: Path) -> None:
    browser = tmp_path / "my-browser"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    assert need_chromium.chromium_path({"CHROMIUM": str(browser)}) == str(browser)


def test_a_name_without_a_program_is_refused_rather_than_replaced() -> None:
    with pytest.raises(need_chromium.NoChromium, match="CHROMIUM is '/nowhere/chromium'"):
        need_chromium.chromium_path({"CHROMIUM": "/nowhere/chromium"})


def test_without_a_browser_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    assert need_chromium.main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"apt-get install {need_chromium.PACKAGE}" in said


def test_what_fails_to_install_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(need_chromium, "may_install", lambda: True)

    def broken(command: list[str], **_: object) -> object:
        return subprocess.CompletedProcess(command, 100, "E: no network\n", "")

    monkeypatch.setattr(subprocess, "run", broken)
    assert need_chromium.main() == 1
    assert "E: no network" in capsys.readouterr().err
