"""From records to documents: which records a print takes, and which may not be printed yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.check_words import check_facts
from spoc_desk.casework.handover.card_paper import card_facts
from spoc_desk.casework.handover.sheet import sheet_facts
from spoc_desk.casework.history import chronology
from spoc_desk.casework.keeping.certificate_words import certificate_facts
from spoc_desk.casework.la_spoc import la_spoc_words
from spoc_desk.casework.looking import who_looked
from spoc_desk.casework.looks_paper import filter_words, query_of
from spoc_desk.casework.meetings import meetings, standards
from spoc_desk.casework.people import aliases
from spoc_desk.casework.places import Part, case_place
from spoc_desk.casework.print_leaks import SourceText
from spoc_desk.casework.spocs import current_ukpps_spoc
from spoc_desk.domain.cases import Case, Direction
from spoc_desk.domain.exchanges import ExchangeItem, Hand, HandKind, ItemState
from spoc_desk.domain.item_states import standing
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.terms import Method
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answer
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.case_chronology import ChronologyEntry, case_chronology
from spoc_desk.printing.documents.check_certificate import check_certificate
from spoc_desk.printing.documents.desk_card import desk_card
from spoc_desk.printing.documents.disposal_certificate import disposal_certificate
from spoc_desk.printing.documents.exchange_register import RegisterRow, exchange_register
from spoc_desk.printing.documents.flag_request import FlaggedPerson, flag_request
from spoc_desk.printing.documents.handover_sheet import handover_sheet
from spoc_desk.printing.documents.looks_list import LookedRow, looks_list
from spoc_desk.printing.documents.meeting_record import blank_meeting_record, meeting_record
from spoc_desk.printing.documents.pass_on_slip import PassedRecord, pass_on_slip
from spoc_desk.printing.documents.practitioner_card import practitioner_card
from spoc_desk.printing.documents.request_schedule import RequestedRecord, request_schedule
from spoc_desk.printing.documents.service_lead_notice import service_lead_notice
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.profile import Office, Profile
from spoc_desk.vault.records.exchange_rows import contact_names, hands_of_items
from spoc_desk.vault.records.stores import CONTACTS, DISPOSALS, DOCUMENT_CHECKS, FLAGS, ITEMS, SERVICE_NOTICES
from spoc_desk.vault.vault import Vault

_MOST_ENTRIES = 2000


@dataclass(frozen=True)
class Request:
    """What is to be printed."""

    vault: Vault
    case: Case | None
    profile: Profile
    record_ids: tuple[str, ...]
    recipient: str
    today: date
    referral_id: str | None = None

    @property
    def of_case(self) -> Case:
        """Return the case; most prints have one."""
        if self.case is None:
            raise BadAnswer("Choose the case this print is for.", "case_id")
        return self.case

    def spoc(self) -> str:
        """Return the LA SPOC's name and number, who stands on every paper that goes out."""
        words = la_spoc_words(self.vault, self.of_case.id)
        if not words:
            raise NotYet("Name the LA SPOC first: this paper says whom to contact.", "S003:178")
        return words

    def one(self) -> str:
        """Return the only record asked for."""
        if len(self.record_ids) != 1:
            raise BadAnswer("Choose one record to print this for.", "record_ids")
        return self.record_ids[0]


@dataclass(frozen=True)
class Source:
    """How the document is built once its copy number is known, and the typed texts that stand on it."""

    build: Callable[[Paper], Document]
    texts: tuple[SourceText, ...] = ()
    recipient: str = ""
    sample: bool = False
    """What it is about was made to practise with."""
    reference: str = ""
    """The reference of a record that has one of its own; for a paper of no case."""


def _meeting_record(request: Request) -> Source:
    form, case = load_form("meeting"), request.of_case
    direction = case.direction.value
    if not request.record_ids:
        return Source(lambda paper: blank_meeting_record(form, paper=paper, direction=direction))
    view = next((one for one in meetings(request.vault, case.id) if one.meeting.id == request.one()), None)
    if view is None:
        raise BadAnswer("Choose a meeting of this case.", "record_ids")
    answers: dict[str, Answer] = dict(answers_of(view.meeting, form))
    for stand in standards(request.vault, case.id):
        given = {"met": stand.met.value, "met_on": stand.met_on.isoformat() if stand.met_on else ""}
        answers |= {f"{stand.standard}_{name}": answer for name, answer in given.items()}
        answers[f"{stand.standard}_evidence"] = stand.evidence
    attendees = [answers_of(one, load_form("attendee")) for one in view.attendees]
    agreed = [answers_of(one, load_form("meeting_action")) for one in view.actions]
    place = case_place(case.id, Part.MEETINGS, view.meeting.id)
    texts = (
        SourceText("Notes of the meeting", view.meeting.minutes, f"{place}/minutes"),
        SourceText("Why not face to face", view.meeting.not_f2f_reason, f"{place}/not_f2f_reason"),
        *(SourceText("What was agreed", one.text, f"{place}/actions") for one in view.actions),
        *(SourceText("Who was there", one.name, f"{place}/attendees") for one in view.attendees),
    )
    return Source(
        lambda paper: meeting_record(
            form, answers, attendees=attendees, agreed=agreed, paper=paper, direction=direction
        ),
        texts,
    )


def _exchange_register(request: Request) -> Source:
    case = request.of_case
    items = ITEMS.find(request.vault, "case_id = ?", (case.id,), tail="ORDER BY item_no")
    hands = hands_of_items(request.vault, [item.id for item in items])
    services = contact_names(
        request.vault, [hand.service for listed in hands.values() for hand in listed if hand.service]
    )
    names = aliases(request.vault, case.id)
    rows = tuple(RegisterRow(item, tuple(hands[item.id]), _people(item, names), services) for item in items)
    return Source(
        lambda paper: exchange_register(rows, direction=case.direction, paper=paper),
        tuple(_title(item) for item in items),
    )


def _request_schedule(request: Request) -> Source:
    case, spoc = request.of_case, request.spoc()
    if case.direction is not Direction.ARRIVAL:
        raise NotYet("Records are asked of the UKPPS SPOC only for a family that arrives.", "S003:50")
    theirs = current_ukpps_spoc(request.vault, case.id)
    if theirs is None:
        raise NotYet("Name the UKPPS SPOC first.", "S003:48")
    items = _items(request)
    if any(item.state not in (ItemState.IDENTIFIED, ItemState.REQUESTED) for item in items):
        raise NotYet("Only records that are still to come stand on a request.", "domain 3.3")
    names = aliases(request.vault, case.id)
    records = tuple(
        RequestedRecord(
            item.item_no, item.title, _people(item, names), item.needed_by,
            "" if item.urgency.value == "routine" else item.urgency.label,
        )
        for item in items
    )  # fmt: skip
    wording = request.profile.templates.t3_request
    return Source(
        lambda paper: request_schedule(
            records, wording=wording, ukpps_spoc=theirs.display_name, la_spoc=spoc, asked_on=request.today, paper=paper
        ),
        tuple(_title(item) for item in items),
        "UKPPS SPOC",
    )


def _pass_on_slip(request: Request) -> Source:
    case, spoc = request.of_case, request.spoc()
    item = _items(request)[0] if request.one() else None
    if item is None or case.direction is not Direction.ARRIVAL:
        raise NotYet("A pass-on slip goes with a record to one of our services.", "S003:50")
    hands = standing(hands_of_items(request.vault, (item.id,))[item.id])
    passed = next((hand for hand in reversed(hands) if hand.hand is HandKind.A6), None)
    if item.state is not ItemState.CHECKED and passed is None:
        raise NotYet("A slip is printed once the copy has been checked and found clean.", "S003:50")
    service = _service_of(request, item, hands)
    record = PassedRecord(
        title=item.title,
        members=_people(item, aliases(request.vault, case.id)),
        service=service,
        passed_on=passed.happened_on if passed else request.today,
        method=passed.method if passed and passed.method else Method.IN_PERSON,
        pages=item.pages,
    )
    wording = request.profile.templates.t4_pass_on
    return Source(
        lambda paper: pass_on_slip(record, wording=wording, la_spoc=spoc, paper=paper), (_title(item),), service
    )


def _flag_request(request: Request) -> Source:
    case, spoc = request.of_case, request.spoc()
    flags = [FLAGS.get(request.vault, flag_id) for flag_id in request.record_ids]
    if not flags or len({flag.system for flag in flags}) > 1 or any(flag.case_id != case.id for flag in flags):
        raise BadAnswer("Choose flags of one record system.", "record_ids")
    names = aliases(request.vault, case.id)
    people = tuple(FlaggedPerson(names[flag.member_id]) for flag in flags)
    owner = flags[0].to_contact
    to_whom = request.recipient or (CONTACTS.get(request.vault, owner).name if owner else "Record-system owner")
    system = request.profile.system_label(flags[0].system)
    wording = request.profile.templates.t1_record_flag
    asked_on = flags[0].requested_on or request.today
    return Source(
        lambda paper: flag_request(
            people, system=system, owner=to_whom, wording=wording, la_spoc=f"LA SPOC {spoc}", asked_on=asked_on,
            paper=paper,
        ),
        recipient=to_whom,
    )  # fmt: skip


def _service_notice(request: Request) -> Source:
    case, spoc, record_id = request.of_case, request.spoc(), request.one()
    notice = SERVICE_NOTICES.find(request.vault, "id = ? AND case_id = ?", (record_id, case.id))
    service = CONTACTS.get(request.vault, notice[0].service if notice else record_id)
    lead = notice[0].lead_name if notice else request.recipient
    sent_on = notice[0].informed_on if notice else request.today
    texts = request.profile.templates
    wording = texts.t2_arrival if case.direction is Direction.ARRIVAL else texts.t2_departure
    return Source(
        lambda paper: service_lead_notice(
            case.direction, service=service.name, lead=lead, wording=wording, la_spoc=spoc, sent_on=sent_on,
            paper=paper,
        ),
        recipient=", ".join(part for part in (lead, service.name) if part),
    )  # fmt: skip


def _practitioner_card(request: Request) -> Source:
    council = request.profile
    return Source(
        lambda paper: practitioner_card(
            wording=council.templates.t5_card,
            dcs_office=_office(council.dcs_office),
            dass_office=_office(council.dass_office),
            paper=paper,
        )
    )


def _chronology(request: Request) -> Source:
    found = chronology(request.vault, request.of_case.id, limit=_MOST_ENTRIES).entries
    entries = tuple(ChronologyEntry(one.day, one.what, one.kind.value, one.who) for one in reversed(found))
    texts = tuple(SourceText(f"{one.kind.value}, {one.day_words}", one.what, one.place) for one in reversed(found))
    return Source(lambda paper: case_chronology(entries, paper=paper), texts)


def _check_certificate(request: Request) -> Source:
    check = DOCUMENT_CHECKS.get(request.vault, request.one())
    facts = check_facts(check)
    return Source(lambda paper: check_certificate(facts, paper=paper))


def _disposal_certificate(request: Request) -> Source:
    facts = certificate_facts(request.vault, request.one())
    sample = DISPOSALS.get(request.vault, request.one()).sample
    return Source(lambda paper: disposal_certificate(facts, paper=paper), sample=sample)


def _handover_sheet(request: Request) -> Source:
    facts = sheet_facts(request.vault, request.one())
    texts = (SourceText("Names of the two desks", f"{facts.desk_from}, {facts.desk_to}", "handover_desks"),)
    return Source(lambda paper: handover_sheet(facts, paper=paper), texts)


def _desk_card(request: Request) -> Source:
    facts = card_facts(request.vault)
    texts = (SourceText("Name of this desk", facts.name, "handover_desks"),)
    return Source(lambda paper: desk_card(facts, paper=paper), texts)


def _who_looked(request: Request) -> Source:
    query = query_of(request.record_ids, request.case.id if request.case else "")
    found = who_looked(request.vault, query, limit=_MOST_ENTRIES)
    texts = tuple(SourceText(f"Why, {one.when}", one.reason, "settings/looks") for one in found.lines if one.reason)
    asked = tuple(SourceText("Filter", text, "settings/looks") for text in (query.person, query.reference) if text)
    rows = tuple(LookedRow(one.when, one.who, one.what, one.record, one.reason) for one in found.lines)
    return Source(
        lambda paper: looks_list(rows, total=found.total, only=filter_words(query), paper=paper), texts + asked
    )


BUILDERS: Mapping[PrintKind, Callable[[Request], Source]] = {
    PrintKind.MEETING_RECORD: _meeting_record,
    PrintKind.EXCHANGE_REGISTER: _exchange_register,
    PrintKind.REQUEST_SCHEDULE: _request_schedule,
    PrintKind.PASS_ON_SLIP: _pass_on_slip,
    PrintKind.FLAG_REQUEST: _flag_request,
    PrintKind.SERVICE_NOTICE: _service_notice,
    PrintKind.PRACTITIONER_CARD: _practitioner_card,
    PrintKind.CHRONOLOGY: _chronology,
    PrintKind.CHECK_CERTIFICATE: _check_certificate,
    PrintKind.DISPOSAL_CERTIFICATE: _disposal_certificate,
    PrintKind.HANDOVER_SHEET: _handover_sheet,
    PrintKind.DESK_CARD: _desk_card,
    PrintKind.WHO_LOOKED: _who_looked,
}


def _items(request: Request) -> list[ExchangeItem]:
    items = [ITEMS.get(request.vault, item_id) for item_id in request.record_ids]
    if not items or any(item.case_id != request.of_case.id for item in items):
        raise BadAnswer("Choose records of this case.", "record_ids")
    return items


def _people(item: ExchangeItem, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[member_id] for member_id in item.members if member_id in names)


def _title(item: ExchangeItem) -> SourceText:
    return SourceText(
        f"Title of record {item.item_no}", item.title, case_place(item.case_id, Part.EXCHANGE, item.id, "title")
    )


def _service_of(request: Request, item: ExchangeItem, hands: Sequence[Hand]) -> str:
    """Return the service the record goes to: the one it was passed to, or that asked for it, or the one typed."""
    known = next((hand.service for hand in reversed(hands) if hand.service), item.asked_for_by)
    name = CONTACTS.get(request.vault, known).name if known else request.recipient
    if not name:
        raise BadAnswer("Choose the service the record goes to.", "recipient")
    return name


def _office(office: Office) -> str:
    return ", ".join(part for part in (office.name, office.phone, office.email) if part)
