"""A notification on paper: only what is cleared, four facts, a number of its own, and seen by who sees RELAY."""

import pypdfium2
import pytest

from spoc_desk.casework.may_see import settle
from spoc_desk.casework.print_register import line_of, list_prints, mark_destroyed
from spoc_desk.casework.prints import prepare
from spoc_desk.casework.relay import capture, directory, messages
from spoc_desk.casework.relay.papers import BLANKS, blank_relay
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.relay_message import ITEMS
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet, RefusedByRule, UnknownRecord
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.records.stores import PRINTS
from tests.casework.own_copy import issue
from tests.casework.relay.desk import CHILD, RelayDesk, sit


def words_of(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(leaf.get_textpage().get_text_range() for leaf in opened).split())
    finally:
        opened.close()


def cleared(relay: RelayDesk) -> RelayDesk:
    relay.share()
    relay.match()
    relay.clear()
    return relay


def prepared(relay: RelayDesk):  # type: ignore[no-untyped-def]
    return prepare(relay.vault, kind=PrintKind.RELAY_MESSAGE, record_ids=[relay.message_id])


@pytest.mark.req("R-000-06", "R-000-07", "R-000-08", "R-000-20")
def test_it_says_the_four_facts_and_no_more(relay: RelayDesk) -> None:
    made = issue(relay.vault, prepared(cleared(relay)))
    words = words_of(made.pdf)
    head, _, foot = words.partition("About the scheme")
    assert "Domestic Abuse Notification" in head
    assert "Bedfordshire Police have attended a domestic abuse incident" in head
    for item, value in zip(
        ITEMS, ("Saturday 21 November 2026", "4 Harbour Street, Luton", "Maja Sample", "Thursday 4 May 2017"),
        strict=True,
    ):  # fmt: skip
        assert f"{item} {value}" in head
    assert "DA/1201/26" not in words
    assert "asks the school first" in foot
    assert "the council or the police" in foot
    assert (made.file_name, made.copy.case_ref, made.copy.recipient) == (
        "relay-message-copy-1.pdf", "", "Ruth Alder, Harbour Primary",
    )  # fmt: skip


def test_nothing_is_printed_before_it_is_cleared_nor_after_it_was_sent(relay: RelayDesk) -> None:
    with pytest.raises(NotYet, match="Clear the message"):
        prepared(relay)
    with pytest.raises(BadAnswer):
        prepare(relay.vault, kind="relay-message")
    cleared(relay).send()
    with pytest.raises(NotYet):
        prepared(relay)


def test_a_gate_that_shuts_after_the_preview_stops_the_copy(relay: RelayDesk) -> None:
    ready = prepared(cleared(relay))
    (agreement,) = directory.agreements(relay.vault, relay.school)
    directory.change_agreement(
        relay.vault, agreement_id=agreement.id, answers={"ended_on": "2026-11-23"}, version=agreement.version
    )
    with pytest.raises(RefusedByRule, match="ended on"):
        issue(relay.vault, ready)
    assert PRINTS.count(relay.vault) == 0


def test_a_family_that_is_protected_since_is_not_printed(relay: RelayDesk) -> None:
    ready = prepared(cleared(relay))
    person = {"kind": "staff_family", "given_name": "Maja", "family_name": "Sample", "date_of_birth": "2017-05-04"}
    add_record(relay.vault, answers=person)
    with pytest.raises(RefusedByRule):
        issue(relay.vault, ready)


def test_other_facts_need_another_preview(relay: RelayDesk) -> None:
    ready = prepared(cleared(relay))
    capture.change_child(
        relay.vault, message_id=relay.message_id, answers={"family_name": "Samples"}, version=relay.message.version
    )
    relay.clear()
    with pytest.raises(NotYet, match="Prepare the print again"):
        issue(relay.vault, ready)


class TestRegister:
    def test_copies_are_numbered_for_themselves_and_told_to_who_sees_relay(self, relay: RelayDesk) -> None:
        vault = cleared(relay).vault
        card = issue(vault, prepare(vault, kind="practitioner-card"))
        first, second = (issue(vault, prepared(relay)) for _ in range(2))
        assert [each.copy.copy_no for each in (card, first, second)] == [1, 1, 2]
        for role, seen in (("la_spoc", 3), ("mash", 2), ("referrer", 0), ("crg", 0), ("administrator", 0)):
            sit(vault, role)
            assert list_prints(vault).total == seen
            assert (line_of(vault, first.copy.id) is not None) is (seen > 0)

    def test_the_mash_prints_and_destroys_her_own_copies(self, relay: RelayDesk) -> None:
        vault = cleared(relay).vault
        card = issue(vault, prepare(vault, kind="practitioner-card"))
        sit(vault, "mash")
        made = issue(vault, prepared(relay))
        mark_destroyed(vault, print_id=made.copy.id)
        with pytest.raises(UnknownRecord):
            mark_destroyed(vault, print_id=card.copy.id)
        with pytest.raises(NotAtThisDesk):
            prepare(vault, kind="practitioner-card")

    @pytest.mark.parametrize("role", ["referrer", "auditor", "administrator", "crg"])
    def test_nobody_else_prepares_one(self, relay: RelayDesk, role: str) -> None:
        sit(cleared(relay).vault, role)
        with pytest.raises(NotAtThisDesk):
            prepared(relay)


@pytest.mark.parametrize("name", BLANKS)
def test_each_blank_paper_names_the_councils_own_mash(name: str) -> None:
    def strings(council: str) -> str:
        return repr(blank_relay(name, load_profile(council)).blocks)

    assert "Luton MASH" in strings("luton")
    assert "Luton" not in strings("blank")
    with pytest.raises(BadAnswer):
        blank_relay("relay-nothing", load_profile("blank"))


def test_a_message_is_still_only_text_once_it_is_printed(relay: RelayDesk) -> None:
    """Printing sends nothing: that a person sent it is recorded by a person."""
    issue(relay.vault, prepared(cleared(relay)))
    assert relay.message.sent_at == ""
    assert messages.message_text(relay.vault, message_id=relay.message_id).body.count("•") == 4
    settle(relay.vault)
    assert CHILD["given_names"] == relay.message.given_names
