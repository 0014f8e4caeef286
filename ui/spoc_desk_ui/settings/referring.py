"""What the council has settled about referrals: the MASH, help below a referral, agencies, and where guidance is."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_desk.forms.checks import check_email, check_phone
from spoc_desk.profile.profile import Guidance, Listed, Mash

from ..lazy import load
from ..widgets.answering import Answer, as_ids, as_text
from ..widgets.banner import Line
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.options import YesNo
from ..widgets.text_field import TextField
from .entries_field import EntriesField, packed, unpacked
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Profile

_MASH = (
    ("mash_name", "Name of the MASH", ""),
    ("mash_phone", "Phone", "Stands on the form and on the page for a child in danger."),
    ("mash_email", "Secure e-mail", "Stands on the form."),
    ("mash_out_of_hours", "Phone at night and at weekends", ""),
)
_PHONES, _EMAILS = ("mash_phone", "mash_out_of_hours"), ("mash_email",)
_WHERE = "where."


class MashSection(ProfileSection):
    """Where a referral goes, and what is said below the level of a referral."""

    key = "mash"
    title = "MASH and referrals"
    intro = "Your council's own facts. They stand on the referral form and on the pages before it."

    def build(self) -> None:
        for key, label, hint in _MASH:
            self.add(key, Field(label, TextField(), hint=hint, width="medium"))
        self.heading("Help below a referral")
        hint = "Shown where needs are Universal or Additional: how services work together without a referral."
        self.add("additional_help", Field("Words for Additional needs", NoteField(lines=4), hint=hint, width="long"))
        self.heading("Conferences")
        hint = "Core group and review conferences, counted from the conference. Off as shipped."
        self.add("conference_clocks", Field("Count these too?", YesNo(), hint=hint))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        referring = profile.referring
        found: dict[str, Answer] = {key: getattr(referring.mash, key.removeprefix("mash_")) for key, *_ in _MASH}
        found["additional_help"] = referring.additional_help
        found["conference_clocks"] = "yes" if referring.conference_clocks else "no"
        return found

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        mash = Mash(**{key.removeprefix("mash_"): as_text(values[key]).strip() for key, *_ in _MASH})
        referring = replace(
            profile.referring,
            mash=mash,
            additional_help=as_text(values["additional_help"]).strip(),
            conference_clocks=values["conference_clocks"] == "yes",
        )
        return replace(profile, referring=referring)

    def problems(self) -> list[Line]:
        found = [] if self.text("mash_name").strip() else [Line("Enter the name of the MASH", "mash_name")]
        for keys, check in ((_PHONES, check_phone), (_EMAILS, check_email)):
            for key in keys:
                sentence = check(self.text(key)) if self.text(key).strip() else ""
                if sentence:
                    found.append(Line(sentence.rstrip("."), key))
        return found


class AgenciesSection(ProfileSection):
    """Who may be named in a referral, and where local guidance is found."""

    key = "agencies"
    title = "Agencies and guidance"
    intro = "Agencies can be ticked in consent B and named as working with a family. An entry in use can be renamed."

    def build(self) -> None:
        self.add("agencies", Field("Agencies", EntriesField("Agency", "Add an agency"), width="long"))
        self.add("sources", Field("Kinds of referrers", EntriesField("Kind", "Add a kind"), width="long"))
        self.heading(
            "Local guidance",
            "A page of your intranet or a folder, for each special circumstance. An empty line is not shown.",
        )
        for key, title in _GUIDANCE:
            self.add(f"{_WHERE}{key}", Field(title, TextField(), width="long"))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        places = {each.id: each.where for each in profile.referring.guidance}
        found: dict[str, Answer] = {f"{_WHERE}{key}": places.get(key, "") for key, _title in _GUIDANCE}
        found["agencies"] = packed_entries(profile.referring.agencies)
        found["sources"] = packed_entries(profile.referring.sources)
        return found

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        known = {each.id: each for each in profile.referring.guidance}
        guidance = tuple(
            replace(known.get(key, Guidance(key, title)), where=as_text(values[f"{_WHERE}{key}"]).strip())
            for key, title in _GUIDANCE
        )
        referring = replace(
            profile.referring,
            agencies=entries_of(values["agencies"]),
            sources=entries_of(values["sources"]),
            guidance=guidance,
        )
        return replace(profile, referring=referring)

    def problems(self) -> list[Line]:
        return [*_missing(self, "agencies", "agency"), *_missing(self, "sources", "kind")]


_GUIDANCE = (
    ("send", "Children with special educational needs or a disability"),
    ("young_carer", "Young carers"),
    ("youth_justice", "Gang activity and serious youth violence"),
    ("missing", "Children missing from care, home and education"),
    ("exploitation", "Exploitation"),
    ("fgm", "Female genital mutilation (FGM)"),
    ("radicalisation", "Extremist ideology"),
    ("private_fostering", "Private fostering"),
    ("forced_marriage", "Forced marriage"),
)


def _missing(section: ProfileSection, key: str, noun: str) -> list[Line]:
    return [] if as_ids(section.fields[key].value()) else [Line(f"Enter at least one {noun}", key)]


def packed_entries(entries: Iterable[Listed]) -> tuple[str, ...]:
    """Return a list of the council as its field shows it."""
    return tuple(packed(entry.id, entry.label, "") for entry in entries)


def entries_of(value: Answer) -> tuple[Listed, ...]:
    """Return the lines as entries; a new one gets an id of its own (worker thread)."""
    lists = load("spoc_desk.casework.council_lists")
    lines = [unpacked(text) for text in as_ids(value)]
    taken = {entry_id for entry_id, _words, _kind in lines if entry_id}
    found: list[Listed] = []
    for entry_id, words, _kind in lines:
        entry: Listed = lists.with_id(words, "", taken)
        found.append(replace(entry, id=entry_id) if entry_id else entry)
        taken.add(found[-1].id)
    return tuple(found)
