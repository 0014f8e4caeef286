"""The practice registers of the partnership: open and ended ones, marked, without an area; and what triggers count."""

import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.sample.partnership import lay_out_partnership
from spoc_desk.casework.sample.referrals import lay_out_referrals
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.referrals import ReferralEvent
from spoc_desk.errors import NotYet
from spoc_desk.profile.documents import load_profile
from spoc_desk.resources import read_text
from spoc_desk.sanitise.findings import Mode, blocks
from spoc_desk.sanitise.scan import scan
from spoc_desk.vault.migrate import SCHEMA
from spoc_desk.vault.records.consultation_list import ConsultationQuery, consultation_page, how_many_consultations
from spoc_desk.vault.records.escalation_list import COMPLAINT_LIST, ESCALATION_LIST
from spoc_desk.vault.records.partnership_list import how_many
from spoc_desk.vault.records.rollout_list import LISTING as ROLLOUT_LIST
from spoc_desk.vault.records.stores import (
    ACCESS_REQUESTS,
    ASSURANCE,
    CASE_REVIEWS,
    COMPLAINTS,
    CONSULTATIONS,
    ESCALATIONS,
    REFERRAL_EVENTS,
    REFERRALS,
    SERIOUS_INCIDENTS,
)
from spoc_desk.vault.vault import Vault
from tests.casework.desk import lay_out
from tests.factories import make_vault

ROOMS = {
    "decisions": (2, 2), "concerns": (1, 2), "serious_incidents": (2, 2), "case_reviews": (2, 2), "escalations": (2, 3),
    "complaints": (2, 3), "consultations": (2, 2), "access": (2, 3), "rollout": (10, 10),
}  # fmt: skip
"""How many each list shows when it is opened, and with the ended ones."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    place = tmp_path_factory.mktemp("sample") / "vault"
    vault = make_vault(place, FixedClock(), roles=frozenset({"la_spoc", "dcs_office", "administrator"}))
    with pytest.raises(NotYet, match="practise"):
        lay_out_partnership(vault)
    save_profile(vault, replace(load_profile("luton"), practice=True))
    lay_out_partnership(vault)
    yield vault
    vault.close()


def test_every_register_is_filled_marked_and_whole(desk: Vault) -> None:
    for name, (shown, every) in ROOMS.items():
        room = import_module(f"spoc_desk.casework.partnership.{name}")
        page = room.page_of(desk, Asked(also_closed=True))
        assert (room.count_of(desk), page.total, len(page.rows)) == (shown, every, every), name
    for table in (ACCESS_REQUESTS, CASE_REVIEWS, COMPLAINTS, CONSULTATIONS, ESCALATIONS, SERIOUS_INCIDENTS):
        assert all(each.sample for each in table.find(desk)), table.name
    assert desk.clock.now() == FixedClock().now()
    assert desk.check().ok


def test_no_sample_text_shows_an_area() -> None:
    area = load_profile("luton").own_area
    told = tomllib.loads(read_text("sample", "partnership.toml"))
    texts = [text for rows in told.values() for row in rows for text in row.values() if isinstance(text, str)]
    assert len(texts) > 100
    assert [text for text in texts if blocks(scan(text, area, Mode.LOCAL))] == []


def test_what_triggers_count_is_what_there_is(desk: Vault) -> None:
    """Whatever comes, goes, or becomes part of a relocation."""
    case = CaseId(lay_out(desk, FixedClock(), Direction.ARRIVAL).case_id)
    sent, *_ = lay_out_referrals(desk)
    with desk.transaction("test") as tx:
        one = REFERRAL_EVENTS.find(tx, "referral_id = ?", (sent,))[0]
        asked = REFERRAL_EVENTS.insert(tx, replace(one, id=new_id(), event=ReferralEvent.CONSULTATION, version=0))
    assert _counted(desk) == (3, 3, 3, 3, 3, 3, 10)
    with desk.transaction("test") as tx:
        for table in (ESCALATIONS, COMPLAINTS, CONSULTATIONS):
            first = table.find(tx, tail="ORDER BY id")[0]
            table.update(tx, first, replace(first, case_id=case))  # type: ignore[arg-type, type-var]
    assert _counted(desk) == (3, 2, 3, 2, 3, 2, 10)
    with desk.transaction("test") as tx:
        referral = REFERRALS.get(tx, sent)
        referral = REFERRALS.update(tx, referral, replace(referral, case_id=case))
    assert _counted(desk)[-3:] == (3, 1, 10)
    with desk.transaction("test") as tx:
        REFERRALS.delete(tx, referral)
        ESCALATIONS.delete(tx, ESCALATIONS.find(tx, "case_id IS NOT NULL")[0])
        ASSURANCE.delete(tx, ASSURANCE.find(tx)[0])
    assert _counted(desk) == (2, 2, 3, 2, 2, 1, 9)
    with desk.transaction("test") as tx:
        REFERRAL_EVENTS.delete(tx, asked)
    assert _counted(desk) == (2, 2, 3, 2, 2, 1, 9)


@pytest.mark.parametrize("first", ["referrals", "referral_events"])
def test_the_log_counts_alike_whichever_row_comes_or_goes_first(first: str) -> None:
    """A salvage puts rows back in any order, a disposal takes them out in any."""
    db = sqlite3.connect(":memory:")
    for step in sorted(SCHEMA.glob("*.sql")):
        db.executescript(step.read_text(encoding="utf-8"))
    kernel = "1, '', '', '', ''"
    rows = {
        "referrals": "INSERT INTO referrals (id, referral_ref, state, set_id, judged_level, referral_kind, urgency,"
        " phoned_at, form_version, started_on, referrer, sent_at, no_feedback, sample, version, created_at, created_by,"
        f" updated_at, updated_by) VALUES ('r', 'R 1', 'sent', 'x', '', 'new', '', '', 1, '2026-11-23', 'x', '', 0, 0,"
        f" {kernel})",
        "referral_events": "INSERT INTO referral_events (id, referral_id, event, to_state, happened_at, done_by,"
        " answers, note, version, created_at, created_by, updated_at, updated_by) VALUES ('e', 'r', 'consultation',"
        f" 'sent', '2026-11-23T10:00:00Z', 'x', '{{}}', '', {kernel})",
    }
    order = sorted(rows, key=lambda table: table != first)
    for table in order:
        db.execute(rows[table])
    assert db.execute("SELECT records FROM consultation_tally").fetchall() == [(1,), (0,)]
    for table in order:
        db.execute(f"DELETE FROM {table}")
    assert db.execute("SELECT records FROM consultation_tally").fetchall() == [(0,), (0,)]


def _counted(vault: Vault) -> tuple[int, ...]:
    """Return what is said there is, with relocations and without, and hold it against the rows themselves."""
    found: list[int] = []
    for listing in (ESCALATION_LIST, COMPLAINT_LIST):
        rows = f"SELECT count(*) FROM {listing.table} WHERE deleted_at IS NULL"
        for cases, no_case in ((True, ""), (False, " AND case_id IS NULL")):
            for open_only, still in ((True, " AND ended_on IS NULL"), (False, "")):
                said = how_many(vault, listing, open_only=open_only, with_cases=cases)
                assert said == vault.own_rows(rows + no_case + still)[0][0]
            found.append(said)
    for cases in (True, False):
        page, total = consultation_page(vault, ConsultationQuery(with_cases=cases), offset=0, limit=50)
        assert how_many_consultations(vault, with_cases=cases) == total == len(page)
        found.append(total)
    return (*found, how_many(vault, ROLLOUT_LIST, open_only=False))
