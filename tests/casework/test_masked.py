"""What an auditor reads masked is decided for every column there is, and reaches no paper, list or command line."""

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from spoc_desk.casework import prints
from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.casework.history import audit_trail, chronology
from spoc_desk.casework.household import people
from spoc_desk.casework.masked import COLUMNS
from spoc_desk.casework.may_see import reads_masked, settle
from spoc_desk.casework.referrals.lists import list_referrals
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.cli.main import run_command
from spoc_desk.clock import FixedClock
from spoc_desk.vault.masks import MASKED
from spoc_desk.vault.migrate import SCHEMA
from tests.casework.own_copy import issue
from tests.casework.planted import NEEDLE, lay_out
from tests.casework.referrals.desk import CHILD_ANSWERS, begin
from tests.casework.story import Story
from tests.factories import PASSWORD

OF_THE_DESK = {
    "absences", "assurance", "audit_checkpoints", "backups", "contacts", "disposals", "drafts", "keyslots", "meta",
    "profiles", "relay_agreements", "restricted_records", "restricted_releases", "school_closures",
    "saved_views",
    "audit_samples", "figure_releases", "relocation_figures", "yearly_reports",
    "school_partnerships", "schools", "threshold_sets",
    "users",
}  # fmt: skip
"""Tables of our own people, services, schools and settings, certificates without a name, her own drafts and
views, and those that are shut for her."""
PROGRAM = re.compile(
    r"(^(id|state|event|kind|rule|section|subject|system|route|service|document_no|document_id|class_id|act|actor)$)"
    r"|_(at|by|ref|no|id|ids|time|state|version|digest|event|key|name|level|kind)$|^(at|sha256|digest|members|urgency)$"
    r"|^(created|updated|deleted)_"
)
"""Moments, ids, references, words of the program and choices from a list: never what somebody typed about a family."""
CHOSEN: dict[str, set[str]] = {
    "members": {"status_flags"}, "decisions": {"persons_informed", "tests_met", "decided_as"},
    "concerns": {"who_is_at_risk", "caller_checks", "containment"}, "access_requests": {"exemptions"},
    "document_checks": {"channels", "found", "removed", "kept", "proofs"},
    "serious_incidents": {"incident_on", "released_for"}, "incident_children": {"harm_basis"},
    "case_reviews": {"released_for"}, "learning_points": {"methods"},
    "relay_contacts": {"role"}, "relay_incidents": {"released_for"}, "relay_messages": {"support"},
    "retention": {"reference"}, "prints": {"output", "series"}, "escalations": {"agency", "released_for"},
    "complaints": {"agency", "released_for"}, "consultations": {"agency"},
    "custody": {"chain"}, "handovers": {"answers", "head_code"}, "known_desks": {"seen_head"},
}  # fmt: skip
"""Lists of choices, counts, numbers of bundles and seals, the reference, and what somebody is at a school."""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    story = lay_out(tmp_path_factory.mktemp("desk") / "vault", FixedClock())
    add_record(story.vault, answers={"given_name": "Maja", "family_name": "Nowak", "kind": "staff_family"})
    row = begin(story.vault, FixedClock())
    row.row("referral_child", CHILD_ANSWERS)
    story.vault.actor = replace(story.vault.actor, roles=frozenset({"auditor"}))
    with story.vault.transaction("roles changed") as tx:
        user = tx.rows("SELECT id, version FROM users")[0]
        tx.update("users", user["id"], {"roles": '["auditor"]'}, version=user["version"])
    settle(story.vault)
    yield story
    story.vault.close()


def _texts() -> Iterator[tuple[str, str]]:
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCHEMA.glob("*.sql")))
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\) STRICT;", script, re.DOTALL):
        for column, rule in re.findall(r"^\s+(\w+) TEXT(.*)$", body, re.MULTILINE):
            if not re.search(r" IN \(|IS date\(|REFERENCES", rule):
                yield table, column
    for table, column, rule in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+) TEXT(.*)", script):
        if not re.search(r" IN \(|IS date\(|REFERENCES", rule):
            yield table, column


def test_every_text_is_masked_or_said_to_be_open() -> None:
    left = {
        f"{table}.{column}"
        for table, column in _texts()
        if table not in OF_THE_DESK
        and column not in COLUMNS.get(table, {})
        and column not in CHOSEN.get(table, ())
        and not PROGRAM.search(column)
    }
    assert left == set()


def test_every_masked_column_is_there() -> None:
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCHEMA.glob("*.sql")))
    for table, columns in COLUMNS.items():
        body = re.search(rf"CREATE TABLE {table} \((.*?)\) STRICT;", script, re.DOTALL)
        assert body is not None, table
        added = set(re.findall(rf"ALTER TABLE {table} ADD COLUMN (\w+)", script))
        there = set(re.findall(r"^\s+(\w+) ", body[1], re.MULTILINE)) | added
        assert columns.keys() <= there, table


@pytest.mark.parametrize(
    ("roles", "masked"),
    [
        ({"auditor"}, True), ({"auditor", "administrator"}, True), ({"auditor", "mash"}, True),
        ({"auditor", "la_spoc"}, False), ({"auditor", "dcs_office"}, False), ({"referrer"}, False), (set(), False),
    ],
)  # fmt: skip
def test_who_sees_cases_as_an_auditor_only_reads_masked(roles: set[str], masked: bool) -> None:
    assert reads_masked(roles) is masked


def test_searching_by_a_name_or_an_alias_finds_nothing(audited: Story) -> None:
    every = list_cases(audited.vault, filter=CaseFilter(open_only=False)).total
    assert every == 1
    for text in ("needlemem", "needlemembernamesfamilyname", "Needlemembersalias", "Needlereferralrows", "nowak"):
        assert list_cases(audited.vault, filter=CaseFilter(text=text, open_only=False)).total == 0, text
        assert list_referrals(audited.vault, text=text).total == 0, text
    reference = list_cases(audited.vault, filter=CaseFilter(open_only=False)).rows[0].case_ref
    assert list_cases(audited.vault, filter=CaseFilter(text=reference, open_only=False)).total == 1


def test_dates_states_counts_and_who_did_what_stay(audited: Story) -> None:
    row = list_cases(audited.vault, filter=CaseFilter(open_only=False)).rows[0]
    assert (row.notified_on.isoformat(), row.due_words != "", row.people) == ("2026-11-16", True, 10)
    trail = audit_trail(audited.vault, limit=500).lines
    assert {line.who for line in trail} == {"Asha Brook"}
    assert {"recorded a notification", "recorded a meeting", "revealed a name"} <= {line.act for line in trail}
    told = chronology(audited.vault, audited.case_id).entries
    assert any(entry.what.startswith("Meeting 1 with UKPPS, ") for entry in told)
    assert {one.member.alias for one in people(audited.vault, audited.case_id)} == {MASKED}


def test_an_empty_text_stays_empty(audited: Story) -> None:
    """That nothing was written can be audited."""
    kept = audited.vault.rows("SELECT outcome FROM concerns UNION SELECT answer_given FROM queries")
    assert {row[0] for row in kept} <= {"", MASKED}


def test_whether_a_referral_stops_is_told_and_never_why(audited: Story) -> None:
    ids = [row[0] for row in audited.vault.rows("SELECT id FROM referrals ORDER BY created_at, rowid")]
    views = [referral_view(audited.vault, one) for one in ids]
    assert True in {view.stopped for view in views}
    assert {name.name for view in views for name in view.people.values()} <= {MASKED, f"{MASKED} {MASKED}"}


def test_a_paper_carries_the_mask(audited: Story) -> None:
    vault = audited.vault
    prepared = prints.prepare(vault, kind="chronology", case_id=audited.case_id)
    issued = issue(vault, prepared, acknowledged=True)
    document = pypdfium2.PdfDocument(issued.pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert not NEEDLE.search(words)
    assert "•••" in words
    assert issued.copy.copy_no > 1


def test_the_form_of_a_referral_is_not_moved_on_by_an_auditors_copy(audited: Story) -> None:
    vault = audited.vault
    (referral_id,) = vault.rows("SELECT id FROM referrals WHERE state = 'printed'")[0]
    events = vault.rows("SELECT count(*) FROM referral_events")[0][0]
    prepared = prints.prepare(vault, kind="referral", referral_id=referral_id)
    issued = issue(vault, prepared, acknowledged=True)
    assert issued.copy.referral_id == referral_id
    assert vault.rows("SELECT count(*) FROM referral_events")[0][0] == events


def test_the_command_line_is_masked_too(audited: Story, tmp_path: Path) -> None:
    folder = audited.vault.folder
    audited.vault.close()
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    for kind in ("cases", "exchanges", "deadlines", "prints", "audit", "referrals"):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_command(["list", str(folder), kind, "--json", "--passphrase-file", str(secret)])
        assert code == 0, err.getvalue()
        assert not NEEDLE.search(out.getvalue() + err.getvalue()), kind
        assert len(out.getvalue()) > 2, kind
