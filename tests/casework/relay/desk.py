"""A RELAY desk at work: a school in order, a notification, and one message through its gates."""

import json
from dataclasses import dataclass, replace

from spoc_desk.casework.may_see import settle
from spoc_desk.casework.relay import capture, directory, messages, triage
from spoc_desk.casework.schools.directory import add_school
from spoc_desk.domain.relay import Incident, IncidentState, Message, MessageState
from spoc_desk.domain.roles import Role
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, RELAY_MESSAGES
from spoc_desk.vault.vault import Vault

INCIDENT: Answers = {
    "police_ref": "DA/1201/26", "received_at": "2026-11-23T08:40", "incident_date": "2026-11-21",
    "incident_address": "4 Harbour Street, Luton",
}  # fmt: skip
CHILD: Answers = {"given_names": "Maja", "family_name": "Sample", "date_of_birth": "2017-05-04"}
AGREEMENT: Answers = {
    "edition": "2026", "school_signed_on": "2026-09-01", "council_signed_on": "2026-09-02",
    "police_signed_on": "2026-09-03", "says_what": "yes", "says_by_whom": "yes", "says_form": "yes",
    "says_child_level": "yes", "says_safeguards": "yes", "review_on": "2027-09-01",
}  # fmt: skip
CONTACT: Answers = {
    "name": "Ruth Alder", "role": "Nominated contact", "email": "ruth@harbour.example.org", "from_date": "2026-09-01",
}  # fmt: skip
MATCH: Answers = {"confirmed_by": "school_said", "confirmed_on": "2026-11-23"}
SENT: Answers = {"sent_at": "2026-11-23T09:20", "sent_to": "Ruth Alder, ruth@harbour.example.org"}


@dataclass
class RelayDesk:
    """One notification with one child, and the school of that child."""

    vault: Vault
    school: str
    incident_id: str = ""
    message_id: str = ""

    @property
    def incident(self) -> Incident:
        return RELAY_INCIDENTS.get(self.vault, self.incident_id)

    @property
    def message(self) -> Message:
        return RELAY_MESSAGES.get(self.vault, self.message_id)

    @property
    def states(self) -> tuple[IncidentState, MessageState]:
        return self.incident.state, self.message.state

    def capture(self, *children: Answers, **changes: Answer) -> None:
        done = capture.capture(self.vault, answers={**INCIDENT, **changes}, children=children or (CHILD,))
        assert done.record is not None
        self.incident_id = done.record.id
        (self.message_id, *_) = [
            each.id
            for each in RELAY_MESSAGES.find(self.vault, "incident_id = ?", (self.incident_id,), tail="ORDER BY rowid")
        ]

    def share(self) -> None:
        triage.decide(self.vault, incident_id=self.incident_id, answers={"triage": "share"})

    def match(self, **changes: Answer) -> None:
        answers = {"school_id": self.school, **MATCH, **changes}
        messages.match_school(self.vault, message_id=self.message_id, answers=answers)

    def clear(self) -> None:
        messages.clear(self.vault, message_id=self.message_id)

    def send(self) -> None:
        messages.mark_sent(self.vault, message_id=self.message_id, answers=SENT)


def sit(vault: Vault, *roles: str) -> None:
    """Let somebody with these roles sit down; who else works there keeps the desk whole."""
    if not vault.own_rows("SELECT 1 FROM users WHERE id = 'all'"):
        with vault.transaction("added a user") as tx:
            tx.insert(
                "users", {"id": "all", "name": "Everybody else", "roles": json.dumps([one.value for one in Role])}
            )
    vault.actor = replace(vault.actor, roles=frozenset(roles))
    settle(vault)


def make_school(vault: Vault, name: str = "Harbour Primary", *, in_order: bool = True, partnership: str = "") -> str:
    """Return the id of a school; *in_order*: with agreement and contact."""
    made = add_school(vault, answers={"name": name, "partnership": partnership}).record
    assert made is not None
    if in_order:
        directory.add_agreement(vault, school_id=made.id, answers=AGREEMENT)
        directory.add_contact(vault, school_id=made.id, answers=CONTACT)
    return made.id
