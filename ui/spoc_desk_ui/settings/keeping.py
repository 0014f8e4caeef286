"""Keeping and disposing: the years of each class, and the way to the review list. The sources give no years."""

from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.domain.retention import RetentionRule
from spoc_desk.profile.documents import default_retention

from ..widgets.answering import Answer, as_text
from ..widgets.banner import Line
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.surface import row
from ..widgets.text_field import NumberField
from ..widgets.words import Words
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.domain.retention import RetentionClass
    from spoc_desk.profile.profile import Profile

_MOST_YEARS = 120
_WORDS = {
    RetentionRule.AFTER_BIRTH: "Years after the date of birth.",
    RetentionRule.AFTER_CLOSURE: "Years after it was closed.",
    RetentionRule.AFTER_CONTACT: "Years after the last contact.",
}
_NO_YEARS = {
    RetentionRule.FIXED: "A person enters the day of each record.",
    RetentionRule.LONGEST: "A person or UKPPS decides; the longest of the people’s classes counts.",
    RetentionRule.WITH_NEWEST: "It is kept with the records.",
}


class KeepingSection(ProfileSection):
    """One number of years for each class that counts years; the others are told in words."""

    key = "keeping"
    title = "Keeping and disposing"
    intro = (
        "How long each kind of record is kept before somebody looks at it again. Councils differ: ask your records "
        "manager, and enter your own years. Nothing is ever deleted by itself."
    )

    def build(self) -> None:
        if self.session.sees("retention"):
            self.list_button = Button("Open the review list", parent=self)
            self.list_button.clicked.connect(lambda: self.place_requested.emit("keeping", {}))
            line = row()
            line.addWidget(self.list_button)
            line.addStretch(1)
            self.column.addLayout(line)
        for each in default_retention():
            if each.rule in _WORDS:
                hint = f"{_WORDS[each.rule]} {_seen(each)}"
                self.add(each.id, Field(each.label, NumberField(), hint=hint, width="short"))
        self.heading("Without a number of years")
        for each in default_retention():
            if each.rule in _NO_YEARS:
                self.column.addWidget(Words(f"{each.label}. {_NO_YEARS[each.rule]} {_seen(each)}", parent=self))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        found = {each.id: "" if each.years is None else str(each.years) for each in profile.retention}
        return {key: found.get(key, "") for key in self.fields}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        return replace(profile, retention=tuple(_with_years(each, values) for each in profile.retention))

    def problems(self) -> list[Line]:
        return [
            Line(f"Enter a number of years from 1 to {_MOST_YEARS}, or nothing where a person decides", key)
            for key in self.fields
            if self.text(key) and not (self.text(key).isdecimal() and 1 <= int(self.text(key)) <= _MOST_YEARS)
        ]


def _with_years(each: "RetentionClass", values: Values) -> "RetentionClass":
    if each.id not in values:
        return each
    text = as_text(values[each.id])
    return replace(each, years=int(text) if text else None)


def _seen(each: "RetentionClass") -> str:
    seen = f" Seen in: {each.seen_in}." if each.seen_in else ""
    return f"Usual: {each.default}.{seen}"
