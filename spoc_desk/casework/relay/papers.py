"""RELAY on paper: the notification to a school, and what is printed blank. Imports the layout engine.

A notification is printed only while its message is cleared: every gate is asked when it is prepared and again when a
copy is made, as for its text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.casework.council import profile
from spoc_desk.casework.print_sources import Source
from spoc_desk.casework.relay.gates import current_contact
from spoc_desk.casework.relay.messages import TAKEN_OUT, cleared_facts, message
from spoc_desk.casework.relay.triage import incident
from spoc_desk.domain.relay import MessageId
from spoc_desk.domain.relay_message import FourFacts
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.relay_blanks import blank_feedback, blank_notification
from spoc_desk.printing.documents.relay_leaflet import relay_leaflet
from spoc_desk.printing.documents.relay_message import relay_message
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.stores import SCHOOLS
from spoc_desk.vault.vault import Vault

_OF_NOBODY: Final = "OFFICIAL"
"""The leaflet says nothing of any child."""
_BLANKS: Final[Mapping[str, Callable[[Profile, Paper], Document]]] = {
    "relay-leaflet": lambda council, paper: relay_leaflet(council, paper=replace(paper, marking=_OF_NOBODY)),
    "relay-feedback": lambda council, paper: blank_feedback(council, paper=paper),
    "relay-notification": lambda council, paper: blank_notification(council, paper=paper),
}
BLANKS: Final = tuple(_BLANKS)


@dataclass(frozen=True)
class PrintedMessage:
    """One cleared message on its way to paper."""

    id: MessageId
    facts: FourFacts
    told: str
    sample: bool


def printed_message(vault: Vault, message_id: str | None) -> PrintedMessage:
    """Return what stands on the paper. Raises NotAtThisDesk, NotYet before it is cleared, RefusedByRule at a gate."""
    vault.refuse(TAKEN_OUT)
    if not message_id:
        raise BadAnswer("Choose the message this print is for.", "record_ids")
    facts = cleared_facts(vault, message_id)
    one = message(vault, message_id)
    assert one.school_id is not None  # a gate
    contact = current_contact(vault, one.school_id, vault.clock.today())
    told = ", ".join((*((contact.name,) if contact else ()), SCHOOLS.get(vault, one.school_id).name))
    return PrintedMessage(one.id, facts, told, incident(vault, one.incident_id).sample)


def message_source(vault: Vault, printed: PrintedMessage) -> Source:
    """Return how the notification is built. Its four facts are what the agreement covers: no scan takes one out."""
    relay = profile(vault).relay
    return Source(
        lambda paper: relay_message(
            printed.facts, subject=relay.subject, sentence=relay.sentence, told=printed.told, paper=paper
        ),
        recipient=printed.told,
        sample=printed.sample,
    )


def refuse_changed(vault: Vault, printed: PrintedMessage) -> None:
    """Ask every gate again before a copy is made. Raises NotYet where the facts are others now."""
    if printed_message(vault, printed.id) != printed:
        raise NotYet("This was changed meanwhile. Prepare the print again.", "domain 3.5")


def blank_relay(name: str, council: Profile, *, large_print: bool = False, fillable: bool = False) -> Document:
    """Return one of `BLANKS` with the names of a *council*."""
    if name not in _BLANKS:
        raise BadAnswer(f"Choose one of: {', '.join(BLANKS)}.", "form")
    paper = Paper(marking=council.marking, sample=council.practice, large_print=large_print, fillable=fillable)
    return _BLANKS[name](council, paper)
