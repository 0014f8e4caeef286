"""The certificate: counts only, reprintable, in the register; its lists for the command line."""

import pytest

from spoc_desk.casework.keeping.certificates import id_of
from spoc_desk.casework.print_register import list_prints
from spoc_desk.casework.prints import prepare
from spoc_desk.cli.list_cmd import KINDS
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer
from tests.casework.keeping.people import ROBIN, second
from tests.casework.keeping.test_disposing import approve, ready
from tests.casework.own_copy import issue
from tests.casework.story import Story
from tests.factories import NAME
from tests.journeys.reading_papers import words_of


def test_a_certificate_is_printed_again_and_is_in_the_register(story: Story) -> None:
    robin = second(story.vault, Role.DASS_OFFICE)
    shown = ready(story, robin)
    ref, lines = story.case.case_ref, list(KINDS["retention"](story.vault))
    assert [(line["reference"], line["proposed"]) for line in lines] == [(ref, True)]
    record = approve(story, shown, robin)
    assert list(KINDS["retention"](story.vault)) == []
    assert [line["certificate"] for line in KINDS["disposals"](story.vault)] == ["DC-0001"]
    for copy_no in (1, 2):
        prepared = prepare(story.vault, kind=PrintKind.DISPOSAL_CERTIFICATE, record_ids=[record.id])
        assert not prepared.leaks
        issued = issue(story.vault, prepared)
        assert issued.copy.copy_no == copy_no
        said = " ".join(words_of(issued.pdf))
        assert "DC-0001" in said and NAME in said and ROBIN in said and "People 5" in said
        assert ref not in said and "Its time is over" not in said and "Unborn" not in said
    assert [line.copy.kind for line in list_prints(story.vault).rows] == [PrintKind.DISPOSAL_CERTIFICATE] * 2
    assert id_of(story.vault, "dc-0001") == record.id == id_of(story.vault, "1")
    with pytest.raises(BadAnswer, match="no certificate"):
        id_of(story.vault, "DC-0009")
