"""The arrival of a family of five, joint: two school children, an unborn child, a mother, a grandfather with needs."""

from spoc_desk.casework.flags import answer_holds_record, place_flags, request_flags
from spoc_desk.casework.queries import record_query
from spoc_desk.casework.routes_to_stop import everyday_routes, save_route, start_checklist
from spoc_desk.casework.sample import opening, register
from spoc_desk.casework.sample.desk import Desk
from spoc_desk.casework.sample.opening import Family, Person
from spoc_desk.domain.terms import Tri
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import FLAGS

_MINUTES = (
    "UKPPS told us of the move. School, health visiting, maternity care, the GP and adult care are needed from the "
    "first day. The LA SPOC is to be named within the week. Flags go on all individual records."
)


def people(desk: Desk) -> list[Person]:
    """Return the household of the story."""
    family = "Amberley-Sample"
    return [
        Person({"kind": "child", "date_of_birth": desk.born(9, 40), "sex": "female", "relationship": "child",
                "status_flags": ("cin",), "school": desk.contacts["school"]}, "Tess", family),
        Person({"kind": "child", "date_of_birth": desk.born(6, 12), "sex": "male", "relationship": "child",
                "status_flags": ("cin",), "school": desk.contacts["school"]}, "Hugo", family),
        Person({"kind": "unborn", "expected_delivery_date": desk.day(-100), "relationship": "child"}),
        Person({"kind": "adult", "date_of_birth": desk.born(34, 200), "sex": "female", "relationship": "mother",
                "parental_responsibility": "yes", "care_and_support_needs": "no", "status_flags": ("marac",)},
               "Ines", family),
        Person({"kind": "adult", "date_of_birth": desk.born(71, 90), "sex": "male", "relationship": "grandparent",
                "parental_responsibility": "no", "care_and_support_needs": "yes",
                "status_flags": ("adult_social_care",)}, "Piet", family),
    ]  # fmt: skip


def needs(desk: Desk, family: Family) -> list[Answers]:
    """Return the services the family needs here."""
    first, second, unborn, mother, grandfather = family.people

    def need(service: str, tier: str, who: tuple[str, ...], key: str, continuity: str, when: str = "before") -> Answers:
        return {"members": who, "tier": tier, "service": service, "prior_or_current": when,
                "local_provider": desk.contacts[key], "continuity": continuity}  # fmt: skip

    return [
        need("school", "universal", (first, second), "school", "in_place"),
        need("health_visiting", "universal", (second,), "health_visiting", "in_place"),
        need("maternity", "universal", (unborn, mother), "maternity", "referred"),
        need("gp", "universal", (), "gp", "in_place", "new"),
        need("childrens_social_care", "specialist", (first, second), "social_care", "in_place"),
        need("adult_social_care", "specialist", (grandfather,), "adult_care", "in_place"),
        {"members": (mother,), "tier": "ukpps", "service": "therapy", "prior_or_current": "before",
         "continuity": "ukpps_asked"},
    ]  # fmt: skip


def tell(desk: Desk) -> Family:
    """Tell the whole arrival: the exchange is active, some records are through, some wait, one question is open."""
    family = opening.notify(desk, "arrival", 32, people(desk))
    opening.set_route(desk, family, "joint")
    opening.meet(desk, family, "joint", 28, _MINUTES)
    opening.name_spoc(desk, family, "both", 25)
    services = ["school", "health_visiting", "maternity", "gp", "social_care", "adult_care"]
    opening.inform(desk, family, needs(desk, family), services, 24)
    opening.open_exchange(desk, family)
    _exchange(desk, family)
    _flags(desk, family)
    _routes(desk, family)
    _question(desk, family)
    desk.go_to(0)
    return family


def _exchange(desk: Desk, family: Family) -> None:
    desk.go_to(23)
    register.answer_all(desk, family.case_id, origin=None, none=frozenset({"nursery"}))
    found = register.items(desk, family.case_id)
    health, school, social = found["health"], found["school"], found["childrens_social_work"]
    adult, marac = found["adult_social_care"], found["marac"]
    for item in (*school, *social, *adult):
        register.hand(desk, item.id, "A2", 22, method="secure_mail")
    for item in (*health, *marac):
        register.hand(desk, item.id, "A2", 21, method="secure_mail")
    register.hand(desk, school[0].id, "A4", 12, method="encrypted_media", pages="34")
    register.hand(desk, school[0].id, "A5", 12, check_result="clean")
    decision = register.share(desk, family.case_id, "School record with the safeguarding file")
    register.hand(desk, school[0].id, "A6", 11, service=desk.contacts["school"], method="in_person",
                  decision_id=decision)  # fmt: skip
    register.hand(desk, school[0].id, "A7", 10)
    for item in health[:2]:
        register.hand(desk, item.id, "A3", 9, method="phone", note="Asked again; expected within the fortnight.")
    for item in social[:1]:
        register.hand(desk, item.id, "A4", 3, method="encrypted_media", pages="112")
        register.hand(desk, item.id, "A5", 3, check_result="clean")


def _flags(desk: Desk, family: Family) -> None:
    first, second, unborn, mother, grandfather = family.people
    desk.go_to(23)
    children = ("childrens_social_care", "education", "health_visiting", "gp")
    for child in (first, second):
        answer_holds_record(desk.vault, member_id=child, systems=children, holds=Tri.YES)
    answer_holds_record(desk.vault, member_id=unborn, systems=("childrens_social_care",), holds=Tri.YES)
    answer_holds_record(desk.vault, member_id=mother, systems=("gp",), holds=Tri.YES)
    answer_holds_record(desk.vault, member_id=grandfather, systems=("adult_social_care", "gp"), holds=Tri.YES)
    asked = (("childrens_social_care", (first, second, unborn), "social_care"),
             ("education", (first, second), "education"), ("health_visiting", (first, second), "health_visiting"),
             ("gp", (first, second, mother, grandfather), "gp"),
             ("adult_social_care", (grandfather,), "adult_care"))  # fmt: skip
    for system, members, key in asked:
        request_flags(desk.vault, member_ids=members, systems=(system,), to_contact=desk.contacts[key])
    desk.go_to(20)
    waiting = {flag.id for flag in FLAGS.find(desk.vault, "case_id = ? AND system = 'gp'", (family.case_id,))}
    placed = [flag.id for flag in FLAGS.find(desk.vault, "case_id = ? AND requested_on IS NOT NULL", (family.case_id,))]
    place_flags(desk.vault, flag_ids=[one for one in placed if one not in waiting], confirmed_by="Record-system owners")


def _routes(desk: Desk, family: Family) -> None:
    told = desk.go_to(22)
    start_checklist(desk.vault, case_id=family.case_id)
    for number, route in enumerate(everyday_routes()):
        answers: dict[str, str] = {"applies": "no"}
        if number < 6:
            answers = {"applies": "yes", "owner": "Records office", "told_on": told}
            if number < 4:
                answers["confirmed_on"] = told
        save_route(desk.vault, case_id=family.case_id, route=route.id, answers=answers)


def _question(desk: Desk, family: Family) -> None:
    day = desk.go_to(1)
    answers = {
        "received_on": day, "method": "phone", "asked_by": desk.contacts["health_visiting"], "via_flag": "yes",
        "question": "There is a flag on the record of Child B. May we ask for the earlier developmental review?",
        "direct_contact_attempted": "no", "route": "open",
    }  # fmt: skip
    record_query(desk.vault, case_id=family.case_id, answers=answers)
