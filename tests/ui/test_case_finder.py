"""What the command box finds."""

from pathlib import Path

from spoc_desk.casework import household
from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk_ui.case_finder import find_cases
from spoc_desk_ui.desk import PLACES
from tests.casework.referrals.desk import CHILD_ANSWERS, begin
from tests.casework.story import CHILD, Story
from tests.factories import make_vault


def test_a_case_is_found_by_the_beginning_of_a_name_that_is_not_shown(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    save_profile(vault, load_profile("luton"))
    story = Story(vault)
    case = story.notify()
    child = story.add(CHILD)
    household.set_name(vault, member_id=child.id, answers={"given_name": "Zahra", "family_name": "Example"})

    (hit,) = find_cases(vault, "zah")
    vault.close()

    assert (hit.title, hit.place, hit.ids) == (case.case_ref, "case", {"case_id": case.id})
    assert "zah" not in f"{hit.title} {hit.detail}".casefold()


def test_a_found_case_leads_to_a_place_of_the_desk() -> None:
    assert "case" in {place.name for place in PLACES}
    assert len({place.name for place in PLACES}) == len(PLACES)


def test_a_referral_is_found_by_the_name_of_its_child_that_is_not_shown(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    save_profile(vault, load_profile("luton"))
    desk = begin(vault, clock)
    desk.row("referral_child", CHILD_ANSWERS)

    (hit,) = find_cases(vault, "maj")
    vault.close()

    assert (hit.place, hit.ids) == ("referral", {"referral_id": desk.id})
    assert "maj" not in f"{hit.title} {hit.detail}".casefold()
