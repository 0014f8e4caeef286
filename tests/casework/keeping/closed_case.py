"""A closed case with something in every part of it, and the steps to its disposal."""

from datetime import date

from spoc_desk.casework.keeping import deciding
from spoc_desk.domain.concerns import Concern, ConcernKind, ConcernState
from spoc_desk.domain.decisions import ConsentSought, Decision, LawfulBasis, Outcome
from spoc_desk.domain.document_checks import DocumentCheck, Mode, Verdict
from spoc_desk.domain.flags import Flag
from spoc_desk.domain.household import MemberName
from spoc_desk.domain.prints import PrintedCopy, PrintKind
from spoc_desk.domain.queries import Query
from spoc_desk.domain.record import ContactId, DecisionId, new_id
from spoc_desk.domain.retention import Retention
from spoc_desk.domain.terms import Method, Tri
from spoc_desk.vault.records.retention_list import retention_of
from spoc_desk.vault.records.stores import (
    CONCERNS,
    DECISIONS,
    DOCUMENT_CHECKS,
    FLAGS,
    MEMBER_NAMES,
    MEMBERS,
    PRINTS,
    QUERIES,
)  # fmt: skip
from spoc_desk.vault.vault import Actor
from tests.casework.keeping.people import signs
from tests.casework.story import Story

CLOSING = {"closure_reason": "complete", "ukpps_spoc_told": "yes", "flag_decision": "keep"}


def close(story: Story) -> Retention:
    """Close a case of five people, one of them unborn."""
    story.up_to_exchange()
    story.settle_items()
    story.move("complete_exchange")
    story.move("monitor")
    story.move("close", **CLOSING)
    return of(story)


def fill(story: Story) -> None:
    """Put something into the parts of the case that are empty so far."""
    vault, case, day = story.vault, story.case, story.clock.today()
    member = MEMBERS.find(vault, "case_id = ?", (case.id,))[0]
    asker = ContactId(story.contact("Sam Field"))
    with vault.transaction("filled") as tx:
        PRINTS.insert(
            tx,
            PrintedCopy(
                id=new_id(),
                copy_no=7,
                kind=PrintKind.CHRONOLOGY,
                case_id=case.id,
                case_ref=case.case_ref,
                made_at=tx.now,
                made_by="Asha Brook",
            ),
        )
        QUERIES.insert(
            tx,
            Query(
                id=new_id(),
                case_id=case.id,
                received_on=day,
                method=Method.PHONE,
                asked_by=asker,
                question="Which class?",
                closed_on=day,
            ),
        )
        CONCERNS.insert(
            tx,
            Concern(
                id=new_id(),
                case_id=case.id,
                kind=ConcernKind.SELF,
                raised_at=tx.now,
                what_happened="A photograph",
                state=ConcernState.CLOSED,
                closed_on=day,
            ),
        )
        FLAGS.insert(
            tx,
            Flag(
                id=new_id(),
                case_id=case.id,
                member_id=member.id,
                system="gp",
                holds_record=Tri.YES,
                placed_on=day,
            ),
        )
        DECISIONS.insert(
            tx,
            Decision(
                id=DecisionId(new_id()),
                case_id=case.id,
                decided_on=day,
                decided_by="Asha Brook",
                what_information="Dates",
                purpose="Help",
                consent_sought=ConsentSought.GIVEN,
                lawful_basis=LawfulBasis.PUBLIC_TASK,
                outcome=Outcome.SHARE,
                rationale="Needed",
            ),
        )
        DOCUMENT_CHECKS.insert(
            tx,
            DocumentCheck(
                id=new_id(),
                document_no="7f3a",
                case_id=case.id,
                mode=Mode.OUT,
                verdict=Verdict.CLEAN,
                checked_at=tx.now,
                checked_by="Asha Brook",
                program_version="1",
                gazetteer_version="1",
            ),
        )
        MEMBER_NAMES.insert(
            tx,
            MemberName(
                id=new_id(),
                member_id=member.id,
                case_id=case.id,
                given_name="Kit",
                family_name="Invented",
            ),
        )


def of(story: Story) -> Retention:
    """Return what is known of how long the case is kept."""
    found = retention_of(story.vault, "relocation", story.case_id)
    assert found is not None
    return found


def ask_ukpps(story: Story, answer: str = "may_go") -> None:
    """Ask UKPPS, who answer on the same day."""
    one, today = of(story), story.clock.today().isoformat()
    deciding.record_ukpps(
        story.vault, retention_id=one.id, asked_on=today, answer=answer, answered_on=today, version=one.version
    )


def lift(story: Story, robin: Actor) -> None:
    """End the hold, with a second person."""
    signed = signs(story.vault, robin)
    deciding.lift_hold(
        story.vault, retention_id=of(story).id, reason="UKPPS agrees", second=signed, version=of(story).version
    )


def propose(story: Story) -> Retention:
    """Propose the disposal."""
    one = of(story)
    deciding.propose(story.vault, retention_id=one.id, reason="Its time is over", version=one.version)
    return of(story)


def in_time(story: Story) -> date:
    """Give the case a day, since one of its people is not born, and move the clock beyond it."""
    one = of(story)
    deciding.keep_longer(
        story.vault, retention_id=one.id, review_on="2060-01-01", reason="The youngest is not born", version=one.version
    )
    story.clock.advance(days=366 * 40)
    return story.clock.today()
