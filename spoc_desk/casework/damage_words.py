"""What a salvage found, in the words of the desk, and only what the person who opened the vault may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from spoc_desk.casework.may_see import Sight, roles_see
from spoc_desk.casework.moments import in_words
from spoc_desk.vault.salvage.report import Affected, Report, TableCount

_LEAST_SHOWN: Final = 1
_MORE: Final = "What is damaged of records that are no part of what you do here is not counted."


class Kind(Enum):
    """A kind of record, the sight it belongs to (none: everybody's), and its tables."""

    CASES = "Relocations", Sight.RELOCATIONS, ("cases", "case_moves")
    HOUSEHOLDS = "People in households", Sight.RELOCATIONS, ("members", "member_names", "present_homes")
    MEETINGS = "Meetings and their actions", Sight.RELOCATIONS, ("meetings", "attendees", "meeting_actions")
    NEEDS = "Needs and standards", Sight.RELOCATIONS, ("needs", "standards")
    SPOCS = "LA SPOCs and UKPPS SPOCs of relocations", Sight.RELOCATIONS, ("appointments", "ukpps_contacts")
    EXCHANGE = "Exchange register", Sight.RELOCATIONS, ("exchange_items", "hands", "service_notices")
    FLAGS = "Flags on systems", Sight.RELOCATIONS, ("flags", "routes_to_stop")
    QUESTIONS = (
        "Questions, concerns and requests for records",
        Sight.RELOCATIONS,
        ("queries", "concerns", "access_requests"),
    )
    CHECKS = "Checks of files", Sight.RELOCATIONS, ("document_checks",)
    REFERRALS = (
        "Referrals", Sight.REFERRALS,
        (
            "referrals", "referral_sections", "referral_rows", "referral_consents", "referral_competence",
            "referral_events",
        ),
    )  # fmt: skip
    RELAY = (
        "RELAY messages", Sight.RELAY,
        ("relay_incidents", "relay_messages", "relay_misdirections", "relay_agreements", "relay_contacts"),
    )  # fmt: skip
    DISPUTES = (
        "Escalations and consultations", Sight.DISPUTES, ("escalations", "escalation_stages", "consultations"),
    )  # fmt: skip
    COMPLAINTS = "Complaints", Sight.COMPLAINTS, ("complaints", "complaint_statuses")
    KEEPING = "Keeping and disposing", Sight.RETENTION, ("retention", "disposals")
    RESTRICTED = "Restricted records", Sight.RESTRICTED, ("restricted_records", "restricted_releases")
    DIRECTORY = "Directory of people and services", Sight.DIRECTORY, ("contacts", "absences", "assurance")
    SCHOOLS = "Schools", Sight.SCHOOLS, ("schools", "school_partnerships", "school_closures")
    SETTINGS = "Settings", Sight.COUNCIL, ("profiles", "threshold_sets")
    BACKUPS = "List of backups", Sight.BACKUPS, ("backups",)
    PEOPLE = "People at this desk and their keys", None, ("users", "keyslots")
    VIEWS = "Saved views of the lists", None, ("saved_views",)
    OTHERS = "Dates, copies, decisions and other records", Sight.RELOCATIONS, ()

    def __init__(self, label: str, sight: Sight | None, tables: tuple[str, ...]) -> None:
        self.label = label
        self.sight = sight
        self.tables = tables


_KIND_OF: Final = {table: kind for kind in Kind for table in kind.tables}
_SIGHT_OF_REFERENCE: Final = {"cases": Sight.RELOCATIONS, "referrals": Sight.REFERRALS}


@dataclass(frozen=True)
class DamageLine:
    """One kind of record."""

    label: str
    whole: int
    unsure: int
    missing: int


@dataclass(frozen=True)
class Reference:
    """A case or a referral of which something is missing or not sure."""

    reference: str
    words: str


@dataclass(frozen=True)
class DamageWords:
    """A report for the person who opened the vault."""

    headline: str
    lines: tuple[DamageLine, ...]
    references: tuple[Reference, ...]
    remarks: tuple[str, ...]
    backup: str
    advice: str
    is_whole: bool

    @property
    def hurt(self) -> tuple[DamageLine, ...]:
        """Return the kinds of which something is missing or not sure."""
        return tuple(line for line in self.lines if line.unsure or line.missing)


def in_plain_words(report: Report, *, all_seen: bool = False) -> DamageWords:
    """Return a report in words. *all_seen*: the recovery sheet opened the vault, which stands above every role."""

    def seen(sight: Sight | None) -> bool:
        return all_seen or sight is None or roles_see(report.roles, sight)

    lines = tuple(_lines(report.tables, [kind for kind in Kind if seen(kind.sight)]))
    named = [each for each in report.affected if seen(_SIGHT_OF_REFERENCE.get(each.table))]
    everything = all(seen(kind.sight) for kind in Kind)
    return DamageWords(
        headline=_headline(lines),
        lines=lines,
        references=tuple(_reference(each) for each in named),
        remarks=tuple(_remarks(report, everything=everything, counted=seen(Sight.VOLUME))),
        backup=_backup(report, counted=seen(Sight.VOLUME)),
        advice=_advice(report),
        is_whole=report.is_whole,
    )


def _lines(tables: Iterable[TableCount], kinds: Iterable[Kind]) -> Iterable[DamageLine]:
    counts = [(_KIND_OF.get(each.table, Kind.OTHERS), each) for each in tables]
    for kind in kinds:
        mine = [each for of, each in counts if of is kind]
        if mine:
            yield DamageLine(
                kind.label,
                sum(each.good for each in mine),
                sum(each.doubtful for each in mine),
                sum(each.missing + each.aside for each in mine),
            )


def _headline(lines: tuple[DamageLine, ...]) -> str:
    whole, unsure = sum(line.whole for line in lines), sum(line.unsure for line in lines)
    missing = sum(line.missing for line in lines)
    every = whole + unsure + missing
    if whole == every:
        return f"All {every:,} records can be read, and each is proven whole."
    said = [f"{whole:,} of {every:,} records are proven whole."]
    if unsure:
        said.append(f"{_count(unsure, 'can', 'can')} be read, but nothing proves that it is the last state.")
    if missing:
        said.append(f"{_count(missing, 'is', 'are')} missing.")
    return " ".join(said)


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _reference(each: Affected) -> Reference:
    said = [f"{each.missing:,} missing"] if each.missing else []
    said += [f"{each.doubtful:,} not sure"] if each.doubtful else []
    return Reference(each.reference, ", ".join(said))


def _remarks(report: Report, *, everything: bool, counted: bool) -> Iterable[str]:
    for label in report.ways_in_lost:
        yield f"The key of “{label}” cannot be kept. An administrator adds this person again."
    if not report.can_prove:
        yield "The part of the vault that proves records is lost: nothing can be proven, though it can be read."
    if not report.trail_is_whole:
        yield "The history has a gap. The next unlock on this computer may therefore ask for a second person."
    if everything and not report.trail_is_whole and report.comparison is not None and report.comparison.gave:
        yield "Some records come from the backup. Look whether one of them was disposed of since."
    if report.entries_lost:
        lost = (
            f"{_count(report.entries_lost, 'entry', 'entries')} of the history" if counted else "A part of the history"
        )
        yield f"{lost} cannot be read: there may have been more records, or later states, than are counted here."
    if everything and report.older:
        yield f"Of {_count(report.older, 'record', 'records')} only an earlier state is left."
    if everything and report.states_lost:
        states = _count(report.states_lost, "earlier state", "earlier states")
        yield f"{states} of records that changed can no longer be shown."
    if everything and report.untold:
        yield f"Of {_count(report.untold, 'record', 'records')} nobody can say to which case it belongs."
    if everything and report.strays:
        pieces = _count(report.strays, "piece was", "pieces were")
        yield f"{pieces} read that belong to no known record. They are left out."
    if not everything:
        yield _MORE


def _backup(report: Report, *, counted: bool) -> str:
    found = report.comparison
    if found is None:
        return ""
    if not found.lacks_changes:
        lacks = "lacks nothing that was recorded"
    elif counted:
        lacks = f"lacks {_count(found.lacks_changes, 'change', 'changes')} made after it"
    else:
        lacks = "lacks what was recorded after it"
    said = f"The backup of {in_words(found.made_at)} {lacks}."
    if counted and found.gave:
        filled = _count(found.gave, "record", "records")
        said = f"{said} {filled} could be filled in from it, proven to be the last state."
    return said


def _advice(report: Report) -> str:
    """Return which way loses less, in a sentence; empty where no backup was laid beside it."""
    found = report.comparison
    if found is None:
        return ""
    lost = report.missing + report.doubtful + len(report.ways_in_lost)
    if not lost:
        return "Saving what can be read loses no record: it is the better way."
    if not found.lacks_changes:
        return "Restoring the backup loses nothing and is proven whole: it is the better way."
    if lost < found.lacks_changes:
        return "Saving what can be read loses less than the backup lacks. Look first at the cases named here."
    return "The backup lacks less than a salvage loses. Restore it, and keep the damaged folder for your IT."
