"""The keeper of Streamlit's text fields (forms/kept-texts.js), which are drawn before they have a value."""

import pytest

from tests.browser.modules import Modules

DRAW = """const draw = () => {
    document.body.innerHTML = `<main data-testid="${place}"><div class="st-key-judul">
      <div data-testid="stTextInput"><input type="text"></div></div></main>`;
    return document.querySelector("input");
  };
  const write = (field, text) => {
    field.dispatchEvent(new InputEvent("beforeinput", { bubbles: true }));
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));"""


@pytest.mark.parametrize("place", ["stMain", "stPopoverBody"])
def test_a_text_is_put_back_over_a_value_that_came_after_the_field(modules: Modules, place: str) -> None:
    """On the page, and in what it unfolds over itself."""
    body = f"""async (module, place) => {{
      {DRAW}
      const first = draw();
      module.default({{ data: {{ user: 1 }} }});
      first.value = "Rapat uji";
      write(first, "Rapat Forkopimda");
      const said = document.querySelector(".gb-text-state").dataset.state;
      const again = draw();
      await pause(20);
      again.value = "Rapat uji";
      for (let turn = 0; turn < 40 && again.value === "Rapat uji"; turn += 1) await pause(50);
      return [said, again.value];
    }}"""
    assert modules.run("forms/kept-texts.js", body, place) == ["waits", "Rapat Forkopimda"]
