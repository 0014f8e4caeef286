"""The task list of a referral in words: its lines, the head of each section, and what must be said above it."""

from typing import TYPE_CHECKING

from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.referrals import ReferralState

from ..widgets.tones import Tone
from .sections import CHECK, PAGE_KEYS, TRACKING, WHAT_NOW
from .task_list import Task

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import SectionStand

    from .desk_facts import DeskFacts

_TONES = {
    "completed": Tone.DONE,
    "in_progress": Tone.UNDER_WAY,
    "not_started": Tone.NOT_YET,
    "cannot_start": Tone.PLAIN,
}
_TITLES = {WHAT_NOW: "What now", CHECK: "Check answers", TRACKING: "Sending and chasing"}
_VOIDS = frozenset({ReferralState.PRINTED})
_NO_PAST = "Restricted record: do not describe any past area here, no earlier address, school, GP or place."


def tasks_of(facts: "DeskFacts") -> tuple[Task, ...]:
    """Return the lines of the task list, from "What now" to "Sending and chasing"."""
    sections = [
        _task(each, unsaved=each.id in facts.known.unsaved, line_before=place == 0)
        for place, each in enumerate(facts.view.sections)
    ]
    state = facts.view.referral.state.label
    first = Task(WHAT_NOW, _TITLES[WHAT_NOW], state)
    # Who only reads puts nothing right; and what an auditor reads masked would look wrong to the check.
    check = [Task(CHECK, _TITLES[CHECK], line_before=True)] if facts.known.may_write else []
    return (first, *sections, *check, Task(TRACKING, _TITLES[TRACKING], line_before=not check))


def head_words(facts: "DeskFacts", key: str) -> tuple[str, str]:
    """Return the title of a section and how far it is; its number is the one on the paper, which begins with 0."""
    if key in PAGE_KEYS:
        return _TITLES[key], ""
    places = [each.id for each in facts.view.sections]
    stand = facts.view.sections[places.index(key)]
    words = _words(stand, unsaved=key in facts.known.unsaved)
    number = f"Section {places.index(key)} of {len(places) - 1}" if places.index(key) else "Before the form"
    return stand.title, f"{number} · {words}"


def has_foot(key: str) -> bool:
    """Say whether a page is saved with the desk's own button."""
    return key not in PAGE_KEYS


def warning_of(facts: "DeskFacts", key: str) -> str:
    """Return what must be kept in mind on a page, or ""."""
    view = facts.view
    if view.stopped and key == "reason":
        return _NO_PAST
    if view.stopped and not view.released:
        return f"{RESTRICTED_WORDS}."
    if key not in PAGE_KEYS and view.referral.state in _VOIDS and facts.known.may_write:
        now = view.referral.form_version
        return f"Version {now} is printed. A change makes version {now + 1}, and the printed paper is void."
    return ""


def _task(stand: "SectionStand", *, unsaved: bool, line_before: bool) -> Task:
    tone = Tone.WARN if unsaved else _TONES[str(stand.stand)]
    return Task(stand.id, stand.title, _words(stand, unsaved=unsaved), tone, line_before)


def _words(stand: "SectionStand", *, unsaved: bool) -> str:
    return "Typed, not saved" if unsaved else stand.words
