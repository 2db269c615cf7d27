"""A decision that is mended while its meeting lasts, and the task that it became."""

from dataclasses import dataclass, replace
from datetime import date

from domain.access.errors import RuleBroken
from domain.tasks.life import TaskState
from domain.tasks.proposals import LONGEST_TITLE, refuse_too_long_for_a_task


@dataclass(frozen=True)
class DecisionTerms:
    text: str
    owner_id: int | None
    due_on: date | None

    @property
    def title(self) -> str:
        """Of the task that it becomes."""
        text = self.output
        if len(text) <= LONGEST_TITLE:
            return text
        return text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    @property
    def output(self) -> str:
        return " ".join(self.text.split())


@dataclass(frozen=True)
class TaskTerms:
    title: str
    output: str
    owner_id: int
    due_on: date


def followed(task: TaskTerms, was: DecisionTerms, now: DecisionTerms) -> TaskTerms:
    """What still says what the decision said says what it says now; what was agreed apart stays."""
    if task.title == was.title and was.output != now.output:
        refuse_too_long_for_a_task(now.text)
        task = replace(task, title=now.title)
    if task.output == was.output:
        task = replace(task, output=now.output)
    if task.owner_id == was.owner_id and now.owner_id is not None:
        task = replace(task, owner_id=now.owner_id)
    if task.due_on == was.due_on and now.due_on is not None:
        task = replace(task, due_on=now.due_on)
    return task


def refuse_promising_nothing(was: DecisionTerms, now: DecisionTerms, code: str) -> None:
    if (was.owner_id and not now.owner_id) or (was.due_on and not now.due_on):
        raise RuleBroken(
            f"Keputusan ini sudah menjadi {code}, yang memerlukan penanggung jawab dan tenggat. "
            "Lengkapi keduanya, atau coret keputusannya."
        )


def refuse_mending_what_was_answered(code: str, state: TaskState) -> None:
    """An owner's answer was given to the words that he read."""
    if state is not TaskState.PROPOSED:
        raise RuleBroken(
            f"{code} sudah dijawab penanggung jawabnya ({state.label}), jadi isinya tidak diubah "
            "lewat keputusan ini. Coret keputusan ini dan catat yang baru, atau bicarakan "
            "dahulu dengan penanggung jawabnya."
        )
