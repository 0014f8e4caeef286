"""Referrals and restricted records go like a relocation does; an older vault learns of its closed records."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.keeping import deciding, disposing, review
from spoc_desk.casework.referrals.lists import ReferralFilter, list_referrals
from spoc_desk.casework.restricted.records import add_record, list_records, remove_record
from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.domain.retention import Disposal, RecordKind
from spoc_desk.domain.roles import Role
from spoc_desk.errors import NotYet
from spoc_desk.vault import migrate, reasons
from spoc_desk.vault.disposal import kept_reasons
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.hanging_rows import rows_of_referral
from spoc_desk.vault.records.retention_list import retention_of
from spoc_desk.vault.records.stores import DISPOSALS, REFERRALS, RESTRICTED_RECORDS
from spoc_desk.vault.vault import Vault
from tests.casework.keeping.needles import NEEDLE, draft, plant
from tests.casework.keeping.people import second, signs
from tests.casework.referrals.desk import ReferralDesk
from tests.casework.referrals.stages import open_stage
from tests.factories import PASSWORD, new_vault
from tests.vault.pages import hits, of_vault

Printed = pytest.CaptureFixture[str]


def dispose_of(vault: Vault, kind: RecordKind, record_id: str) -> Disposal:
    """Propose and approve, by whoever has to."""
    one = retention_of(vault, kind, record_id)
    assert one is not None
    actor = second(vault, Role.DASS_OFFICE)
    deciding.propose(vault, retention_id=one.id, reason=f"{NEEDLE} is over", version=one.version)
    shown = disposing.summary(vault, one.id)
    signed = signs(vault, actor, shown.signers)
    done = disposing.dispose(vault, seen_summary=shown, typed="dispose", own_password=PASSWORD, second=signed)
    assert isinstance(done.record, Disposal)
    return done.record


@pytest.fixture
def ended(tmp_path: Path, clock: FixedClock) -> ReferralDesk:
    """A referral that the MASH did not take up, and that is put away."""
    _vault, desk = open_stage("sent", tmp_path / "vault", clock)
    desk.event("decision", {"mash_decision": "nfa", "decided_at": "2026-11-23T09:20", "decided_by": "Duty manager"})
    desk.event("no_feedback", {"note": "Rang twice"})
    desk.event("closed")
    return desk


def test_nothing_of_a_disposed_referral_is_left(ended: ReferralDesk) -> None:
    vault = ended.vault
    one = retention_of(vault, "referral", ended.id)
    assert one is not None and one.class_id == "not_accepted" and one.review_on == date(2032, 11, 23)
    assert not one.is_held
    places = rows_of_referral(vault, ended.id)
    assert {table for table, _row in places} >= {
        "clocks", "referral_consents", "referral_events", "referral_rows", "referral_sections", "retention",
    }  # fmt: skip
    assert plant(vault, [place for place in places if place[0] != "referrals"]) > 30
    draft(vault, f"referral/{ended.id}/reason")
    assert hits(of_vault(vault), NEEDLE) > 150
    record = dispose_of(vault, RecordKind.REFERRAL, ended.id)
    assert hits(of_vault(vault), NEEDLE) == 0
    assert vault.check().ok
    assert record.rows == len(places) and record.drafts == 1
    assert list_referrals(vault, filter=ReferralFilter(open_only=False)).total == 0
    assert REFERRALS.count(vault) == 0
    vault.close()


def test_a_referral_that_comes_back_is_not_due(ended: ReferralDesk) -> None:
    vault = ended.vault
    assert retention_of(vault, "referral", ended.id) is not None
    ended.event("decision", {"mash_decision": "accepted", "decided_at": "2026-11-23T09:25", "decided_by": "Duty"})
    one = retention_of(vault, "referral", ended.id)
    assert one is not None and one.closed_on is None
    assert review.list_retention(vault).total == 0
    vault.close()


def test_a_restricted_record_goes_once_it_was_taken_off(tmp_path: Path, clock: FixedClock) -> None:
    vault, _desk = open_stage("empty", tmp_path / "vault", clock)
    done = add_record(vault, answers={"kind": "adoption", "given_name": NEEDLE, "family_name": "Field", "note": NEEDLE})
    record_id = done.change.ids[0]
    assert retention_of(vault, "restricted", record_id) is None
    remove_record(vault, record_id=record_id, answers={"removed_reason": f"{NEEDLE} moved"})
    one = retention_of(vault, "restricted", record_id)
    assert one is not None and one.class_id == "adoption" and one.review_on is None
    record = dispose_of(vault, RecordKind.RESTRICTED, record_id)
    assert json.loads(record.counts) == [["Restricted record", 1], ["Decisions how long it is kept", 1]]
    assert hits(of_vault(vault), NEEDLE) == 0
    assert list_records(vault, removed=True).total == 0
    assert vault.check().ok
    vault.close()


def test_a_referral_of_a_case_goes_before_the_case(story_with_referral: tuple[Vault, str]) -> None:
    vault, case_id = story_with_referral
    with pytest.raises(NotYet, match="referral begun from this case"):
        disposing._refuse_open_parts(vault, case_id)


@pytest.fixture
def story_with_referral(ended: ReferralDesk) -> tuple[Vault, str]:
    answers = {
        "direction": "arrival",
        "subject_kind": "family",
        "ukpps_notified_on": "2026-11-16",
        "notified_to": "dcs",
    }
    case_id = record_notification(ended.vault, answers=answers).change.ids[0]
    with ended.vault.transaction("linked") as tx:
        tx.update("referrals", ended.id, {"case_id": case_id}, version=ended.referral.version)
    return ended.vault, case_id


def test_an_older_vault_learns_of_its_closed_records(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "schema"
    older.mkdir()
    for step in sorted(migrate.SCHEMA.glob("000[1-7]_*.sql")):
        shutil.copy(step, older)
    vault, _code = new_vault(tmp_path / "vault", clock, schema=older)
    with monkeypatch.context() as patch:
        patch.setattr(reasons, "keep", lambda _db, _keys, _seq, _commit, words: words)  # as it was done then
        _before_there_were_classes(vault)
    vault.close()
    opened = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert opened.check().ok
    assert opened.one("SELECT kind, copy_no FROM prints WHERE id = 'p1'") is not None
    with pytest.raises(Exception, match="no such column"):
        opened.rows("SELECT legal_hold FROM cases")
    found = {row.reference: row.due_words for row in review.list_retention(opened).rows}
    assert found == {"quiet harbour 4821": "No date: needs a person", "Restricted record": "No date: needs a person"}
    assert review.open_list(opened) == 2
    held = retention_of(opened, "relocation", "c1")
    assert held is not None and held.is_held and held.class_id == "relocation"
    assert kept_reasons(opened, [("cases", "c1"), ("prints", "p1")]) == 2
    assert opened.check().ok
    opened.close()


def _before_there_were_classes(vault: Vault) -> None:
    case = {
        "id": "c1", "case_ref": "quiet harbour 4821", "direction": "arrival", "subject_kind": "family",
        "ukpps_notified_on": "2020-01-01", "notified_to": "dcs", "ukpps_reference": "", "route": "child",
        "chief_constable_informed": "yes", "language_interpreter": "", "social_care_record_ids": "[]",
        "route_computed": "child", "route_confirmed_by": "", "think_family": 0, "joint_meeting_considered": 0,
        "joint_meeting_reason": "", "single_la_spoc_considered": 0, "single_la_spoc_reason": "", "state": "closed",
        "hold_reason": "", "closed_on": "2020-06-01", "ukpps_spoc_told": 1, "services_told_not_to_trace": 0,
        "legal_hold": 1, "sample": 0,
    }  # fmt: skip
    copy = {
        "id": "p1", "copy_no": 4, "kind": "chronology", "case_id": "c1", "case_ref": "quiet harbour 4821",
        "form_version": 1, "made_at": "2020-06-01T09:30:00Z", "made_by": "Ada", "output": "paper", "recipient": "",
        "pages": 1, "digest": "", "destroyed_by": "",
    }  # fmt: skip
    restricted = {
        "id": "r1", "kind": "other", "given_name": "Kit", "family_name": "Field", "given_key": "kit",
        "family_key": "field", "aliases": "[]", "note": "", "added_by": "Ada", "added_on": "2020-01-01",
        "removed_on": "2020-02-01", "removed_by": "Ada", "removed_reason": "Left",
    }  # fmt: skip
    with vault.transaction("before", reason="An old reason") as tx:
        for table, values in (("cases", case), ("prints", copy), ("restricted_records", restricted)):
            tx.insert(table, values)


def test_the_command_line_lists_and_prints(ended: ReferralDesk, tmp_path: Path, capsys: Printed) -> None:
    folder = ended.vault.folder
    ref = ended.referral.referral_ref
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    words = [str(folder), "--passphrase-file", str(tmp_path / "password")]
    ended.vault.close()
    assert main(["list", words[0], "retention", "--json", *words[1:]]) == 0
    line = json.loads(capsys.readouterr().out)[0]
    assert (line["reference"], line["class"], line["review_on"]) == (ref, "not_accepted", "2032-11-23")
    vault = open_vault(folder, PASSWORD, clock=ended.clock)
    dispose_of(vault, RecordKind.REFERRAL, ended.id)
    assert DISPOSALS.count(vault) == 1 and RESTRICTED_RECORDS.count(vault) == 0
    vault.close()
    assert main(["list", words[0], "disposals", *words[1:]]) == 0
    told = capsys.readouterr().out
    assert told.startswith("DC-0001\treferral\t") and ref not in told
    out = tmp_path / "certificate.pdf"
    assert main(["print", words[0], "disposal-certificate", "DC-0001", *words[1:], "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert main(["print", words[0], "disposal-certificate", "DC-0007", *words[1:], "-o", str(out) + "2"]) != 0
