"""What the council has settled about figures: which numbers are too small to show (domain 2.7)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.domain.suppression import THRESHOLDS

from ..widgets.answering import Answer, as_text
from ..widgets.field import Field
from ..widgets.options import Options
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_CHOICES = tuple((str(each), f"Numbers from 1 to {each}") for each in THRESHOLDS)


class FiguresSection(ProfileSection):
    """One of three thresholds; a year that was begun keeps its own."""

    key = "figures"
    title = "Figures"
    intro = (
        "Small numbers can tell of a family. Figures that leave the desk hide them, and round the others to the "
        "nearest 5. The history says who changed what is hidden."
    )

    def build(self) -> None:
        hint = "Counts for years of which nothing was given out yet. What was given out stays as it is"
        self.add("small_numbers", Field("Which numbers are hidden?", Options(_CHOICES), hint=hint))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        return {"small_numbers": str(profile.small_numbers)}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        chosen = as_text(values["small_numbers"])
        return replace(profile, small_numbers=int(chosen) if chosen else 0)
