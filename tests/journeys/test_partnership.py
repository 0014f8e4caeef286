"""The registers of the partnership in the real window: one record typed into each, and their papers."""

from collections.abc import Iterator
from importlib import import_module

import pytest

from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.domain.concerns import ConcernKind
from spoc_desk.vault.records.stores import ACCESS_REQUESTS, CONCERNS, DECISIONS, ESCALATIONS
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.tour import partnership
from tests.journeys.reading_papers import complaints, words_of
from tests.journeys.toured import Toured

PAPERS = ("decision", "blank-request")
ROOMS = (
    "decisions", "concerns", "serious_incidents", "case_reviews", "escalations", "complaints", "consultations",
    "access", "rollout",
)  # fmt: skip


@pytest.fixture(scope="module")
def vault(toured: Toured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Return the vault after the tour."""
    opened = toured.open(tmp_path_factory.mktemp("partnership") / "vault")
    yield opened
    opened.close()


def test_every_register_has_what_was_typed(vault: Vault) -> None:
    for name in ROOMS:
        room = import_module(f"spoc_desk.casework.partnership.{name}")
        assert room.page_of(vault, Asked(also_closed=True)).total >= 1, name
    typed = {one.about: one for one in DECISIONS.find(vault)}[str(partnership.DECISION.answers["about"])]
    assert typed.allows and len(typed.tests_met) == len(partnership.DECISION.answers["tests_met"])
    (asked,) = ACCESS_REQUESTS.find(vault)
    (disputed,) = ESCALATIONS.find(vault, "case_id IS NULL AND referral_id IS NULL")
    (caller,) = CONCERNS.find(vault, "kind = ?", (ConcernKind.SUSPICIOUS.value,))
    assert (asked.sample, disputed.child_at_risk, caller.pauses_exchange) == (True, True, False)
    assert caller.caller_claims == partnership.CONCERN.answers["caller_claims"]


def test_the_papers_are_sound_and_say_what_was_typed(toured: Toured) -> None:
    papers = {name: toured.papers[name] for name in PAPERS}
    assert {name: found for name, pdf in papers.items() if (found := complaints(pdf))} == {}
    said = {name: " ".join(" ".join(words_of(pdf)).split()) for name, pdf in papers.items()}
    assert str(partnership.DECISION.answers["rationale"]) in said["decision"]
    assert "Sam Sample" not in said["blank-request"] and "Blank form" in said["blank-request"]
    assert all("SAMPLE" in words for words in said.values())
