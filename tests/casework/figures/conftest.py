"""A year of a partnership, laid out once: what is asked of it changes nothing unless the test says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.people_at_desk import add_person
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Case, Direction, NotifiedTo
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.referrals import Referral, ReferralEvent, ReferralHappening, ReferralId, ReferralState
from spoc_desk.domain.relay import Incident, IncidentId, IncidentState, Message, MessageId
from spoc_desk.domain.schools import School, SchoolId
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.records.stores import (
    CASES,
    CLOCKS,
    REFERRAL_EVENTS,
    REFERRALS,
    RELAY_INCIDENTS,
    RELAY_MESSAGES,
    SCHOOLS,
)
from spoc_desk.vault.vault import Transaction, Vault
from tests.casework.disputes.desk import opened
from tests.casework.relay.desk import sit
from tests.factories import PASSWORD, make_vault, next_reference

AFTER = datetime(2027, 4, 12, 9, 30, tzinfo=UTC)
"""The year 2026/27 is over."""
DIRECTOR, DIRECTORS = "Dana Hill", "copper window field song"
SENT_IN = {"2026-04-14": 7, "2026-07-14": 7, "2026-10-14": 7, "2027-01-14": 7}
"""Four quarters of seven: the year must not stand as thirty."""


@dataclass
class Year:
    """The vault, and who can sign for relocations."""

    vault: Vault
    director: str
    school: str

    def sit(self, *roles: str) -> None:
        sit(self.vault, *roles)

    def send_referrals(self, day: str, count: int, state: ReferralState = ReferralState.ACCEPTED) -> list[str]:
        with self.vault.transaction("test") as tx:
            return [_referral(tx, day, state) for _ in range(count)]

    def capture(self, day: str, count: int) -> None:
        with self.vault.transaction("test") as tx:
            for _ in range(count):
                _incident(tx, day, self.school)


def _referral(tx: Transaction, day: str, state: ReferralState) -> str:
    made = Referral(
        id=ReferralId(new_id()), referral_ref=next_reference("R"), state=state, set_id="luton-2021-10",
        started_on=date.fromisoformat(day), referrer="Asha Brook", sent_at=f"{day}T09:00:00Z",
    )  # fmt: skip
    REFERRALS.insert(tx, made)
    for event, after in ((ReferralEvent.SENT, ReferralState.SENT), (ReferralEvent.DECISION, state)):
        REFERRAL_EVENTS.insert(
            tx,
            ReferralHappening(id=new_id(), referral_id=made.id, event=event, to_state=after,
                              happened_at=f"{day}T10:00:00Z", done_by="Asha Brook"),
        )  # fmt: skip
    when = date.fromisoformat(day)
    CLOCKS.insert(
        tx,
        ClockRow(id=new_id(), rule="D-10", subject="referral", subject_id=made.id, started_on=when, due_on=when,
                 met_on=when, running=False),
    )  # fmt: skip
    return made.id


def _incident(tx: Transaction, day: str, school: str) -> None:
    made = Incident(
        id=IncidentId(new_id()), police_ref=next_reference("DA"), received_at=f"{day}T08:00:00Z",
        incident_date=date.fromisoformat(day), incident_address="4 Harbour Street", state=IncidentState.CLOSED,
    )  # fmt: skip
    RELAY_INCIDENTS.insert(tx, made)
    RELAY_MESSAGES.insert(
        tx,
        Message(id=MessageId(new_id()), incident_id=made.id, given_names="Maja", family_name="Sample",
                school_id=SchoolId(school), sent_at=f"{day}T09:00:00Z"),
    )  # fmt: skip


def _relocation(tx: Transaction, day: str) -> None:
    case = Case(
        id=CaseId(new_id()), case_ref=next_reference(), direction=Direction.ARRIVAL,
        ukpps_notified_on=date.fromisoformat(day), notified_to=NotifiedTo.DCS,
    )  # fmt: skip
    CASES.insert(tx, case)
    for rule, met, due in (("D-01", date(2026, 6, 10), None), ("D-02", date(2026, 6, 16), date(2026, 6, 17))):
        CLOCKS.insert(
            tx,
            ClockRow(id=new_id(), rule=rule, case_id=case.id, subject="case", subject_id=case.id,
                     started_on=date.fromisoformat(day), due_on=due, met_on=met, running=False),
        )  # fmt: skip


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    """Return a desk after its year: referrals of seven a quarter, RELAY of one, nine relocations."""
    vault = make_vault(tmp_path / "vault", FixedClock(AFTER), roles=frozenset({"la_spoc", "administrator"}))
    save_profile(vault, load_profile("luton"))
    added = add_person(vault, name=DIRECTOR, roles=["dcs_office"], password=DIRECTORS, own_password=PASSWORD)
    with vault.transaction("test") as tx:
        school = SCHOOLS.insert(tx, School(id=SchoolId(new_id()), name="Harbour Primary"))
        for _ in range(9):
            _relocation(tx, "2026-06-08")
    found = Year(vault, added.change.ids[0], school.id)
    for day, count in SENT_IN.items():
        found.send_referrals(day, count)
    found.capture("2026-05-06", 3)
    opened(vault)
    yield found
    vault.close()
