"""An escalation of its own goes whole, to its copies and clocks; one of a referral goes with it, and not while open."""

import pytest

from spoc_desk.casework.disputes import escalations
from spoc_desk.casework.keeping.disposing import refuse_disposal
from spoc_desk.casework.prints import prepare
from spoc_desk.clock import FixedClock
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import NotYet
from spoc_desk.vault.records.hanging_rows import last_copies, rows_of_escalation, rows_of_referral
from spoc_desk.vault.records.print_list import Series
from spoc_desk.vault.records.retention_list import retention_of
from tests.casework.disputes.desk import AGREED, opened
from tests.casework.keeping.needles import NEEDLE, plant
from tests.casework.keeping.test_other_records import dispose_of
from tests.casework.own_copy import issue
from tests.casework.referrals.stages import open_stage
from tests.casework.story import Story
from tests.vault.pages import hits, of_vault

ENDED = {"state": "resolved", "ended_how": "A worker is named."}


def test_nothing_of_a_disposed_escalation_is_left(story: Story) -> None:
    vault = story.vault
    one = opened(vault)
    issue(vault, prepare(vault, kind="escalation", record_ids=[one.id]))
    escalations.end_stage(vault, escalation_id=one.id, answers=AGREED)
    escalations.end_escalation(vault, escalation_id=one.id, answers=ENDED)
    places = rows_of_escalation(vault, one.id)
    assert {table for table, _row in places} == {
        "escalations", "escalation_stages", "clocks", "prints", "retention",
    }  # fmt: skip
    assert plant(vault, [place for place in places if place[0] != "retention"]) > 10
    record = dispose_of(vault, RecordKind.ESCALATION, one.id)
    assert (record.kind, record.rows, record.papers_out) == (RecordKind.ESCALATION, len(places), 1)
    assert hits(of_vault(vault), NEEDLE) == 0
    assert last_copies(vault)[Series.DISPUTES] == 1, "no number is given twice"


def test_that_of_a_referral_goes_with_it_and_holds_it_back_while_open(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock
) -> None:
    vault, desk = open_stage("sent", tmp_path_factory.mktemp("v") / "vault", clock)
    one = opened(vault, referral_id=desk.id)
    desk.event("decision", {"mash_decision": "nfa", "decided_at": "2026-11-23T09:20", "decided_by": "Duty manager"})
    desk.event("no_feedback", {"note": "Rang twice"})
    desk.event("closed")
    kept = retention_of(vault, "referral", desk.id)
    assert kept is not None
    with pytest.raises(NotYet, match="has not ended"):
        refuse_disposal(vault, kept)
    escalations.end_stage(vault, escalation_id=one.id, answers=AGREED)
    escalations.end_escalation(vault, escalation_id=one.id, answers=ENDED)
    refuse_disposal(vault, kept)
    places = rows_of_referral(vault, desk.id)
    assert {"escalations", "escalation_stages"} <= {table for table, _row in places}
    assert len(set(places)) == len(places)
    vault.close()
