"""The council, and the two offices that say who the LA SPOC is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ..widgets.answering import Answer, as_text
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.text_field import TextField
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_OFFICES = (("dcs", "Children's services"), ("dass", "Adult social services"))


class CouncilSection(ProfileSection):
    """Names, titles, phones; the marking on every paper."""

    key = "council"
    title = "Council and offices"
    intro = "These words stand on forms, notices and the practitioner card."

    def build(self) -> None:
        self.add("council_name", Field("Name of the council", TextField(), width="long"))
        self.add("short_name", Field("Short name", TextField(), width="medium"))
        for office, words in _OFFICES:
            self.heading(words)
            self.add(f"{office}_title", Field("Title of the Director", TextField(), width="long"),
                     called=f"title of the Director, {words}")  # fmt: skip
            self.add(
                f"{office}_name",
                Field("Office that says who the LA SPOC is", TextField(), width="long"),
                called=f"office, {words}",
            )
            self.add_beside(
                (f"{office}_phone", Field("Phone", TextField(), width="medium"), f"phone, {words}"),
                (f"{office}_email", Field("E-mail", TextField(), width="medium"), f"e-mail, {words}"),
            )
        self.heading("Paper")
        self.add(
            "marking",
            Field(
                "Protective marking",
                TextField(),
                width="medium",
                hint="Printed at the head and foot of every page.",
            ),
        )

    def read(self, profile: "Profile") -> dict[str, Answer]:
        found: dict[str, Answer] = {
            "council_name": profile.council_name,
            "short_name": profile.short_name,
            "marking": profile.marking,
        }
        for key, office, title in (
            ("dcs", profile.dcs_office, profile.dcs_title),
            ("dass", profile.dass_office, profile.dass_title),
        ):
            found |= {
                f"{key}_title": title,
                f"{key}_name": office.name,
                f"{key}_phone": office.phone,
                f"{key}_email": office.email,
            }
        return found

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        texts = {key: as_text(value) for key, value in values.items()}
        offices = {
            office: replace(
                getattr(profile, f"{office}_office"),
                name=texts[f"{office}_name"],
                phone=texts[f"{office}_phone"],
                email=texts[f"{office}_email"],
            )
            for office, _words in _OFFICES
        }
        return replace(
            profile,
            council_name=texts["council_name"],
            short_name=texts["short_name"],
            marking=texts["marking"],
            dcs_title=texts["dcs_title"],
            dass_title=texts["dass_title"],
            dcs_office=offices["dcs"],
            dass_office=offices["dass"],
        )

    def problems(self) -> list[Line]:
        needed = {
            "council_name": "Enter the name of the council",
            "marking": "Enter the marking that every page carries",
            "dcs_title": "Enter the title of the Director of Children's Services",
            "dass_title": "Enter the title of the Director of Adult Social Services",
        }
        found = [Line(sentence, key) for key, sentence in needed.items() if not self.text(key)]
        for office, _words in _OFFICES:
            email = self.text(f"{office}_email")
            if email and ("@" not in email or " " in email):
                found.append(Line("Enter an e-mail address such as office@example.gov.uk", f"{office}_email"))
        return found
