"""The rules of what lies on a device (static/forms/device.js), and of pictures before they leave it."""

from typing import Any

import pytest

from tests.browser.modules import Modules

FILE = "forms/device.js"
DAY = 24 * 3600 * 1000


def on_shelf(modules: Modules, body: str, *given: Any) -> Any:
    """``body`` may use ``shelf(user, day)``: an account's shelf on a day."""
    shelf = (
        f"const shelf = (user, day = 0) => new module.Shelf(user, localStorage, () => 1e12 + day * {DAY});"
    )
    return modules.run(FILE, f"async (module, ...given) => {{ {shelf} {body} }}", *given)


def test_what_was_kept_is_read_again(modules: Modules) -> None:
    kept = on_shelf(modules, "shelf(7).keep('K-11', { texts: 'pos' }); return shelf(7).read('K-11').texts;")
    assert kept == "pos"


def test_nobody_reads_what_another_account_has_typed(modules: Modules) -> None:
    assert on_shelf(modules, "shelf(7).keep('K-11', { texts: 1 }); return shelf(77).read('K-11');") is None


@pytest.mark.parametrize(("day", "stays"), [(6.9, True), (7.1, False)], ids=["within a week", "after a week"])
def test_a_recent_text_is_put_back_and_an_old_one_forgotten(
    modules: Modules, day: float, stays: bool
) -> None:
    body = """shelf(7).keep('x', { text: 'pos' });
      const left = shelf(7, given[0]).readRecent('x');
      return [left !== null, shelf(7).has('x')];"""
    assert on_shelf(modules, body, day) == [stays, stays]


def test_what_others_left_goes_after_a_week_and_the_own_stays(modules: Modules) -> None:
    body = """shelf(7).keep('x', {}); shelf(8).keep('x', {}); shelf(9, 6).keep('x', {});
      localStorage.setItem('gerak:8:broken', '{');
      localStorage.setItem('not ours', '1');
      shelf(7, 8).tidy();
      return Object.keys(localStorage).sort();"""
    assert on_shelf(modules, body) == ["gerak:7:x", "gerak:9:x", "not ours"]


def test_an_account_whose_texts_were_sent_leaves_without_being_asked(modules: Modules) -> None:
    body = """const held = (user, day) => shelf(user, day).holdsAnything();
      shelf(8).keep('x', {}); shelf(7).keep('x', {}); shelf(7).keep('y', {});
      const before = held(7);
      shelf(7).forget('x');
      const half = held(7), late = held(8, 8);
      shelf(7).forget('y');
      return [before, half, late, held(7)];"""
    assert on_shelf(modules, body) == [True, True, False, False]


def test_storage_that_is_full_is_borne(modules: Modules) -> None:
    body = """const full = { setItem() { throw new DOMException("full", "QuotaExceededError"); } };
      module.save('x', {}, full);
      return 'still here';"""
    assert on_shelf(modules, body) == "still here"


def test_what_cannot_be_read_counts_as_nothing(modules: Modules) -> None:
    assert (
        on_shelf(modules, "localStorage.setItem('x', '{'); return module.load('x', 'nothing');") == "nothing"
    )


@pytest.mark.parametrize(
    ("size", "sent"),
    [
        ((4000, 3000), [1600, 1200]),
        ((3000, 4000), [1200, 1600]),
        ((1600, 900), [1600, 900]),
        ((40, 30), [40, 30]),
    ],
)
def test_a_photo_keeps_its_shape_and_no_side_is_longer_than_1600(
    modules: Modules, size: tuple[int, int], sent: list[int]
) -> None:
    assert modules.rule("forms/photo.js", "fitted")(*size) == sent


def test_a_large_photo_leaves_the_phone_smaller(modules: Modules) -> None:
    before, after, width = modules.run(
        "forms/photo.js",
        """async (module) => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [2400, 1200];
          const pen = canvas.getContext("2d");
          for (let x = 0; x < 2400; x += 8) {
            pen.fillStyle = `hsl(${x} 80% 50%)`;
            pen.fillRect(x, 0, 8, 1200);
          }
          const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
          const file = new File([blob, new Uint8Array(600 * 1024)], "foto.png", { type: "image/png" });
          const sent = await module.shrunk(file);
          return [file.size, sent.size, (await createImageBitmap(sent)).width];
        }""",
    )
    assert after < before
    assert width == 1600


def test_a_small_photo_is_sent_as_it_is(modules: Modules) -> None:
    assert modules.run(
        "forms/photo.js",
        """async (module) => {
          const canvas = document.createElement("canvas");
          const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
          const file = new File([blob], "foto.png", { type: "image/png" });
          return await module.shrunk(file) === file;
        }""",
    )
