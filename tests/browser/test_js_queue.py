"""The rules of what waits to be sent (static/forms/outbox.js)."""

from typing import Any

import pytest

from tests.browser.modules import Modules

FILE = "forms/outbox.js"

DELIVER = """async (module, queue, answers, mayRefuse) => {
  const sent = [], heard = [];
  let waiting = queue;
  const outbox = new module.Outbox(() => waiting, (next) => { waiting = next; });
  const post = async (record) => { sent.push(record.once); return answers.shift(); };
  await outbox.deliver(post, {
    waiting: (count) => heard.push(`waiting ${count}`),
    taken: (told) => heard.push(`taken ${told.nomor}`),
    refused: (record, told) => { heard.push(`refused ${record.once}`); return mayRefuse; },
  });
  return { sent, heard, left: waiting.map((record) => record.once) };
}"""


def deliver(
    modules: Modules, *once: str, answers: list[Any], may_refuse: bool = True
) -> dict[str, list[str]]:
    """What was sent, what was heard, and what is left, of records with these marks."""
    queue = [{"once": each} for each in once]
    said: dict[str, list[str]] = modules.run(FILE, DELIVER, queue, answers, may_refuse)
    return said


def taken(number: str) -> list[Any]:
    return [200, {"nomor": number}]


REFUSED = [422, {"refusal": "Tidak."}]
NO_ANSWER = [0, None]


@pytest.mark.parametrize("status", [0, 500, 502, 503, 504])
def test_a_server_that_does_not_speak_for_itself_leaves_a_message_waiting(
    modules: Modules, status: int
) -> None:
    assert modules.rule(FILE, "meaning")(status) == "waiting"


@pytest.mark.parametrize(
    ("status", "meant"), [(200, "taken"), (204, "taken"), (401, "ended"), (403, "refused"), (422, "refused")]
)
def test_the_servers_word_is_taken_refused_or_ended(modules: Modules, status: int, meant: str) -> None:
    assert modules.rule(FILE, "meaning")(status) == meant


def test_each_attempt_waits_longer_than_the_one_before_until_twelve_seconds(modules: Modules) -> None:
    following = modules.rule(FILE, "nextPause")
    pauses = [following(0)]
    while len(pauses) < 8:
        pauses.append(following(pauses[-1]))
    assert pauses[0] == 1700
    assert pauses == sorted(pauses)
    assert pauses[-2:] == [12000, 12000]


def test_no_two_marks_are_alike(modules: Modules) -> None:
    marks = modules.run(FILE, "(module) => Array.from({ length: 500 }, () => module.mark())")
    assert len(set(marks)) == 500
    assert {len(mark) for mark in marks} == {32}


def test_what_waits_goes_oldest_first(modules: Modules) -> None:
    said = deliver(modules, "a", "b", "c", answers=[taken("1"), taken("2"), taken("3")])
    assert said == {"sent": ["a", "b", "c"], "heard": ["taken 1", "taken 2", "taken 3"], "left": []}


def test_a_cut_link_keeps_the_record_and_all_behind_it(modules: Modules) -> None:
    said = deliver(modules, "a", "b", "c", answers=[taken("1"), NO_ANSWER])
    assert said == {"sent": ["a", "b"], "heard": ["taken 1", "waiting 2"], "left": ["b", "c"]}


def test_a_refused_record_that_went_back_into_the_form_waits_no_longer(modules: Modules) -> None:
    said = deliver(modules, "a", "b", answers=[REFUSED])
    assert said == {"sent": ["a"], "heard": ["refused a"], "left": ["b"]}


def test_a_refused_record_stays_while_the_form_holds_another(modules: Modules) -> None:
    said = deliver(modules, "a", "b", answers=[REFUSED], may_refuse=False)
    assert said["left"] == ["a", "b"]


def test_an_ended_session_loses_no_record(modules: Modules) -> None:
    said = deliver(modules, "a", answers=[[401, {"refusal": "Masuk lagi."}]], may_refuse=False)
    assert said["left"] == ["a"]


def test_a_record_that_is_added_meanwhile_goes_too(modules: Modules) -> None:
    sent = modules.run(
        FILE,
        """async (module) => {
          let waiting = [{ once: "a" }];
          const outbox = new module.Outbox(() => waiting, (next) => { waiting = next; });
          const sent = [];
          const post = async ({ once }) => {
            sent.push(once);
            if (once === "a") outbox.add({ once: "b" });
            return [200, {}];
          };
          await outbox.deliver(post, { taken() {} });
          return sent;
        }""",
    )
    assert sent == ["a", "b"]


def test_two_deliveries_at_once_send_a_record_once(modules: Modules) -> None:
    sent = modules.run(
        FILE,
        """async (module) => {
          let waiting = [{ once: "a" }], sent = 0;
          const outbox = new module.Outbox(() => waiting, (next) => { waiting = next; });
          const post = async () => {
            sent += 1;
            await new Promise((go) => setTimeout(go, 20));
            return [200, {}];
          };
          await Promise.all([outbox.deliver(post, { taken() {} }), outbox.deliver(post, { taken() {} })]);
          return sent;
        }""",
    )
    assert sent == 1


def test_a_message_waits_for_the_one_before_even_where_that_fails(modules: Modules) -> None:
    order = modules.run(
        FILE,
        """async (module) => {
          const line = new module.Line(), order = [];
          const first = line.send(async () => {
            order.push("first begins");
            await new Promise((go) => setTimeout(go, 20));
            order.push("first fails");
            throw new Error("cut");
          });
          first.catch(() => {});
          await line.send(async () => { order.push("second begins"); });
          return order;
        }""",
    )
    assert order == ["first begins", "first fails", "second begins"]


def test_a_message_brings_back_its_own_answer(modules: Modules) -> None:
    body = """async (module) => {
      const line = new module.Line();
      return Promise.all([line.send(async () => "a"), line.send(async () => "b")]);
    }"""
    assert modules.run(FILE, body) == ["a", "b"]
