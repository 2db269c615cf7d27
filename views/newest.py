"""Of what moment a screen speaks, by the subjects that stand behind it: ``as_of=newest.of_tasks()``."""

from db.backend import now
from db.queries.newest import NEWEST
from db.subjects import Subject
from domain.time.as_of import AsOf, newest_of
from views.ask import ask


def of(*subjects: Subject) -> AsOf:
    """The newest record of these subjects, and this moment."""
    return AsOf(newest_of([ask(NEWEST[subject]) for subject in subjects]), now())


def spoken_of(newest: str) -> AsOf:
    """A day or a month that the screen knows by itself, and this moment."""
    return AsOf(newest, now())


def of_tasks() -> AsOf:
    return of(Subject.TASKS)


def of_commitments() -> AsOf:
    return of(Subject.COMMITMENTS, Subject.REPORTS)


def of_reports() -> AsOf:
    return of(Subject.REPORTS)


def of_meetings() -> AsOf:
    return of(Subject.MEETINGS)


def of_figures() -> AsOf:
    return of(Subject.FIGURES)


def of_cases() -> AsOf:
    """To the day: for a page of those who see cases."""
    return of(Subject.CASES)


def of_services() -> AsOf:
    return of(Subject.SERVICES)


def of_declaration() -> AsOf:
    return of(Subject.DECLARATION, Subject.COMMITMENTS)


def of_trail() -> AsOf:
    return of(Subject.TRAIL)


def of_work() -> AsOf:
    """What the one page of the morning and an agency's own page speak of."""
    return of(Subject.COMMITMENTS, Subject.REPORTS, Subject.TASKS, Subject.MEETINGS)


def of_regions() -> AsOf:
    return of(Subject.FIGURES, Subject.TASKS, Subject.COMMITMENTS)


def of_region(*, may_see_cases: bool) -> AsOf:
    """The day of the newest case is for those who see cases."""
    cases = (Subject.CASES,) if may_see_cases else ()
    return of(Subject.FIGURES, Subject.TASKS, Subject.COMMITMENTS, Subject.SERVICES, *cases)
