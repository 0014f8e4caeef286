"""How each kind of event reads in the history of a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spoc_desk.casework.council import profile
from spoc_desk.casework.people import member_words
from spoc_desk.casework.places import Part, case_place, referral_place
from spoc_desk.casework.routes_to_stop import everyday_routes
from spoc_desk.casework.second_person import words_of
from spoc_desk.domain.case_events import PAST_WORDS, CaseEvent, state_words
from spoc_desk.domain.cases import Case
from spoc_desk.domain.exchanges import Check, Hand, HandKind, Party
from spoc_desk.domain.terms import Side, in_sentence
from spoc_desk.vault.records.stores import (
    APPOINTMENTS,
    CASE_MOVES,
    CASES,
    COMPLAINTS,
    CONCERNS,
    CONSULTATIONS,
    CONTACTS,
    DECISIONS,
    DOCUMENT_CHECKS,
    ESCALATIONS,
    FLAGS,
    HANDS,
    ITEMS,
    MEETINGS,
    MEMBERS,
    PRINTS,
    QUERIES,
    REFERRALS,
    ROUTES_TO_STOP,
    SERVICE_NOTICES,
    UKPPS_CONTACTS,
)
from spoc_desk.vault.records.table import Reader


@dataclass(frozen=True)
class Told:
    """An event in words."""

    what: str
    who: str = ""
    detail: str = ""
    place: str = ""


@dataclass
class Words:
    """What the words are made from; names of contacts are looked up once."""

    reader: Reader
    case_id: str
    names: Mapping[str, str]
    _contacts: dict[str, str] = field(default_factory=dict)
    _case: Case | None = None

    def contact(self, contact_id: str | None) -> str:
        """Return the name of one of our own contacts."""
        if not contact_id:
            return ""
        if contact_id not in self._contacts:
            self._contacts[contact_id] = CONTACTS.get(self.reader, contact_id).name
        return self._contacts[contact_id]

    @property
    def case(self) -> Case:
        """Return the case."""
        if self._case is None:
            self._case = CASES.get(self.reader, self.case_id)
        return self._case

    def place(self, part: Part, record_id: str = "") -> str:
        """Return where an event is shown."""
        return case_place(self.case_id, part, record_id)


def entry_words(words: Words, entry: str, record_id: str) -> Told:
    """Return one event in words."""
    return ENTRIES[entry](words, record_id)


# Moves that lead back to where the case was: only of these the event does not say where that is.
_BACK = frozenset({CaseEvent.RESUME, CaseEvent.REOPEN})
_FOUND = {Check.CLEAN: "clean", Check.LEAK: "leak found", Check.SEALED: "sealed"}


def _move(words: Words, record_id: str) -> Told:
    move = CASE_MOVES.get(words.reader, record_id)
    now = state_words(move.to_state, words.case.direction)
    changed = f", now “{now}”" if move.event in _BACK else ""
    signed = words_of(move.second_person, "", user_id=move.second_user)
    second = f"with {signed}" if signed else ""
    return Told(f"{PAST_WORDS[move.event]}{changed}", second, move.note, words.place(Part.WHAT_NOW))


def _joined(words: Words, record_id: str) -> Told:
    return Told(f"{MEMBERS.get(words.reader, record_id).alias} added", place=words.place(Part.HOUSEHOLD, record_id))


def _left(words: Words, record_id: str) -> Told:
    alias = MEMBERS.get(words.reader, record_id).alias
    return Told(f"{alias} left the household", place=words.place(Part.HOUSEHOLD, record_id))


def _meeting(words: Words, record_id: str) -> Told:
    meeting = MEETINGS.get(words.reader, record_id)
    how = "face to face" if meeting.face_to_face else "not face to face"
    what = f"Meeting {meeting.meeting_no} with UKPPS, {in_sentence(meeting.kind.label)}, {how}"
    return Told(what, detail=meeting.minutes, place=words.place(Part.MEETINGS, record_id))


def _spoc(words: Words, record_id: str) -> Told:
    named = APPOINTMENTS.get(words.reader, record_id)
    side = "" if named.side is Side.BOTH else f" for {in_sentence(named.side.label)}"
    what = f"{named.duty.label} named{side}: {words.contact(named.contact_id)}"
    return Told(what, f"by {named.allocated_by.label}", place=words.place(Part.SPOCS, record_id))


def _spoc_end(words: Words, record_id: str) -> Told:
    named = APPOINTMENTS.get(words.reader, record_id)
    return Told(
        f"{named.duty.label} ended: {words.contact(named.contact_id)}", place=words.place(Part.SPOCS, record_id)
    )


def _ukpps(words: Words, record_id: str) -> Told:
    contact = UKPPS_CONTACTS.get(words.reader, record_id)
    return Told(f"{contact.role.label} named: {contact.display_name}", place=words.place(Part.SPOCS, record_id))


def _ukpps_verified(words: Words, record_id: str) -> Told:
    contact = UKPPS_CONTACTS.get(words.reader, record_id)
    what = f"{contact.role.label} verified: {in_sentence(contact.identity_verified.label)}"
    return Told(what, contact.verified_by, place=words.place(Part.SPOCS, record_id))


def _ukpps_end(words: Words, record_id: str) -> Told:
    contact = UKPPS_CONTACTS.get(words.reader, record_id)
    return Told(f"{contact.role.label} ended: {contact.display_name}", place=words.place(Part.SPOCS, record_id))


def _notice(words: Words, record_id: str) -> Told:
    notice = SERVICE_NOTICES.get(words.reader, record_id)
    lead = f", {notice.lead_name}" if notice.lead_name else ""
    what = f"Service lead informed: {words.contact(notice.service)}{lead}, {in_sentence(notice.method.label)}"
    return Told(what, place=words.place(Part.NEEDS, record_id))


def _hand(words: Words, record_id: str) -> Told:
    hand = HANDS.get(words.reader, record_id)
    item = ITEMS.get(words.reader, hand.item_id)
    about = f"{item.title}, {member_words(item.members, words.names)}"
    result = f", {_FOUND[hand.check_result]}" if hand.check_result else ""
    reason = f", {in_sentence(hand.not_available_reason.label)}" if hand.not_available_reason else ""
    service = words.contact(hand.service)
    to_whom = f" ({service})" if service and Party.OWN_SERVICE in (hand.from_party, hand.to_party) else ""
    what = f"{_label(hand)}{result}{reason}{to_whom}: {about}"
    return Told(what, hand.done_by, hand.note, words.place(Part.EXCHANGE, item.id))


def _label(hand: Hand) -> str:
    """Return what happened, in the words that fit before a colon."""
    if hand.hand is HandKind.A3:
        return "Chased" if hand.from_party is Party.LA_SPOC else "Acknowledged by the UKPPS SPOC"
    return "Checked for other people's information" if hand.hand is HandKind.D_CHECKED else hand.hand.label


def _decision(words: Words, record_id: str) -> Told:
    decision = DECISIONS.get(words.reader, record_id)
    what = f"Information-sharing decision: {in_sentence(decision.outcome.label)}"
    detail = f"{decision.what_information}: {decision.rationale}"
    return Told(what, decision.decided_by, detail, words.place(Part.EXCHANGE))


def _flag(verb: str) -> "Callable[[Words, str], Told]":
    def told(words: Words, record_id: str) -> Told:
        flag = FLAGS.get(words.reader, record_id)
        system = profile(words.reader).system_label(flag.system)
        reason = f", {in_sentence(flag.removed_reason.label)}" if verb == "taken off" and flag.removed_reason else ""
        who = flag.confirmed_by if verb == "placed" else ""
        what = f"Flag {verb}: {words.names.get(flag.member_id, '')}, {system}{reason}"
        return Told(what, who, place=words.place(Part.FLAGS, record_id))

    return told


def _query(words: Words, record_id: str) -> Told:
    query = QUERIES.get(words.reader, record_id)
    what = f"Question of {words.contact(query.asked_by)}"
    return Told(what, detail=query.question, place=words.place(Part.QUERIES, record_id))


def _query_end(words: Words, record_id: str) -> Told:
    query = QUERIES.get(words.reader, record_id)
    what = f"Question of {words.contact(query.asked_by)}: {in_sentence(query.route.label)}"
    return Told(what, detail=query.answer_given, place=words.place(Part.QUERIES, record_id))


def _concern(words: Words, record_id: str) -> Told:
    concern = CONCERNS.get(words.reader, record_id)
    what = f"Security concern: {in_sentence(concern.kind.label)}"
    who = words.contact(concern.raised_by)
    return Told(what, who, concern.what_happened, words.place(Part.CONCERNS, record_id))


def _concern_end(words: Words, record_id: str) -> Told:
    concern = CONCERNS.get(words.reader, record_id)
    what = f"Security concern closed: {in_sentence(concern.kind.label)}"
    return Told(what, detail=concern.outcome, place=words.place(Part.CONCERNS, record_id))


def _route(verb: str) -> "Callable[[Words, str], Told]":
    def told(words: Words, record_id: str) -> Told:
        record = ROUTES_TO_STOP.get(words.reader, record_id)
        label = next((route.label for route in everyday_routes() if route.id == record.route), record.route)
        return Told(f"{label}: {verb}", record.owner, record.note, words.place(Part.ROUTES, record_id))

    return told


def _check(words: Words, record_id: str) -> Told:
    check = DOCUMENT_CHECKS.get(words.reader, record_id)
    signed = words_of(check.second_person, "", user_id=check.second_user)
    second = f" with {signed}" if signed else ""
    what = f"Document {check.document_no} checked: {in_sentence(check.verdict.label)}"
    return Told(what, f"{check.checked_by}{second}", place=words.place(Part.EXCHANGE, check.item_id or ""))


def _referral(verb: str) -> "Callable[[Words, str], Told]":
    def told(words: Words, record_id: str) -> Told:
        referral = REFERRALS.get(words.reader, record_id)
        level = f", {in_sentence(referral.level_sought.label)}" if referral.level_sought else ""
        now = f", now “{referral.state.label}”" if verb == "decided on by the MASH" else ""
        what = f"Referral {referral.referral_ref} {verb}{level}{now}"
        return Told(what, referral.referrer, place=referral_place(record_id))

    return told


def _print(words: Words, record_id: str) -> Told:
    copy = PRINTS.get(words.reader, record_id)
    what = f"Printed: {in_sentence(copy.kind.label)}, copy {copy.copy_no}, {in_sentence(copy.output.label)}"
    return Told(f"{what}, for {copy.recipient}" if copy.recipient else what, copy.made_by, place="prints")


def _print_end(words: Words, record_id: str) -> Told:
    copy = PRINTS.get(words.reader, record_id)
    return Told(f"Copy {copy.copy_no} destroyed: {in_sentence(copy.kind.label)}", copy.destroyed_by, place="prints")


def _escalation(words: Words, record_id: str) -> Told:
    one = ESCALATIONS.get(words.reader, record_id)
    what = f"Escalation {one.escalation_ref}: {one.about or in_sentence(one.matter.label)}"
    return Told(what, one.raised_by, one.what, f"escalation/{record_id}")


def _escalation_end(words: Words, record_id: str) -> Told:
    one = ESCALATIONS.get(words.reader, record_id)
    what = f"Escalation {one.escalation_ref} ended: {in_sentence(one.state.label)}"
    return Told(what, detail=one.ended_how, place=f"escalation/{record_id}")


def _complaint(verb: str) -> "Callable[[Words, str], Told]":
    def told(words: Words, record_id: str) -> Told:
        one = COMPLAINTS.get(words.reader, record_id)
        return Told(f"Complaint {one.complaint_ref} {verb}", place=f"complaint/{record_id}")

    return told


def _consultation(words: Words, record_id: str) -> Told:
    one = CONSULTATIONS.get(words.reader, record_id)
    return Told(
        f"Consultation with {one.consulted_with}", one.asked_by, one.consulted_advice, f"consultation/{record_id}"
    )


ENTRIES: Mapping[str, Callable[[Words, str], Told]] = {
    "move": _move,
    "escalation": _escalation,
    "escalation_end": _escalation_end,
    "complaint": _complaint("received"),
    "complaint_end": _complaint("ended"),
    "consultation": _consultation,
    "joined": _joined,
    "left": _left,
    "meeting": _meeting,
    "spoc": _spoc,
    "spoc_end": _spoc_end,
    "ukpps": _ukpps,
    "ukpps_verified": _ukpps_verified,
    "ukpps_end": _ukpps_end,
    "notice": _notice,
    "hand": _hand,
    "decision": _decision,
    "flag_asked": _flag("asked for"),
    "flag": _flag("placed"),
    "flag_off": _flag("taken off"),
    "query": _query,
    "query_end": _query_end,
    "concern": _concern,
    "concern_end": _concern_end,
    "route": _route("owner told to stop"),
    "route_end": _route("confirmed stopped"),
    "check": _check,
    "referral": _referral("begun"),
    "referral_sent": _referral("sent to the MASH"),
    "referral_decided": _referral("decided on by the MASH"),
    "print": _print,
    "print_end": _print_end,
}
