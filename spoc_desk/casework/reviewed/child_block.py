"""One child on the page of an incident or of a case."""

from typing import Final

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.partnership.sheet import Block, Standing
from spoc_desk.casework.reviewed import children
from spoc_desk.casework.reviewed.sheets import text_of, turn_of
from spoc_desk.casework.reviewed.wording import facts_of
from spoc_desk.domain.serious_incidents import Event, IncidentChild
from spoc_desk.forms.loader import load_form

ADDED_CHILD: Final = "added a child to a serious incident or case review"
_NOT_ANSWERED: Final = "What happened to this child is not answered yet."
_STANDINGS: Final = {Event.DIED: Standing.LATE, Event.HARMED: Standing.WAITS}
_HEAD: Final = ("given_names", "family_name", "event")


def child_block(child: IncidentChild, *, closed: bool) -> Block:
    """Return the part of the page that is about one child; nothing can be done with it once it is *closed*."""
    change_it = turn_of(
        f"child_{child.id}", "Correct the child…", "changed a child of a serious incident or case review",
        lambda vault, answers: children.change_child(
            vault, child_id=child.id, answers=answers, version=child.version
        ),
        form=children.FORM, after="Corrected.", first=answers_of(child, load_form(children.FORM)),
    )  # fmt: skip
    take_out = turn_of(
        f"take_out_{child.id}", "Take the child out…", "took a child out of a serious incident or case review",
        lambda vault, answers: children.remove_child(vault, child_id=child.id, reason=text_of(answers, "reason")),
        form="review_reason", after="Taken out.", risky=True,
    )  # fmt: skip
    return Block(
        child.name,
        () if child.event else (_NOT_ANSWERED,),
        pairs=facts_of(child, children.FORM, leave_out=_HEAD),
        state=child.event.label if child.event else "",
        standing=_STANDINGS[child.event] if child.event else None,
        turns=() if closed else (change_it, take_out),
    )
