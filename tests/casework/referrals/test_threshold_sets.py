"""A newer edition comes without a release; what was referred with the old one keeps it."""

from dataclasses import replace

import pytest

from spoc_desk.casework.council import profile
from spoc_desk.casework.referrals import sections
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.casework.referrals.threshold_sets import (
    current_set,
    editions,
    import_set,
    show_corrections,
    threshold_set,
    use_set,
)
from spoc_desk.errors import BadAnswer, UnknownRecord
from spoc_desk.resources import read_text
from spoc_desk.thresholds.reading import BadThresholdSet, load_set
from spoc_desk.vault.records.stores import REFERRALS, THRESHOLD_SETS
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import BEFORE, ReferralDesk

SHIPPED = "luton-2021-10"


def newer(set_id: str = "luton-2025-11") -> str:
    text = read_text("thresholds", f"{SHIPPED}.toml").replace(f'id = "{SHIPPED}"', f'id = "{set_id}"', 1)
    return text.replace("Physically well", "In good physical health", 1)


@pytest.mark.req("R-004-01", "R-004-02")
def test_an_imported_edition_is_used_from_now_on_and_an_old_referral_keeps_its_own(draft: ReferralDesk) -> None:
    import_set(draft.vault, text=newer())
    assert current_set(draft.vault).id == "luton-2025-11"
    assert draft.view().threshold.id == SHIPPED
    assert draft.view().threshold.places["UNI.health.1"].indicator.text == "Physically well"
    later = start_referral(draft.vault, answers=BEFORE).record
    assert later is not None
    assert REFERRALS.get(draft.vault, later.id).set_id == "luton-2025-11"
    assert current_set(draft.vault).places["UNI.health.1"].indicator.text == "In good physical health"
    sections.tick(draft.vault, referral_id=draft.id, indicator_id="INT.health.1", ticked=True)


def test_an_edition_may_be_kept_without_being_used(vault: Vault) -> None:
    import_set(vault, text=newer(), use=False)
    assert current_set(vault).id == SHIPPED
    assert [each.id for each in editions(vault)] == [SHIPPED, "luton-2025-11"]
    use_set(vault, set_id="luton-2025-11")
    assert current_set(vault).id == "luton-2025-11"


@pytest.mark.parametrize("set_id", [SHIPPED, "luton-2025-11"])
def test_an_edition_is_never_replaced(vault: Vault, set_id: str) -> None:
    import_set(vault, text=newer())
    with pytest.raises(BadAnswer, match="edition"):
        import_set(vault, text=newer(set_id))


@pytest.mark.parametrize("text", ["", "nonsense [", newer().replace('route = "own"', 'route = "elsewhere"', 1)])
def test_a_file_with_a_mistake_is_refused_whole(vault: Vault, text: str) -> None:
    with pytest.raises(BadThresholdSet):
        import_set(vault, text=text)
    assert THRESHOLD_SETS.count(vault) == 0
    assert current_set(vault).id == SHIPPED


def test_an_edition_that_is_not_there_is_unknown(vault: Vault) -> None:
    with pytest.raises(UnknownRecord):
        threshold_set(vault, "luton-1999")
    with pytest.raises(UnknownRecord):
        use_set(vault, set_id="luton-1999")


def test_the_corrections_of_the_eye_are_the_councils_choice(vault: Vault) -> None:
    corrected = next(place.indicator for place in load_set(SHIPPED).places.values() if place.indicator.corrected)
    assert profile(vault).referring.threshold_corrections
    show_corrections(vault, corrected=False)
    assert not profile(vault).referring.threshold_corrections
    assert corrected.words(corrected=False) == corrected.text != corrected.words(corrected=True)


def test_the_rest_of_the_profile_stays(vault: Vault) -> None:
    before = profile(vault)
    import_set(vault, text=newer())
    changed = replace(before, referring=replace(before.referring, threshold_set="luton-2025-11"))
    assert profile(vault) == changed
