"""The Case Review Group cannot see, or infer, that a relocation exists, and does its whole work without its tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from spoc_desk.casework import agenda, prints
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.reviewed import children, incidents, lists, plan, reviews
from spoc_desk.casework.reviewed.gate import children_of
from spoc_desk.casework.reviewed.incident_view import incident_sheet
from spoc_desk.casework.reviewed.review_view import review_sheet
from spoc_desk.domain.case_reviews import ReviewState
from spoc_desk.domain.serious_incidents import PARTNERS, SeriousState, Whom
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASE_REVIEWS, SERIOUS_INCIDENTS
from spoc_desk.vault.vault import Vault
from tests.casework.every_question import told
from tests.casework.reviewed.desk import CASE, CHILD, DECISION, INCIDENT, LEARNING, RAPID
from tests.journeys.relay_work import PROTECTED_CHILD
from tests.journeys.two_vaults import (
    Desk,
    Extra,
    Luck,
    Question,
    a_colleagues_child,
    a_protected_child,
    lay_out,
)

Open = Callable[..., Desk]
SHUT = (Sight.RELOCATIONS, Sight.REFERRALS, Sight.RELAY, Sight.RESTRICTED)
TOLD: Answers = {"told_at": "2026-11-23T09:00"}


@pytest.fixture
def luck(monkeypatch: pytest.MonkeyPatch) -> Luck:
    return Luck(monkeypatch)


@pytest.fixture
def opened(tmp_path: Path, luck: Luck) -> Iterator[Open]:
    desks: list[Desk] = []

    def open_one(*extras: Extra) -> Desk:
        desks.append(lay_out(tmp_path / f"vault-{len(desks)}", luck, *extras, role="crg"))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.vault.close()


@dataclass
class Work:
    """What the group does at one desk, from the first word to the learning; ids are kept as the steps are done."""

    vault: Vault
    serious: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)

    def steps(self) -> Iterator[Question]:
        """Yield every step with its answer."""
        for name, child in (("plain", CHILD), ("restricted", {**CHILD, **PROTECTED_CHILD})):
            yield f"record {name}", partial(self._record, name, child)
            yield (
                f"decide {name}",
                lambda name=name: incidents.decide(
                    self.vault, serious_id=self.serious[name], answers={"decision": "notifiable"}
                ),
            )
            for whom in (Whom.PANEL, *PARTNERS):
                yield (
                    f"tell {whom.value} {name}",
                    lambda name=name, whom=whom: incidents.tell(
                        self.vault, serious_id=self.serious[name], whom=whom, answers=TOLD
                    ),
                )
            for answer in ("told", "office"):
                yield (
                    f"elsewhere {answer} {name}",
                    lambda name=name, answer=answer: incidents.answer_elsewhere(
                        self.vault, serious_id=self.serious[name], answers={"elsewhere": answer}
                    ),
                )
            yield (
                f"paper {name}",
                lambda name=name: (
                    prints.prepare(self.vault, kind="incident-sheet", record_ids=[self.serious[name]]).document
                ),
            )
            yield from self._case(name)
            yield from self._looks(f"the case {name}")

    def _case(self, name: str) -> Iterator[Question]:
        vault = self.vault
        yield f"begin {name}", partial(self._begin, name)
        for step, make, answers in (
            ("refer", reviews.tell_unit, TOLD),
            ("confirm", reviews.confirm_in_writing, {"confirmed_at": "2026-11-23T09:20"}),
            ("ask", plan.ask_agencies, {"agency": "Police", "asked_on": "2026-11-23", "due_on": "2026-11-30"}),
            ("rapid review", reviews.hold_rapid_review, RAPID),
            ("decision", reviews.record_decision, DECISION),
            ("learning", plan.add_learning, LEARNING),
        ):
            yield (
                f"{step} {name}",
                lambda make=make, answers=answers, name=name: make(vault, review_id=self.cases[name], answers=answers),
            )
        for kind in ("review-referral", "review-request", "review-plan"):
            yield (
                f"{kind} {name}",
                lambda kind=kind, name=name: prints.prepare(vault, kind=kind, record_ids=[self.cases[name]]).document,
            )

    def _looks(self, when: str) -> Iterator[Question]:
        vault = self.vault
        yield f"incidents {when}", partial(lists.list_incidents, vault)
        yield f"cases {when}", partial(lists.list_reviews, vault)
        yield f"search {when}", partial(lists.list_incidents, vault, filter=lists.ReviewedFilter(text="Marchbanks"))
        yield f"Today {when}", partial(agenda.today, vault)
        yield f"sheets {when}", lambda: [_said(incident_sheet(vault, each)) for each in self.serious.values()]
        yield f"case sheets {when}", lambda: [_said(review_sheet(vault, each)) for each in self.cases.values()]

    def _record(self, name: str, child: Answers) -> object:
        done = incidents.record_incident(self.vault, answers=INCIDENT)
        assert done.record is not None
        self.serious[name] = done.record.id
        return children.add_child(self.vault, serious_id=done.record.id, answers=child)

    def _begin(self, name: str) -> object:
        done = reviews.begin_review(self.vault, answers=CASE, serious_id=self.serious[name])
        assert done.record is not None
        self.cases[name] = done.record.id
        return done


def _said(sheet: object) -> object:
    """Return all that a page shows, without what its buttons do: functions have addresses."""
    blocks = [(each.title, each.lines, each.pairs, each.state, [turn.words for turn in each.turns])
              for each in sheet.blocks]  # type: ignore[attr-defined]  # fmt: skip
    turns = [turn.words for turn in sheet.turns]  # type: ignore[attr-defined]
    return (sheet.title, sheet.state, sheet.sentence, sheet.facts, sheet.paper, blocks, turns)  # type: ignore[attr-defined]


def all_said(desk: Desk, luck: Luck) -> dict[str, str]:
    """Return every answer the group gets at a desk, in words; what is drawn by lot is the same at each."""
    luck.begin(7)
    return {name: told(ask) for name, ask in Work(desk.vault).steps()}


@pytest.mark.req("R-002-12")
def test_the_incident_of_a_relocated_child_looks_like_any_restricted_one(opened: Open, luck: Luck) -> None:
    """The same child: of a relocated family, or of a colleague (X-26). A relocation changes nothing of other work."""
    relocated, colleague, nobody = (
        all_said(opened(*extras), luck) for extras in ((a_protected_child,), (a_colleagues_child,), ())
    )
    assert relocated.keys() == colleague.keys() == nobody.keys()
    assert [name for name in relocated if relocated[name] != colleague[name]] == []
    noticed = {name for name in relocated if relocated[name] != nobody[name]}
    assert {"tell panel restricted", "elsewhere told restricted", "paper restricted", "refer restricted"} <= noticed
    assert not {name for name in noticed if name.endswith("plain")}


@pytest.mark.req("R-002-14", "R-002-17", "R-002-19", "R-002-22")
def test_the_group_does_its_whole_work_with_those_tables_shut(opened: Open) -> None:
    """From the first word to the closed case: nothing it does needs a table of what it does not see."""
    desk = opened(a_protected_child)
    vault = desk.vault
    assert not any(sees(vault, sight) for sight in SHUT)
    work = Work(vault)
    for name, ask in work.steps():
        if name.endswith("plain"):
            ask()
    incidents.close_incident(vault, serious_id=work.serious["plain"])
    case_id = work.cases["plain"]
    done = plan.add_action(vault, review_id=case_id, answers={"text": "Change the form", "owner": "Health"})
    assert done.record is not None
    shown = {"done_on": "2026-11-23", "evidence": "Form version 4"}
    plan.finish_action(vault, action_id=done.record.id, answers=shown)
    reviews.record_publication(vault, review_id=case_id, answers={"publication": "published"})
    reviews.close_review(vault, review_id=case_id)
    assert SERIOUS_INCIDENTS.get(vault, work.serious["plain"]).state is SeriousState.CLOSED
    assert CASE_REVIEWS.get(vault, case_id).state is ReviewState.CLOSED
    assert [child.name for child in children_of(vault, CASE_REVIEWS.get(vault, case_id))] == ["Maja Sample"]
    assert vault.check().ok
