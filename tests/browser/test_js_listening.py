"""What listens on every page (listening.js): called anew, it listens once."""

from tests.browser.modules import Modules


def test_called_anew_it_ends_what_it_was_before(modules: Modules) -> None:
    """Where another account acts on the page, Streamlit calls it again and ends nothing."""
    body = """module => {
      const data = { paths: ["/tugas"], passing: [], hits: "/h", page: "/c", sign_in: "/m", longest: 60 };
      const went = [];
      const call = (user) => module.default({
        data: { ...data, user }, setTriggerValue: (_, address) => went.push([user, address]),
      });
      const plain = history.pushState;
      document.body.innerHTML = '<a class="gb-link" href="/tugas?kode=T-001">T-001</a>';
      call(1);
      const end = call(2);
      document.querySelector("a").click();
      end();
      return [went, history.pushState === plain];
    }"""
    assert modules.run("listening.js", body) == [[[2, "/tugas?kode=T-001"]], True]
