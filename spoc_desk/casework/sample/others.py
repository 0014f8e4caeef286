"""Shorter sample stories around the two long ones: each shows the desk in another state."""

from spoc_desk.casework.cases import move
from spoc_desk.casework.sample import opening, register
from spoc_desk.casework.sample.desk import Desk
from spoc_desk.casework.sample.opening import Person
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.forms.definition import Answers


def spoc_is_late(desk: Desk) -> None:
    """The meeting was nine days ago and nobody is named: the one-week clock is late."""
    child = Person({"kind": "child", "date_of_birth": desk.born(11), "relationship": "child"}, "Leo", "Calloway-Sample")
    mother = _adult(desk, "mother", "no", "Una", "Calloway-Sample")
    family = opening.notify(desk, "arrival", 12, [child, mother])
    opening.set_route(desk, family, "child")
    opening.meet(desk, family, "dcs", 9, "UKPPS told us of the move. The LA SPOC is to be named within the week.")


def meeting_is_arranged(desk: Desk) -> None:
    """An adult with care and support needs; UKPPS comes in three days."""
    family = opening.notify(desk, "arrival", 2, [_adult(desk, "other", "yes", "Silas", "Oakden-Sample")], "individual")
    opening.set_route(desk, family, "adult")
    answers = {"meeting_arranged_for": desk.day(-3)}
    move(desk.vault, case_id=family.case_id, event=CaseEvent.ARRANGE_MEETING, answers=answers)


def neither_route(desk: Desk) -> None:
    """Neither a child nor an adult with needs: UKPPS co-ordinates alone."""
    family = opening.notify(desk, "departure", 4, [_adult(desk, "other", "no", "", "")], "individual")
    opening.set_route(desk, family, "neither")


def copy_leaked(desk: Desk) -> None:
    """A received copy showed an area: it is quarantined, the case is on hold until UKPPS advises."""
    child = Person({"kind": "child", "date_of_birth": desk.born(8), "relationship": "child"}, "Wren", "Pendry-Sample")
    family = opening.notify(desk, "arrival", 26, [child, _adult(desk, "father", "no", "Bram", "Pendry-Sample")])
    opening.set_route(desk, family, "child")
    opening.meet(desk, family, "dcs", 24, "UKPPS told us of the move. School and a GP are needed.")
    opening.name_spoc(desk, family, "children", 21)
    need: Answers = {
        "members": tuple(family.people[:1]),
        "tier": "universal",
        "service": "school",
        "prior_or_current": "before",
        "local_provider": desk.contacts["school"],
        "continuity": "in_place",
    }
    opening.inform(desk, family, [need], ["school"], 20)
    opening.open_exchange(desk, family)
    register.answer_all(desk, family.case_id, origin=None, none=frozenset({"nursery", "adult_social_care", "marac"}))
    school = register.items(desk, family.case_id)["school"][0]
    register.hand(desk, school.id, "A2", 19, method="secure_mail")
    register.hand(desk, school.id, "A4", 2, method="secure_mail", pages="12")
    register.hand(desk, school.id, "A5", 2, check_result="leak")


def _adult(desk: Desk, relationship: str, needs: str, given: str, family: str) -> Person:
    answers = {"kind": "adult", "date_of_birth": desk.born(41, 3), "relationship": relationship,
               "care_and_support_needs": needs}  # fmt: skip
    return Person(answers, given, family)
