"""Our own area: the words that the leak check lets pass."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.domain.own_area import OwnArea

from ..widgets.answering import Answer, as_text
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.notice import Notice
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_CODES = ("outcodes", "dialling_codes", "domains", "dfe_codes")
_QUESTIONS = (
    ("names", "Names of our area", "The council, its towns and wards. One on each line.", 5),
    ("bodies", "Organisations that serve our area", "Police force, health bodies, courts, schools: one on a line.", 7),
    ("outcodes", "First halves of our postcodes", "For example LU1, LU2, with commas between or one on a line.", 2),
    ("dialling_codes", "Our dialling codes", "For example 01582", 1),
    ("domains", "Endings of our e-mail and web addresses", "For example luton.gov.uk; sub-addresses pass too.", 2),
    ("dfe_codes", "Our local-authority codes", "First three figures of our pupil numbers; our ONS code if wanted.", 1),
)
_SHAPES = {
    "outcodes": (re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?"), "is not the first half of a postcode. Write it as LU1"),
    "dialling_codes": (re.compile(r"0[0-9 ]{2,6}"), "is not a dialling code. Write it as 01582"),
    "domains": (re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+"), "is not the ending of an address. Write it as luton.gov.uk"),
    "dfe_codes": (re.compile(r"[0-9]{3}|[EWSN][0-9]{8}"), "is not an authority's code. Write it as 821 or E06000032"),
}
_RULE = (
    "The leak check stops every print that names a place, a postcode, a school or a service, because it may show where "
    "a family came from or went to. The words on this page pass it. Enter only what belongs to our own area: one word "
    "too many here is a hole in the check."
)


class OwnAreaSection(ProfileSection):
    """Six lists of words."""

    key = "own_area"
    title = "Our own area"

    def build(self) -> None:
        self.column.addWidget(Notice(_RULE, "warn", closable=False, parent=self))
        for key, label, hint, lines in _QUESTIONS:
            self.add(key, Field(label, NoteField(lines=lines, most_lines=12), hint=hint, width="long"))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        area = profile.own_area
        return {key: (", " if key in _CODES else "\n").join(getattr(area, key)) for key, *_ in _QUESTIONS}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        return replace(
            profile, own_area=OwnArea(**{key: words_in(key, as_text(value)) for key, value in values.items()})
        )

    def problems(self) -> list[Line]:
        found = []
        if not words_in("names", self.text("names")):
            found.append(Line("Enter at least the council's own name", "names"))
        for key, (shape, sentence) in _SHAPES.items():
            wrong = [word for word in words_in(key, self.text(key)) if not shape.fullmatch(word)]
            if wrong:
                found.append(Line(f"“{wrong[0]}” {sentence}", key))
        return found


def words_in(key: str, text: str) -> tuple[str, ...]:
    """Return the entries in what was typed, each once; codes may stand on one line with commas between."""
    parts = re.split(r"[\n,;]" if key in _CODES else r"\n", text)
    cleaned = (" ".join(part.split()) for part in parts)
    if key in ("outcodes", "dfe_codes"):
        cleaned = (part.upper() for part in cleaned)
    elif key == "domains":
        cleaned = (part.casefold().removeprefix("@").removeprefix("www.") for part in cleaned)
    return tuple(dict.fromkeys(part for part in cleaned if part))
