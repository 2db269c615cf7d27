"""Published rules as sentences: every number in them is the constant by which the rule decides."""

from domain.tasks.clocks import ANSWER_DAYS, EMERGENCY_DAYS, PLAN_DAYS, RESPONSE_HOURS
from domain.tasks.life import TaskClass
from domain.words import labels


def task_clocks() -> str:
    """How long each class of task leaves for an answer, a plan and the work."""
    emergency = labels.TASK_CLASSES[TaskClass.EMERGENCY]
    days = " ".join(
        f"{labels.TASK_CLASSES[each]}: jawab {ANSWER_DAYS[each]}, rencana {PLAN_DAYS[each]} hari kerja."
        for each in ANSWER_DAYS
    )
    return f"{emergency}: respons {RESPONSE_HOURS} jam, selesai {EMERGENCY_DAYS} hari. {days}"
