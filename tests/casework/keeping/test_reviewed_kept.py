"""Serious incidents and cases of the group are kept by the class of their children, and go as one whole."""

from datetime import date

import pytest

from spoc_desk.casework.keeping import disposing, review
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.reviewed import reviews
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import NotYet
from spoc_desk.vault.records.retention_list import retention_of
from spoc_desk.vault.records.stores import CASE_REVIEWS, INCIDENT_CHILDREN, PRINTS, SERIOUS_INCIDENTS
from tests.casework.keeping.test_other_records import dispose_of
from tests.casework.own_copy import issue
from tests.casework.relay.desk import sit
from tests.casework.reviewed.desk import CHILD, ReviewDesk
from tests.casework.story import Story


@pytest.fixture
def desk(story: Story) -> ReviewDesk:
    """An incident that need not be notified, printed once, and a case that follows it and is not referred."""
    made = ReviewDesk(story.vault, story.clock)
    made.record(abuse="neither")
    issue(story.vault, prepare(story.vault, kind="incident-sheet", record_ids=[made.serious_id]))
    made.begin()
    return made


def test_they_are_listed_at_their_end_and_the_incident_goes_after_its_case(desk: ReviewDesk) -> None:
    vault = desk.vault
    assert retention_of(vault, "serious", desk.serious_id) is None
    desk.decide("not_notifiable", decision_reason="An accident", reviewer="QA lead")
    reviews.do_not_refer(vault, review_id=desk.review_id, answers={"not_referred_reason": "Nothing to learn"})
    one = retention_of(vault, "serious", desk.serious_id)
    assert one is not None
    assert (one.class_id, one.review_on) == ("child_protection", date(2049, 5, 4))
    kinds = {line.kind for line in review.list_retention(vault).rows}
    assert kinds == {RecordKind.SERIOUS, RecordKind.REVIEW}
    with pytest.raises(NotYet, match="Case Review Group follows it"):
        disposing.summary(vault, one.id)
    dispose_of(vault, RecordKind.REVIEW, desk.review_id)
    gone = dispose_of(vault, RecordKind.SERIOUS, desk.serious_id)
    assert gone.papers_out == 1
    tables = (SERIOUS_INCIDENTS, CASE_REVIEWS, INCIDENT_CHILDREN, PRINTS)
    assert [table.count(vault) for table in tables] == [0, 0, 0, 0]
    assert vault.check().ok
    again = ReviewDesk(vault, desk.clock)
    again.record()
    assert prepare(vault, kind="incident-sheet", record_ids=[again.serious_id]).copy_no == 2


def test_what_the_group_ended_is_listed_when_somebody_opens_the_list(desk: ReviewDesk) -> None:
    vault, before = desk.vault, desk.vault.actor.roles
    desk.change_child(looked_after="yes", event="harmed", harm_basis=CHILD["harm_basis"])
    sit(vault, "crg")
    desk.decide("not_notifiable", decision_reason="An accident", reviewer="QA lead")
    assert review.list_retention(vault).total == 0
    sit(vault, *before)
    assert review.open_list(vault) == 1
    (line,) = review.list_retention(vault).rows
    assert (line.record.class_id, line.record.review_on) == ("looked_after", date(2099, 5, 4))
