"""What the place of a print names: what is shown, the other papers beside it, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .blank import DISPUTES, RELAY, REVIEWED, BlankPaper
from .plain_print import BlankPrint
from .record_print import RecordPrint
from .referral_print import BLANK_PAPERS, BlankReferralPrint, ReferralPrint
from .relay_print import RelayPrint
from .reviewed_print import ReviewedPrint
from .source import Source

_NO_CASE = "-"
_TODAY = "today"
_RECORDS = {
    "decision": "decision", "concern": "concern", "breach-sheet": "concern", "access-request": "access_request",
    "access-reply": "access_request", "incident-sheet": "serious_incident", "review-referral": "case_review",
    "review-request": "case_review", "review-plan": "case_review",
}  # fmt: skip
"""The papers of the partnership whose record has a page of its own."""
_DISPUTES = {
    "escalation": ("escalation", "escalations"),
    "complaint": ("complaint", "complaints"),
    "consultation": ("consultation", "consultations"),
    "consultation-log": ("consultation", "consultations"),
    "rollout-statement": ("", "rollout"),
}
"""The papers of disagreements and the roll-out: where the record of each is shown, and the tab of its list."""
_REVIEWED_TABS = {"incident-sheet": "incidents", "review-referral": "reviews"}


@dataclass(frozen=True)
class Shown:
    """place: the place string of the way back, *back* its words, "" where there is none. others: to choose from."""

    source: Source
    back: str = ""
    place: str = _TODAY
    others: Mapping[str, str] = field(default_factory=dict)


def shown(ids: Mapping[str, str]) -> Shown:
    """Return what the ids of "print/<kind>/<of>/<records,>" or "print-blank/<form>/<case or ->" name."""
    of = ids.get("case_id", "")
    of = "" if of == _NO_CASE else of
    if "form" in ids:
        return _blank(ids["form"], of)
    records = tuple(each for each in ids.get("record_ids", "").split(",") if each)
    return _filled(ids.get("kind", ""), of, records)


def _blank(form: str, case_id: str) -> Shown:
    if form in BLANK_PAPERS:
        return Shown(BlankReferralPrint(form), "Back to the referrals", "referrals", BLANK_PAPERS)
    if form in RELAY.called:
        return Shown(BlankPaper(RELAY, form), "Back to RELAY", "relay", RELAY.called)
    if form in REVIEWED.called:
        place = f"partnership/{_REVIEWED_TABS[form]}"
        return Shown(BlankPaper(REVIEWED, form), "Back to the list", place, REVIEWED.called)
    if form in DISPUTES.called:
        place = f"partnership/{_DISPUTES[form][1]}"
        return Shown(BlankPaper(DISPUTES, form), "Back to the partnership", place, DISPUTES.called)
    return Shown(BlankPrint(form, case_id), *_to_case(case_id))


def _filled(kind: str, of: str, records: tuple[str, ...]) -> Shown:
    """*of*: the case, the referral or the notification."""
    first = records[0] if records else ""
    source = RecordPrint(kind, of, records)
    if kind.startswith("referral"):
        return Shown(ReferralPrint(kind, of, records), "Back to the referral", f"referral/{of}")
    if kind.startswith("figures"):
        period = f"/{','.join(records)}" if kind == "figures" else ""
        return Shown(RecordPrint(kind, "", records), "Back to the figures", f"figures{period}")
    if kind.startswith("relay"):
        return Shown(RelayPrint(kind, ",".join(records)), "Back to the notification", f"relay_notification/{of}")
    if kind in _RECORDS:
        reviewed = kind.startswith(("incident", "review"))
        place = f"{_RECORDS[kind]}/{first}"
        return Shown(ReviewedPrint(kind, records) if reviewed else source, "Back to the record", place)
    if kind in _DISPUTES:
        record, tab = _DISPUTES[kind]
        place = f"{record}/{','.join(records)}" if record and records else f"partnership/{tab}"
        return Shown(source, "Back to the partnership", place)
    if kind == "who-looked":
        way = ("Back to the case", f"case/{of}/history/looks") if of else ("Back to the list", "settings/looks")
        return Shown(source, *way)
    if kind == "handover-sheet":
        return Shown(source, "Back to hand-overs", f"handover/{first}")
    if kind == "desk-card":
        return Shown(source, "Back to this desk and others", "handover_desks")
    return Shown(source, *_to_case(of))


def _to_case(case_id: str) -> tuple[str, str]:
    return ("Back to the case", f"case/{case_id}") if case_id else ("", _TODAY)
