"""The box of the search: its keys as rules, and one walk from Ctrl+K to what was found."""

from collections.abc import Callable

from tests.browser.modules import Modules
from tests.browser.reading import Reader


def test_arrows_walk_around_and_nothing_is_chosen_of_nothing(module_page: Modules) -> None:
    moved = module_page.rule("search.js", "moved")
    assert [moved(-1, 3, "ArrowDown"), moved(2, 3, "ArrowDown")] == [0, 0]
    assert [moved(0, 3, "ArrowUp"), moved(-1, 3, "ArrowUp")] == [2, 2]
    assert moved(0, 0, "ArrowDown") == -1


def test_ctrl_k_opens_it_over_a_screen_and_enter_goes_there(reader: Callable[..., Reader]) -> None:
    office = reader()
    office.open("/")
    # A key pressed before the page listens is the browser's own.
    office.page.locator("dialog.gb-find").wait_for(state="attached")
    office.page.keyboard.press("Control+k")
    office.page.get_by_role("combobox", name="Cari").fill("k-11")
    office.page.locator("a.gb-hit.gb-chosen", has_text="K-11").wait_for()
    beside = office.page.get_by_label("Pratinjau")
    beside.get_by_text("Penanggung jawab").wait_for()
    office.page.keyboard.press("Enter")
    office.page.wait_for_url("**/komitmen?kode=K-11")
    assert not office.page.locator("dialog[open]").count()
