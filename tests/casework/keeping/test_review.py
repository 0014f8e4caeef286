"""The review list: what closes gets a class and a day; what needs a person is said; nothing goes by itself."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework.agenda import today
from spoc_desk.casework.keeping import deciding, review
from spoc_desk.casework.keeping.review import Due, RetentionFilter
from spoc_desk.casework.keeping.who import ASKED, CLASS_SET, HELD, KEPT_LONGER, LIFTED, PROPOSED
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.restricted.records import add_record, remove_record
from spoc_desk.domain.record import new_id
from spoc_desk.domain.retention import RecordKind, Retention
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet, StaleRecord
from spoc_desk.profile.documents import default_retention, load_profile
from spoc_desk.vault.records.retention_list import retention_of
from spoc_desk.vault.records.stores import CASES, RETENTION
from tests.casework.keeping.closed_case import CLOSING, ask_ukpps, close, of
from tests.casework.story import CHILD, MOTHER, Story

PERSON = {"kind": "staff_family", "given_name": "Kit", "family_name": "Invented"}


def list_of(story: Story, **wanted: object) -> list[str]:
    found = review.list_retention(story.vault, wanted=RetentionFilter(**wanted))  # type: ignore[arg-type]
    return [line.reference for line in found.rows]


def test_a_closed_case_has_the_longest_class_of_its_people_and_a_legal_hold(story: Story) -> None:
    story.up_to_meeting()
    for member in story.family():
        if member.kind.value == "unborn":
            break
    one = close(story)
    assert one.class_id == "relocation" and one.is_held
    assert one.review_on is None and "Unborn 1" in one.reckoned_words
    with story.vault.transaction("born") as tx:
        row = tx.rows("SELECT id, version FROM members WHERE kind = 'unborn' AND case_id = ?", (story.case_id,))[0]
        tx.update("members", row["id"], {"kind": "child", "date_of_birth": "2026-11-01"}, version=row["version"])
    story.move("reopen", note="Born")
    story.move("close", **CLOSING)
    assert of(story).review_on == date(2051, 11, 1)


def test_nothing_is_due_while_a_case_is_open(story: Story) -> None:
    close(story)
    assert list_of(story) == [story.case.case_ref]
    story.move("reopen", note="More came")
    assert list_of(story) == []
    with pytest.raises(NotYet, match="open again"):
        deciding.put_hold(story.vault, retention_id=of(story).id, reason="x", version=of(story).version)


def test_what_closed_at_a_desk_that_does_not_see_it_is_added_when_the_list_is_opened(story: Story) -> None:
    close(story)
    with story.vault.transaction("forgot") as tx:
        tx.erase("retention", of(story).id, version=of(story).version)
    assert list_of(story) == []
    assert review.open_list(story.vault) == 1
    assert review.open_list(story.vault) == 0
    assert list_of(story) == [story.case.case_ref] and of(story).is_held


def test_a_restricted_record_taken_off_waits_for_a_class(story: Story) -> None:
    done = add_record(story.vault, answers=PERSON)
    remove_record(story.vault, record_id=done.change.ids[0], answers={"removed_reason": "Left the council"})
    one = retention_of(story.vault, "restricted", done.change.ids[0])
    assert one is not None and one.review_on is None and one.class_id == ""
    found = review.view(story.vault, one.id)
    assert found.line.due_words == "No date: needs a person"
    assert "Kit" not in str(found)


def test_the_class_can_be_changed_and_the_day_follows(story: Story) -> None:
    one = close(story)
    done = deciding.set_class(story.vault, retention_id=one.id, class_id="adult", version=one.version)
    assert isinstance(done.record, Retention)
    assert done.record.review_on == date(2034, 11, 23) and done.record.class_chosen
    with pytest.raises(StaleRecord):
        deciding.set_class(story.vault, retention_id=one.id, class_id="looked_after", version=one.version)
    with pytest.raises(BadAnswer, match="from the list"):
        deciding.set_class(story.vault, retention_id=one.id, class_id="trail", version=of(story).version)


@pytest.mark.parametrize(
    ("day", "reason", "words"),
    [
        ("2026-11-23", "x", "after today"),
        ("2036-01-01", " ", "Say why"),
        ("soon", "x", "Enter a day"),
        ("2030-01-01", "x", "never shorter"),
    ],
)
def test_a_record_is_kept_longer_with_a_reason_and_never_shorter(
    story: Story, day: str, reason: str, words: str
) -> None:
    one = close(story)
    done = deciding.set_class(story.vault, retention_id=one.id, class_id="adult", version=one.version)
    version = done.record.version if done.record else 0
    with pytest.raises(BadAnswer, match=words):
        deciding.keep_longer(story.vault, retention_id=one.id, review_on=day, reason=reason, version=version)
    deciding.keep_longer(story.vault, retention_id=one.id, review_on="2040-01-01", reason="A claim", version=version)
    assert of(story).review_on == date(2040, 1, 1)
    assert "A claim" in review.view(story.vault, one.id).reckoned_words


def test_what_may_be_decided_is_said_for_whoever_sits_here(story: Story) -> None:
    one = close(story)
    assert review.view(story.vault, one.id).acts == {CLASS_SET, KEPT_LONGER, ASKED}
    ask_ukpps(story)
    assert review.view(story.vault, one.id).acts == {CLASS_SET, KEPT_LONGER, ASKED, LIFTED}
    with story.vault.transaction("lifted") as tx:
        tx.update("retention", one.id, {"hold_on": None}, version=of(story).version)
    assert review.view(story.vault, one.id).acts == {CLASS_SET, KEPT_LONGER, ASKED, HELD, PROPOSED}
    story.act_as("deputy")
    settle(story.vault)
    assert review.view(story.vault, one.id).acts == {KEPT_LONGER, HELD}
    with pytest.raises(NotAtThisDesk):
        deciding.propose(story.vault, retention_id=one.id, reason="x", version=one.version)
    story.act_as("auditor")
    settle(story.vault)
    assert review.view(story.vault, one.id).acts == frozenset()


@pytest.mark.parametrize("role", ["referrer", "administrator", "mash", "crg"])
def test_who_does_not_see_how_long_records_are_kept_has_no_list(story: Story, role: str) -> None:
    one = close(story)
    story.act_as(role)
    settle(story.vault)
    assert review.list_retention(story.vault).total == 0
    assert review.due_words(story.vault) == "" and review.open_list(story.vault) == 0
    for question in ("SELECT * FROM retention", "SELECT * FROM disposals"):
        with pytest.raises(NotAtThisDesk):
            story.vault.rows(question)
    with pytest.raises(NotAtThisDesk):
        review.view(story.vault, one.id)


def test_today_says_what_waits_for_a_decision(story: Story) -> None:
    close(story)
    assert review.due_words(story.vault) == "Decide how long to keep 1 record: 1 without a day"
    rows = today(story.vault).undated
    assert [row.place for row in rows if "Decide how long" in row.what] == ["keeping"]


def test_the_list_is_filtered(story: Story) -> None:
    rows(story, 3)
    assert len(list_of(story)) == 3
    assert list_of(story, due=Due.NOW) == ["amber field 0000"]
    assert list_of(story, due=Due.SOON) == ["amber field 0000", "amber field 0001"]
    words = [line.due_words for line in review.list_retention(story.vault).rows]
    assert words == ["Sun 1 Nov 2026: due", "Mon 4 Jan 2027, in 27 working days", "Thu 1 Jun 2045"]
    assert list_of(story, hold="on") == ["amber field 0002"]
    assert list_of(story, kind="relocation") == []
    assert list_of(story, class_id="in_need", text="0001") == ["amber field 0001"]
    assert list_of(story, proposed=True) == []


def rows(story: Story, count: int) -> None:
    """Put closed referrals into the list, one due, the others later."""
    days = (date(2026, 11, 1), date(2027, 1, 4), date(2045, 6, 1))
    with story.vault.transaction("many") as tx:
        for number in range(count):
            RETENTION.insert(
                tx,
                Retention(
                    id=new_id(), kind=RecordKind.REFERRAL, record_id=new_id(), reference=f"amber field {number:04d}",
                    closed_on=date(2026, 11, 1), class_id="in_need", reckoned_words="x", review_on=days[min(number, 2)],
                    hold_on=date(2026, 11, 2) if number == 2 else None,
                ),
            )  # fmt: skip


def test_a_page_of_five_thousand_is_walked_along_its_index(story: Story) -> None:
    rows(story, 5000)
    found = review.list_retention(story.vault, offset=2500, limit=50)
    assert (len(found.rows), found.total) == (50, 5000)
    sql = (
        "SELECT id FROM retention WHERE deleted_at IS NULL AND (closed_on IS NOT NULL AND kind IN (?, ?))"
        " ORDER BY review_on, reference, id LIMIT 50"
    )
    plan = " ".join(str(row["detail"]) for row in story.vault.rows(f"EXPLAIN QUERY PLAN {sql}", ("referral", "x")))
    assert "USING INDEX retention_review" in plan and "TEMP B-TREE" not in plan


def test_no_timer_disposes_of_anything(story: Story) -> None:
    close(story)
    before = CASES.count(story.vault)
    story.clock.advance(days=366 * 200)
    today(story.vault)
    review.open_list(story.vault)
    assert CASES.count(story.vault) == before


def test_the_classes_are_those_of_the_sources_and_the_councils_own_years_stay() -> None:
    council = load_profile("luton")
    assert [each.default for each in council.retention] == [
        "75th birthday; or 15 years after death under 18",
        "100 years from order",
        "date of birth + 25 (common)",
        "date of birth + 25",
        "as council",
        "local, default 6 years after contact",
        "local, default 6–8 years after closure",
        "local, default 1–3 years; school keeps its own",
        "local, default 6 years after it ended",
        "local, default 6 years after it was made",
        "local, default 6 years after it was closed",
        "local, default 3 years after it was answered",
        "ask UKPPS before any disposal; longest of the people’s classes; legal hold on",
        "no source gives years: a person decides; the relocation itself is kept where it is",
        "as long as the newest record it covers",
    ]
    changed = replace(council.retention[2], years=35)
    assert replace(council, retention=(changed,)).retention_class("child_protection") == changed
    assert default_retention()[2].years == 25


def test_a_mother_and_a_child_are_kept_as_long_as_the_child(story: Story) -> None:
    story.notify()
    story.add(CHILD)
    story.add(MOTHER)
    story.move("close_error", note="Recorded twice")
    assert of(story).review_on == date(2042, 5, 1)
    assert of(story).reckoned_words.startswith("Child A, Child in need")


def test_a_closed_case_says_how_long_it_is_kept(story: Story) -> None:
    one = close(story)
    assert review.kept_words(story.vault, story.case_id) == "No date: needs a person. Legal hold."
    deciding.keep_longer(story.vault, retention_id=one.id, review_on="2060-01-01", reason="x", version=one.version)
    assert review.kept_words(story.vault, story.case_id) == "Look at it again: Thu 1 Jan 2060. Legal hold."
    story.move("reopen", note="More came")
    assert review.kept_words(story.vault, story.case_id) == ""
