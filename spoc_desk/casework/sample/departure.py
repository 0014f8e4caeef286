"""The departure of a mother and two children: records are gathered here and go to the UKPPS SPOC."""

from spoc_desk.casework.routes_to_stop import everyday_routes, save_route, start_checklist
from spoc_desk.casework.sample import opening, register
from spoc_desk.casework.sample.desk import Desk
from spoc_desk.casework.sample.opening import Family, Person
from spoc_desk.domain.exchanges import Origin
from spoc_desk.forms.definition import Answers

_MINUTES = "UKPPS told us that the family is leaving. School and social work support should continue without a gap."


def people(desk: Desk) -> list[Person]:
    """Return the household of the story."""
    family = "Rushmere-Sample"
    return [
        Person({"kind": "child", "date_of_birth": desk.born(13, 30), "sex": "male", "relationship": "child",
                "school": desk.contacts["school"]}, "Jonas", family),
        Person({"kind": "child", "date_of_birth": desk.born(3, 77), "sex": "female", "relationship": "child"},
               "Mina", family),
        Person({"kind": "adult", "date_of_birth": desk.born(38, 10), "sex": "female", "relationship": "mother",
                "parental_responsibility": "yes", "care_and_support_needs": "no"}, "Orla", family),
    ]  # fmt: skip


def tell(desk: Desk) -> Family:
    """Tell the departure: gathering is under way, the everyday routes are being stopped."""
    family = opening.notify(desk, "departure", 20, people(desk))
    opening.set_route(desk, family, "child")
    opening.meet(desk, family, "dcs", 18, _MINUTES)
    opening.name_spoc(desk, family, "children", 14)
    children = tuple(family.people[:2])
    needs: list[Answers] = [
        {"members": children[:1], "tier": "universal", "service": "school", "prior_or_current": "now",
         "local_provider": desk.contacts["school"], "continuity": "in_place"},
        {"members": children, "tier": "specialist", "service": "childrens_social_care", "prior_or_current": "now",
         "local_provider": desk.contacts["social_care"], "continuity": "in_place"},
    ]  # fmt: skip
    opening.inform(desk, family, [], [], 13)
    _routes(desk, family)
    opening.inform(desk, family, needs, ["school", "social_care", "health_visiting"], 13)
    opening.open_exchange(desk, family)
    _exchange(desk, family)
    desk.go_to(0)
    return family


def _routes(desk: Desk, family: Family) -> None:
    start_checklist(desk.vault, case_id=family.case_id)
    told = desk.clock.today().isoformat()
    for route in everyday_routes()[:5]:
        answers = {"applies": "yes", "owner": "School safeguarding lead", "told_on": told}
        save_route(desk.vault, case_id=family.case_id, route=route.id, answers=answers)


def _exchange(desk: Desk, family: Family) -> None:
    register.answer_all(desk, family.case_id, origin=Origin.REQUESTED, none=frozenset({"adult_social_care", "marac"}))
    found = register.items(desk, family.case_id)
    school, social, nursery = found["school"][0], found["childrens_social_work"][0], found["nursery"]
    register.hand(desk, school.id, "D2", 12, service=desk.contacts["school"], method="in_person")
    register.hand(desk, social.id, "D2", 12, service=desk.contacts["social_care"], method="secure_mail")
    for item in nursery:
        register.hand(desk, item.id, "D2", 11, service=desk.contacts["education"], method="phone")
    register.hand(desk, school.id, "D3", 7, method="paper", pages="41")
    register.hand(desk, school.id, "DC", 6, third_party_checked="yes", check_result="clean")
    decision = register.share(desk, family.case_id, "School record with the safeguarding file")
    register.hand(desk, school.id, "D4", 5, method="in_person", decision_id=decision)
    register.hand(desk, school.id, "D5", 4)
    register.hand(desk, social.id, "D3", 2, method="secure_mail", pages="88")
