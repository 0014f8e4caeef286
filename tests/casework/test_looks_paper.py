"""Who looked, on paper: the list as the screen filters it, numbered, masked for an auditor, and by command."""

from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.casework import names
from spoc_desk.casework.looking import open_case, open_prints, who_looked
from spoc_desk.casework.looks_paper import asked, filter_words, query_of
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.print_register import list_prints
from spoc_desk.casework.prints import Prepared, prepare
from spoc_desk.cli.main import run_command
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.roles import Role
from spoc_desk.errors import LeakFound, NotAtThisDesk
from spoc_desk.vault.masks import MASKED
from spoc_desk.vault.records.print_list import PrintFilter
from tests.casework.own_copy import issue
from tests.casework.story import Story
from tests.factories import NAME, PASSWORD
from tests.journeys.reading_papers import words_of


@pytest.fixture
def looked(story: Story) -> Story:
    """Two records were opened, and a name was shown with a reason in own words."""
    story.up_to_meeting()
    member = story.vault.rows("SELECT id FROM members ORDER BY rowid LIMIT 1")[0][0]
    names.set_name(story.vault, member_id=member, answers={"given_name": "Maja", "family_name": "Nowak"})
    open_case(story.vault, story.case_id)
    open_prints(story.vault, PrintFilter())
    names.reveal_name(story.vault, member, "A correction", "spelt with j")
    return story


def _said(pdf: bytes) -> str:
    return " ".join(" ".join(words_of(pdf)).split())


def _paper(story: Story, *records: str, case_id: str | None = None) -> Prepared:
    return prepare(story.vault, kind=PrintKind.WHO_LOOKED, case_id=case_id, record_ids=records)


@pytest.mark.req("R-003-27")
def test_the_list_of_the_desk_is_a_numbered_copy_in_the_register(looked: Story) -> None:
    issued = issue(looked.vault, _paper(looked))
    said = _said(issued.pdf)
    for words in (NAME, "Revealed a name", "spelt with j", "Looked at the print register", looked.case.case_ref):
        assert words in said
    assert "Maja" not in said
    copy = list_prints(looked.vault).rows[0].copy
    assert (copy.copy_no, copy.kind, copy.case_id) == (1, PrintKind.WHO_LOOKED, None)
    assert who_looked(looked.vault).lines[0].what == "Looked at who looked"  # the paper is a look as well


def test_filters_of_the_screen_are_those_of_the_paper(looked: Story) -> None:
    records = asked(who="asha", which=looked.case.case_ref[:4])
    assert filter_words(query_of(records, "")) == f"who has “asha”, which record has “{looked.case.case_ref[:4]}”"
    assert query_of(asked(who="Ä, b/=c"), "x").person == "Ä, b/=c"
    said = _said(issue(looked.vault, _paper(looked, *records)).pdf)
    assert "Shown here: who has “asha”" in said and "Revealed a name" in said
    assert "Looked at the print register" not in said
    assert "Nobody has looked yet." in _said(issue(looked.vault, _paper(looked, *asked(who="zz"))).pdf)


def test_of_one_case_it_belongs_to_the_case(looked: Story) -> None:
    issued = issue(looked.vault, _paper(looked, case_id=looked.case_id))
    assert issued.copy.case_id == looked.case_id
    said = _said(issued.pdf)
    assert "Looked at a relocation" in said and "print register" not in said


def test_an_auditor_prints_it_masked_and_others_not_at_all(looked: Story) -> None:
    vault = looked.vault
    vault.actor = replace(vault.actor, roles=frozenset({Role.AUDITOR.value}))
    settle(vault)
    said = _said(issue(vault, _paper(looked)).pdf)
    assert f"A correction: {MASKED}" in said and "spelt with j" not in said and "Child A" not in said
    for role in (Role.REFERRER, Role.MASH, Role.CRG, Role.ADMINISTRATOR):
        vault.actor = replace(vault.actor, roles=frozenset({role.value}))
        settle(vault)
        with pytest.raises(NotAtThisDesk):
            _paper(looked)


def test_a_place_in_a_reason_stops_it(looked: Story) -> None:
    member = looked.vault.rows("SELECT id FROM members ORDER BY rowid LIMIT 1")[0][0]
    names.reveal_name(looked.vault, member, "Another reason", "they came from Bradford")
    with pytest.raises(LeakFound):
        issue(looked.vault, _paper(looked))


def test_the_command_prints_it(looked: Story, tmp_path: Path) -> None:
    ref, folder = looked.case.case_ref, looked.vault.folder
    looked.vault.close()
    word = tmp_path / "word"
    word.write_text(PASSWORD, encoding="utf-8")
    for number, (reference, more) in enumerate((("-", ("--who", "asha")), (ref, ()))):
        out = tmp_path / f"{number}.pdf"
        given = [
            "print",
            str(folder),
            "who-looked",
            reference,
            *more,
            "--own-file",
            "--passphrase-file",
            str(word),
            "-o",
            str(out),
        ]
        assert run_command(given) == 0
        assert "Revealed a name" in _said(out.read_bytes())
