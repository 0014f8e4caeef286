"""What stays of a relocation at the desk that handed it over is a copy: kept by a class of its own, disposed of by two
people, without asking UKPPS again, while the relocation itself is kept where it is."""

from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.casework.handover.answering import make_receipt
from spoc_desk.casework.keeping import deciding, disposing, review
from spoc_desk.casework.keeping.who import ASKED, PROPOSED
from spoc_desk.domain.retention import HANDED_OVER
from spoc_desk.domain.roles import Role
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Vault
from tests.casework.handover.two_desks import Pair, go_on
from tests.casework.keeping.people import second, signs
from tests.factories import PASSWORD


def kept(vault: Vault) -> list[review.RetentionLine]:
    review.open_list(vault)
    return list(review.list_retention(vault).rows)


def test_it_is_on_the_review_list_from_its_receipt_until_it_goes_or_comes_back(desks: Pair) -> None:
    sealed = desks.send(desks.north)
    assert kept(desks.north) == []  # it might be the only one there is
    taken = desks.take(desks.south, sealed)
    desks.take(desks.north, make_receipt(desks.south, handover_id=taken.handover_id, folder=desks.stick, told=go_on))
    (line,) = kept(desks.north)
    assert (line.record.class_id, line.record.is_held, line.record.review_on) == (HANDED_OVER, False, None)
    assert line.class_words.startswith("Copy of a relocation")
    assert kept(desks.south) == []
    assert "Decide how long" in review.due_words(desks.north)

    back = desks.send(desks.south)
    desks.take(desks.north, back)
    assert kept(desks.north) == []  # ours again, and open


def test_two_people_dispose_of_it_and_the_relocation_stays_where_it_is(desks: Pair) -> None:
    taken = desks.take(desks.south, desks.send(desks.north))
    desks.take(desks.north, make_receipt(desks.south, handover_id=taken.handover_id, folder=desks.stick, told=go_on))
    vault, robin = desks.north, second(desks.north, Role.DASS_OFFICE)
    (line,) = kept(vault)
    seen = review.view(vault, line.id)
    assert PROPOSED in seen.acts and ASKED not in seen.acts and seen.ukpps_words == ""
    deciding.propose(vault, retention_id=line.id, reason="The LA SPOC has it", version=line.record.version)
    shown = disposing.summary(vault, line.id)
    assert shown.is_early  # no source gives years: the office of a Director signs
    disposing.dispose(
        vault, seen_summary=shown, typed="dispose", own_password=PASSWORD, second=signs(vault, robin, shown.signers)
    )
    assert list_cases(vault, filter=CaseFilter(open_only=False)).total == 0
    assert CASES.count(desks.south) == 1
    assert vault.check().ok

    desks.take(vault, desks.send(desks.south))  # should it ever come back, it comes whole
    assert CASES.count(vault) == 1
