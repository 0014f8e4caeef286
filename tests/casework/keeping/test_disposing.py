"""A relocation is disposed of: by two people, after UKPPS was asked, and then nothing of it is left."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.casework import backups, cases
from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.casework.history import audit_trail
from spoc_desk.casework.keeping import certificates, deciding, disposing
from spoc_desk.casework.keeping.disposing import Summary
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.print_register import list_prints, next_copy_no
from spoc_desk.domain.retention import MAY_SIGN_EARLY, Disposal
from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer, Incomplete, NotAtThisDesk, NotYet, StaleRecord, UnknownRecord
from spoc_desk.vault.connection import DatabaseFault
from spoc_desk.vault.disposal import dispose
from spoc_desk.vault.records.hanging_rows import rows_of_case
from spoc_desk.vault.records.retention_list import next_certificate
from spoc_desk.vault.records.stores import BACKUPS, CASES, DISPOSALS, FLAGS
from spoc_desk.vault.vault import Actor
from tests.casework.keeping.closed_case import ask_ukpps, close, fill, in_time, lift, of, propose
from tests.casework.keeping.needles import NEEDLE, draft, plant
from tests.casework.keeping.people import ROBIN, second, signs
from tests.casework.story import Story
from tests.factories import NAME, PASSWORD
from tests.vault.pages import hits, of_backup, of_vault


@pytest.fixture
def robin(story: Story) -> Actor:
    return second(story.vault, Role.DASS_OFFICE)


def ready(story: Story, robin: Actor) -> Summary:
    """A closed case, past its time, free to go and proposed."""
    close(story)
    in_time(story)
    ask_ukpps(story)
    lift(story, robin)
    propose(story)
    return disposing.summary(story.vault, of(story).id)


def approve(story: Story, shown: Summary, robin: Actor) -> Disposal:
    signed = signs(story.vault, robin, shown.signers)
    done = disposing.dispose(story.vault, seen_summary=shown, typed="Dispose", own_password=PASSWORD, second=signed)
    assert isinstance(done.record, Disposal)
    return done.record


def test_nothing_of_a_disposed_case_is_left_and_everything_else_is(story: Story, robin: Actor, tmp_path: Path) -> None:
    story.up_to_meeting()
    stays, vault = story.case_id, story.vault
    close(story)
    gone = story.case_id
    fill(story)
    in_time(story)
    ask_ukpps(story)
    lift(story, robin)
    propose(story)
    places = rows_of_case(vault, gone)
    assert {table for table, _ in places} >= {"members", "member_names", "queries", "retention"}
    assert plant(vault, places) > 60
    draft(vault, f"case/{gone}/meetings")
    draft(vault, f"case/{stays}/meetings")
    assert hits(of_vault(vault), NEEDLE) > 300
    vault.discard_draft(f"case/{stays}/meetings")
    record = approve(story, disposing.summary(vault, of(story).id), robin)
    assert hits(of_vault(vault), NEEDLE) == 0
    assert not [path.name for path in vault.folder.iterdir() if hits(path.read_bytes(), NEEDLE)]
    assert vault.check().ok
    assert _seen_of(story, gone) == ""
    assert CASES.get(vault, stays).id == stays
    made = backups.make_backup(vault, _folder(tmp_path / "stick"), lambda *_: True).written
    assert hits(of_backup(vault, made.folder / made.name), NEEDLE) == 0
    assert record.drafts == 1 and record.rows == len(places)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _seen_of(story: Story, gone: str) -> str:
    """Return everything the screen, the search and the history could say of a case that is gone."""
    vault = story.vault
    with pytest.raises(UnknownRecord):
        cases.case(vault, gone)
    lines = [str(line) for line in list_prints(vault, case_id=gone).rows]
    lines += [str(row) for row in list_cases(vault, filter=CaseFilter(text=NEEDLE, open_only=False)).rows]
    lines += [line.reason for line in audit_trail(vault, limit=5000).lines if NEEDLE in line.reason]
    lines += [str(row["content"]) for row in vault.rows("SELECT content FROM row_history WHERE row_id = ?", (gone,))]
    return "".join(lines)


def test_the_trail_keeps_that_there_was_a_record_and_who_disposed_of_it(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    gone = story.case_id
    record = approve(story, shown, robin)
    erased = story.vault.rows("SELECT act, actor FROM audit WHERE row_id = ? AND version < 0", (gone,))
    assert [(row["act"], row["actor"]) for row in erased] == [("disposed of a record", story.vault.actor.user_id)]
    assert (record.proposed_by, record.approved_by) == (NAME, f"{ROBIN}, Office of the DASS")


def test_the_certificate_counts_and_names_nobody_of_the_record(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    ref = story.case.case_ref
    record = approve(story, shown, robin)
    assert dict(json.loads(record.counts))["People"] == 5
    stored = str(story.vault.rows("SELECT * FROM disposals")[0])
    facts = certificates.facts_of(story.vault, record.id)
    assert facts.number == "DC-0001"
    said = f"{stored}{facts}"
    assert ref not in said and story.case_id not in said and "Its time is over" not in said


def test_neither_a_certificate_nor_a_copy_gets_a_number_twice(story: Story, robin: Actor) -> None:
    ready(story, robin)
    fill(story)
    assert next_copy_no(story.vault) == 8
    approve(story, disposing.summary(story.vault, of(story).id), robin)
    assert next_copy_no(story.vault) == 8
    assert not list_prints(story.vault).rows
    assert next_certificate(story.vault) == 2


def test_a_case_that_followed_it_stays_and_points_nowhere(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    first = story.case_id
    later = story.notify(direction="departure")
    with story.vault.transaction("followed") as tx:
        CASES.update(tx, later, replace(later, follows_case=first))
    approve(story, shown, robin)
    assert CASES.get(story.vault, later.id).follows_case is None
    assert story.vault.check().ok


# who ---------------------------------------------------------------------------------------------------------------


def test_nobody_approves_what_they_proposed(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    with pytest.raises(Incomplete, match="Somebody else approves"):
        disposing.dispose(story.vault, seen_summary=shown, typed="dispose", own_password=PASSWORD)
    own = replace(signs(story.vault, robin), user_id=story.vault.actor.user_id)
    with pytest.raises(Incomplete):
        disposing.dispose(story.vault, seen_summary=shown, typed="dispose", own_password=PASSWORD, second=own)
    assert CASES.get(story.vault, story.case_id)


def test_who_sits_here_approves_what_somebody_else_proposed(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    vault = story.vault
    with vault.transaction("proposed by Robin") as tx:
        now = of(story)
        tx.update("retention", now.id, {"proposed_by": robin.user_id, "proposed_name": ROBIN}, version=now.version)
    shown = disposing.summary(vault, shown.retention.id)
    with pytest.raises(BadAnswer, match="not the password"):
        disposing.dispose(vault, seen_summary=shown, typed="dispose", own_password="wrong")
    vault.clock.advance(minutes=5)  # type: ignore[attr-defined]
    done = disposing.dispose(vault, seen_summary=shown, typed="dispose", own_password=PASSWORD)
    assert isinstance(done.record, Disposal)
    assert (done.record.proposed_by, done.record.approved_by) == (ROBIN, f"{NAME}, LA SPOC")


def test_before_its_time_only_the_office_of_a_director_signs(story: Story) -> None:
    spoc = second(story.vault, Role.LA_SPOC)
    close(story)
    ask_ukpps(story)
    lift(story, spoc)
    propose(story)
    shown = disposing.summary(story.vault, of(story).id)
    assert shown.is_early and shown.signers == MAY_SIGN_EARLY
    assert any("not over" in warning for warning in shown.warnings)
    with pytest.raises(Incomplete, match="office of the DCS or DASS"):
        disposing.dispose(
            story.vault, seen_summary=shown, typed="dispose", own_password=PASSWORD, second=signs(story.vault, spoc)
        )


@pytest.mark.parametrize("role", ["deputy", "auditor", "administrator", "referrer", "mash"])
def test_other_roles_dispose_of_nothing(story: Story, robin: Actor, role: str) -> None:
    shown = ready(story, robin)
    story.act_as(role)
    settle(story.vault)
    with pytest.raises(NotAtThisDesk):
        disposing.dispose(
            story.vault, seen_summary=replace(shown, proposed_by_me=True), typed="dispose", own_password=PASSWORD,
            second=None if role != "deputy" else signs(story.vault, robin),
        )  # fmt: skip


# what forbids it ---------------------------------------------------------------------------------------------------


def test_ukpps_is_asked_first_and_the_hold_is_lifted_by_two(story: Story, robin: Actor) -> None:
    close(story)
    in_time(story)
    with pytest.raises(NotYet, match="Ask UKPPS"):
        propose(story)
    with pytest.raises(NotYet, match="Ask UKPPS first"):
        lift(story, robin)
    ask_ukpps(story, "keep")
    with pytest.raises(NotYet, match="Ask UKPPS"):
        propose(story)
    ask_ukpps(story)
    with pytest.raises(NotYet, match="legal hold"):
        propose(story)
    with pytest.raises(Incomplete, match="second person"):
        deciding.lift_hold(story.vault, retention_id=of(story).id, reason="x", second=None, version=of(story).version)
    lift(story, robin)
    assert propose(story).is_proposed


def test_a_hold_put_on_after_the_proposal_stops_it(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    one = of(story)
    deciding.put_hold(story.vault, retention_id=one.id, reason="An inquiry", version=one.version)
    assert not of(story).is_proposed
    with pytest.raises(NotYet, match="legal hold"):
        approve(story, shown, robin)


@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        ("queries", {"closed_on": None}, "question is still open"),
        ("concerns", {"closed_on": None}, "security concern is still open"),
        ("exchange_items", {"is_open": 1}, "record of the exchange is still open"),
    ],
)
def test_open_parts_stop_it(story: Story, robin: Actor, table: str, change: dict[str, int | None], words: str) -> None:
    ready(story, robin)
    fill(story)
    row = story.vault.rows(f"SELECT id, version FROM {table} WHERE case_id = ? LIMIT 1", (story.case_id,))[0]
    with story.vault.transaction("opened") as tx:
        tx.update(table, row["id"], change, version=row["version"])
    with pytest.raises(NotYet, match=words):
        disposing.summary(story.vault, of(story).id)


def test_a_reopened_case_is_no_longer_proposed_and_comes_back_on_hold(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    story.move("reopen", note="A new record came")
    assert not of(story).is_proposed and of(story).closed_on is None
    with pytest.raises(NotYet, match="open"):
        approve(story, shown, robin)
    story.move("close", closure_reason="complete", ukpps_spoc_told="yes", flag_decision="keep")
    assert of(story).is_held and of(story).ukpps_answer is None


def test_what_changed_since_the_summary_is_shown_anew(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    fill(story)
    with pytest.raises(StaleRecord):
        approve(story, shown, robin)


def test_the_word_is_typed(story: Story, robin: Actor) -> None:
    shown = ready(story, robin)
    with pytest.raises(BadAnswer, match="dispose"):
        disposing.dispose(
            story.vault, seen_summary=shown, typed="yes", own_password=PASSWORD, second=signs(story.vault, robin)
        )


def test_papers_and_flags_that_stand_are_told_first(story: Story, robin: Actor) -> None:
    ready(story, robin)
    fill(story)
    shown = disposing.summary(story.vault, of(story).id)
    assert (shown.papers_out, shown.flags_standing) == (1, 1)
    assert len(shown.warnings) == 2
    assert FLAGS.count(story.vault, "placed_on IS NOT NULL") == 1


def test_rows_that_something_else_points_to_are_not_torn_out(story: Story) -> None:
    close(story)
    with pytest.raises(DatabaseFault):
        dispose(story.vault, [("cases", story.case_id)], lambda _tx: None)
    assert story.vault.check().ok
    assert CASES.get(story.vault, story.case_id)


# backups -----------------------------------------------------------------------------------------------------------


def test_backups_from_before_are_named_until_somebody_destroys_them(story: Story, robin: Actor, tmp_path: Path) -> None:
    shown = ready(story, robin)
    folder = _folder(tmp_path / "stick")
    before = backups.make_backup(story.vault, folder, lambda *_: True).written
    record = approve(story, shown, robin)
    backups.make_backup(story.vault, _folder(tmp_path / "other stick"), lambda *_: True)
    facts = certificates.facts_of(story.vault, record.id)
    assert facts.backups_left == 1 and before.name in facts.backups[0]
    old = certificates.old_backups(story.vault)
    assert [each.file_name for each in old] == [before.name]
    certificates.mark_destroyed(story.vault, backup_id=old[0].id)
    with pytest.raises(NotYet, match="already"):
        certificates.mark_destroyed(story.vault, backup_id=old[0].id)
    assert certificates.old_backups(story.vault) == ()
    assert certificates.facts_of(story.vault, record.id).backups_left == 0
    assert BACKUPS.count(story.vault, "destroyed_on IS NOT NULL") == 1
    assert DISPOSALS.count(story.vault) == 1
