"""The whole work of the MASH with RELAY: every act and every answer it gets, step by step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from spoc_desk.casework import agenda, prints
from spoc_desk.casework.relay import capture, figures, importing, lists, messages, misdirected, triage
from spoc_desk.casework.relay.lists import Group, RelayFilter
from spoc_desk.casework.relay.stops import messages_of
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import SCHOOLS
from spoc_desk.vault.vault import Vault
from tests.casework.relay.desk import CHILD, INCIDENT, MATCH, SENT, make_school
from tests.casework.story import Story
from tests.journeys.two_vaults import Desk, Question

PROTECTED_CHILD: Answers = {
    "given_names": "Katarzyna", "family_name": "Marchbanks", "date_of_birth": "2017-05-01",
}  # fmt: skip
WRONG: Answers = {"found_at": "2026-11-23T09:25", "what_happened": "It reached another school."}
TABLE = (
    ("Police ref", "Date of incident", "Address", "Name", "DOB"),
    ("DA/77/26", "21/11/2026", "9 Quay Road, Luton", "Ben Sample", "01/02/2015"),
    ("DA/78/26", "20/11/2026", "9 Quay Road, Luton", "Katarzyna Marchbanks", "01/05/2017"),
)


def a_school(story: Story) -> None:
    """A school in order, which every such desk has."""
    make_school(story.vault)


@dataclass
class Work:
    """What the MASH does at one desk. Ids of what she wrote down are kept as the steps are done."""

    vault: Vault
    incidents: dict[str, str] = field(default_factory=dict)

    def steps(self) -> Iterator[Question]:
        """Yield every step with its answer, from the paste to the misdirected message."""
        for name, child in (("plain", CHILD), ("restricted", PROTECTED_CHILD)):
            yield f"capture {name}", partial(self._capture, name, child)
            yield from self._looks(name)
            yield f"decide {name}", partial(self._decide, name)
            for act in ("match", "clear", "text", "paper", "sent", "receipt", "feedback", "misdirected", "told"):
                yield f"{act} {name}", partial(self._message, name, act)
                yield from self._looks(f"{name} after {act}")
        yield "add a restricted sibling", partial(self._sibling)
        yield "capture moved", partial(self._capture, "moved", CHILD)
        yield "correct the address", partial(self._correct_address)
        yield from self._looks("the correction")
        yield "import", partial(self._import)
        yield from self._looks("the import")

    def _looks(self, when: str) -> Iterator[Question]:
        vault = self.vault
        for group in (None, *Group):
            yield f"list {group} {when}", partial(lists.list_relay, vault, filter=RelayFilter(group=group))
        yield f"search {when}", partial(lists.list_relay, vault, text="Marchbanks")
        yield f"counts {when}", partial(lists.relay_counts, vault)
        yield f"views {when}", lambda: [lists.relay_view(vault, each) for each in self.incidents.values()]
        yield f"Today {when}", partial(agenda.today, vault)
        day = vault.clock.today()
        yield f"figures {when}", lambda: figures.months(vault, day, day)

    def _capture(self, name: str, child: Answers) -> object:
        done = capture.capture(self.vault, answers={**INCIDENT, "police_ref": f"DA/{name}/26"}, children=(child,))
        assert done.record is not None
        self.incidents[name] = done.record.id
        return done

    def _decide(self, name: str) -> object:
        return triage.decide(self.vault, incident_id=self.incidents[name], answers={"triage": "share"})

    def _message(self, name: str, act: str) -> object:
        vault, key = self.vault, messages_of(self.vault, self.incidents[name])[0].id
        (school,) = SCHOOLS.find(vault, "name = ?", ("Harbour Primary",))
        acts: dict[str, Callable[[], object]] = {
            "match": lambda: messages.match_school(vault, message_id=key, answers={**MATCH, "school_id": school.id}),
            "clear": lambda: messages.clear(vault, message_id=key),
            "text": lambda: messages.message_text(vault, message_id=key),
            "paper": lambda: _issued(vault, key),
            "sent": lambda: messages.mark_sent(vault, message_id=key, answers=SENT),
            "receipt": lambda: messages.receipt(vault, message_id=key),
            "feedback": lambda: messages.feedback(vault, message_id=key, answers={"recorded": "yes"}),
            "misdirected": lambda: misdirected.misdirected(vault, message_id=key, answers=WRONG),
            "told": lambda: _told(vault, key),
        }
        return acts[act]()

    def _sibling(self) -> object:
        done = capture.add_child(self.vault, incident_id=self.incidents["plain"], answers=PROTECTED_CHILD)
        return done, triage.incident(self.vault, self.incidents["plain"]).state

    def _correct_address(self) -> object:
        one = triage.incident(self.vault, self.incidents["moved"])
        answers: Answers = {"incident_address": "Flat 2, 9 Quay Rd, Luton"}
        done = capture.change_incident(self.vault, incident_id=one.id, answers=answers, version=one.version)
        return done, triage.incident(self.vault, one.id).state

    def _import(self) -> object:
        preview = importing.preview_import(self.vault, TABLE, importing.understood(TABLE[0]))
        return preview, importing.store_import(self.vault, preview)


def mash_at_work(desk: Desk) -> Iterator[Question]:
    """Yield the whole work of the MASH at a desk."""
    return Work(desk.vault).steps()


def _issued(vault: Vault, message_id: str) -> object:
    issued = prints.issue(vault, prints.prepare(vault, kind="relay-message", record_ids=[message_id]))
    return issued.copy, issued.file_name, issued.pdf


def _told(vault: Vault, message_id: str) -> object:
    found = misdirected.misdirection_of(vault, message_id)
    return misdirected.tell_dpo(vault, record_id=found.record.id) if found else None
