"""Who signs out with something unsent on this device is asked first, and nobody is kept from leaving."""

import pytest

from tests.browser.modules import Modules

SHELVES = "Promise.all([import('/forms/device.js'), import('/forms/files.js')])"
ACTING = {"user": 9, "person": 7, "sign_out": "/keluar"}
"""Account 7, who stands in for the office whose account is 9."""


def way_out(modules: Modules, left: str = "", given: str = "") -> str:
    """Where a click on the way out leads after ``left`` was done: to an address, or to the question."""
    body = f"""async (module, data) => {{
      const [{{ Shelf }}, {{ FileShelf }}] = await {SHELVES};
      await new FileShelf(7).forget("report");
      {left};
      {given};
      const way = document.createElement("a");
      way.href = "/keluar";
      way.innerHTML = "<b>Keluar</b>";
      document.body.append(way);
      const end = module.default({{ data }});
      const led = new Promise((done) => {{
        navigation.addEventListener("navigate", (event) => {{
          event.preventDefault();
          done(new URL(event.destination.url).pathname);
        }}, {{ once: true }});
        new MutationObserver(() => done("asked"))
          .observe(document.querySelector("dialog"), {{ attributes: true }});
      }});
      way.firstChild.click();
      const found = await led;
      document.querySelector("dialog").close();
      way.remove();
      end();
      return found;
    }}"""
    return str(modules.run("leaving.js", body, ACTING))


def test_who_has_sent_everything_leaves_unasked(modules: Modules) -> None:
    assert way_out(modules) == "/keluar"


@pytest.mark.parametrize(
    "left",
    [
        "new Shelf(9).keep('x', {})",
        "new Shelf(7).keep('x', {})",
        "await new FileShelf(7).keep('report', { blob: new Blob(['x']), name: 'foto.jpg', size: 1 })",
        "document.documentElement.append(Object.assign(document.createElement('small'), "
        "{ className: 'gb-field-state' })); document.querySelector('small').dataset.state = 'nowhere'",
    ],
    ids=["of the office", "of one's own", "a photo on its way", "what could not be kept"],
)
def test_who_has_something_unsent_is_asked_first(modules: Modules, left: str) -> None:
    assert way_out(modules, left) == "asked"
    modules.page.evaluate("document.querySelectorAll('small').forEach((each) => each.remove())")


def test_what_another_account_left_is_no_question_to_this_one(modules: Modules) -> None:
    assert way_out(modules, "new Shelf(8).keep('x', {})") == "/keluar"


@pytest.mark.parametrize(
    "given",
    [
        "Object.defineProperty(window, 'localStorage', { configurable: true, get() { throw new Error(); } })",
        "indexedDB.__proto__.open = () => ({})",
    ],
    ids=["that forbids", "that does not answer"],
)
def test_a_device_keeps_nobody_from_leaving(modules: Modules, given: str) -> None:
    assert way_out(modules, given=given) == "/keluar"
    modules.page.reload()
