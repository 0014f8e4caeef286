"""A referral in the real window: from the first key to the signed papers, the sending and the answer."""

from collections.abc import Iterator

import pytest

from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.domain.referral_consents import ConsentKind
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.vault.records.stores import REFERRALS
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.tour import referral_words
from tests.journeys.reading_papers import complaints, said_about_itself, words_of
from tests.journeys.toured import Toured

FORM, SHEET, YOUNG, CONFIDENTIAL = "referral", "consent-sheet", "young-person-sheet", "confidential-sheet"
PAPERS = (SHEET, YOUNG, FORM, CONFIDENTIAL, "tracking-sheet", "blank-referral")


@pytest.fixture(scope="module")
def vault(toured: Toured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Return the vault after the tour."""
    opened = toured.open(tmp_path_factory.mktemp("referral") / "vault")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def papers(toured: Toured) -> dict[str, bytes]:
    """Return the papers of this part of the story."""
    return {name: toured.papers[name] for name in PAPERS}


@pytest.fixture(scope="module")
def view(vault: Vault) -> ReferralView:
    """Return the referral that was sent; the other one was stopped."""
    (only,) = (each for each in REFERRALS.find(vault, "deleted_at IS NULL") if each.state is not ReferralState.DRAFT)
    return referral_view(vault, only.id)


class TestIntensiveWithConsent:
    @pytest.mark.req("R-004-10")
    def test_every_answer_is_stored_and_the_mash_has_decided(self, view: ReferralView) -> None:
        assert (view.referral.state, view.referral.form_version) == (ReferralState.FPS, 1)
        assert [row.name for row in view.children] == ["Orla Sample", referral_words.ELDER]
        assert view.text("reasons") == referral_words.JUDGEMENT["reasons"]
        assert len(view.ticks) == len(referral_words.TICKS)
        assert list(view.tick_notes.values()) == ["Late on 14 of 40 mornings"]

    def test_three_consents_stand_each_with_its_signed_copy_seen(self, view: ReferralView) -> None:
        kinds = {ConsentKind.REFERRAL, ConsentKind.SHARING, ConsentKind.YOUNG_PERSON}
        assert {each.kind for each in view.consents if each.stands and each.signed_copy_seen_on} == kinds


class TestPapers:
    def test_each_is_sound(self, papers: dict[str, bytes]) -> None:
        assert {name: found for name, pdf in papers.items() if (found := complaints(pdf))} == {}

    def test_the_form_says_what_was_typed(self, papers: dict[str, bytes]) -> None:
        said = " ".join(" ".join(words_of(papers[FORM])).split())
        for words in ("SAMPLE", "Orla Sample", "Late on 14 of 40 mornings", "Signed copy seen on", "Page 1 of"):
            assert words in said

    def test_what_the_family_must_not_read_stands_on_its_own_sheet_alone(self, papers: dict[str, bytes]) -> None:
        secret = "hears shouting at night"
        assert secret in " ".join(" ".join(words_of(papers[CONFIDENTIAL])).split())
        for name in (FORM, SHEET, YOUNG):
            assert "shouting" not in " ".join(words_of(papers[name]))

    def test_no_name_stands_in_what_the_files_say_of_themselves(self, papers: dict[str, bytes]) -> None:
        for name in (FORM, SHEET, YOUNG, CONFIDENTIAL):
            said = said_about_itself(papers[name])
            assert not any(words in said for words in ("Orla", "Tobin", "Carys", "Sample "))
