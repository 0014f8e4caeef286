"""The record stores, one per kind."""

from spoc_desk.domain.access_requests import AccessRequest
from spoc_desk.domain.assurance import Assurance
from spoc_desk.domain.backups import Backup
from spoc_desk.domain.case_events import CaseMove
from spoc_desk.domain.case_reviews import CaseReview, LearningPoint, ReviewAction, ReviewRequest
from spoc_desk.domain.cases import Case
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.closures import Closure
from spoc_desk.domain.complaints import Complaint, ComplaintStatus
from spoc_desk.domain.concerns import Concern
from spoc_desk.domain.consultations import Consultation
from spoc_desk.domain.contacts import Absence, Appointment, Contact, UkppsContact
from spoc_desk.domain.decisions import Decision
from spoc_desk.domain.document_checks import DocumentCheck
from spoc_desk.domain.escalations import Escalation, EscalationStage
from spoc_desk.domain.exchanges import ExchangeItem, Hand
from spoc_desk.domain.figures import AuditSample, FigureRelease, RelocationFigures, YearlyReport
from spoc_desk.domain.flags import Flag
from spoc_desk.domain.handovers import Custody, Handover, KnownDesk, OwnDesk, Pack, PackNote
from spoc_desk.domain.household import HomeMark, Member, MemberName
from spoc_desk.domain.meetings import Attendee, Meeting, MeetingAction, Standard
from spoc_desk.domain.needs import Need, ServiceNotice
from spoc_desk.domain.prints import PrintedCopy
from spoc_desk.domain.queries import Query
from spoc_desk.domain.referral_consents import CompetenceRecord, Consent
from spoc_desk.domain.referrals import (
    Referral,
    ReferralHappening,
    ReferralRow,
    ReferralSection,
    ThresholdDocument,
)
from spoc_desk.domain.relay import Agreement, Incident, Message, Misdirection, RelayContact
from spoc_desk.domain.restricted import RestrictedRecord, RestrictedRelease
from spoc_desk.domain.retention import Disposal, Retention
from spoc_desk.domain.routes import RouteToStop
from spoc_desk.domain.saved_views import SavedView
from spoc_desk.domain.schools import School, SchoolPartnership
from spoc_desk.domain.serious_incidents import IncidentChild, SeriousIncident, Telling
from spoc_desk.vault.records.table import Table

CONTACTS = Table("contacts", Contact)
ABSENCES = Table("absences", Absence)
CASES = Table("cases", Case)
CASE_MOVES = Table("case_moves", CaseMove)
MEMBERS = Table("members", Member)
MEMBER_NAMES = Table("member_names", MemberName)
PRESENT_HOMES = Table("present_homes", HomeMark)
MEETINGS = Table("meetings", Meeting)
ATTENDEES = Table("attendees", Attendee)
MEETING_ACTIONS = Table("meeting_actions", MeetingAction)
STANDARDS = Table("standards", Standard)
UKPPS_CONTACTS = Table("ukpps_contacts", UkppsContact)
APPOINTMENTS = Table("appointments", Appointment)
NEEDS = Table("needs", Need)
SERVICE_NOTICES = Table("service_notices", ServiceNotice)
DECISIONS = Table("decisions", Decision)
ITEMS = Table("exchange_items", ExchangeItem)
HANDS = Table("hands", Hand)
FLAGS = Table("flags", Flag)
QUERIES = Table("queries", Query)
ROUTES_TO_STOP = Table("routes_to_stop", RouteToStop)
CONCERNS = Table("concerns", Concern)
ACCESS_REQUESTS = Table("access_requests", AccessRequest)
PRINTS = Table("prints", PrintedCopy)
CLOCKS = Table("clocks", ClockRow)
ASSURANCE = Table("assurance", Assurance)
DOCUMENT_CHECKS = Table("document_checks", DocumentCheck)
RESTRICTED_RECORDS = Table("restricted_records", RestrictedRecord)
RESTRICTED_RELEASES = Table("restricted_releases", RestrictedRelease)
REFERRALS = Table("referrals", Referral)
REFERRAL_SECTIONS = Table("referral_sections", ReferralSection)
REFERRAL_ROWS = Table("referral_rows", ReferralRow)
CONSENTS = Table("referral_consents", Consent)
COMPETENCE = Table("referral_competence", CompetenceRecord)
REFERRAL_EVENTS = Table("referral_events", ReferralHappening)
THRESHOLD_SETS = Table("threshold_sets", ThresholdDocument)
SCHOOLS = Table("schools", School)
SCHOOL_PARTNERSHIPS = Table("school_partnerships", SchoolPartnership)
CLOSURES = Table("school_closures", Closure)
RELAY_INCIDENTS = Table("relay_incidents", Incident)
RELAY_MESSAGES = Table("relay_messages", Message)
RELAY_MISDIRECTIONS = Table("relay_misdirections", Misdirection)
RELAY_AGREEMENTS = Table("relay_agreements", Agreement)
RELAY_CONTACTS = Table("relay_contacts", RelayContact)
ESCALATIONS = Table("escalations", Escalation)
ESCALATION_STAGES = Table("escalation_stages", EscalationStage)
COMPLAINTS = Table("complaints", Complaint)
COMPLAINT_STATUSES = Table("complaint_statuses", ComplaintStatus)
CONSULTATIONS = Table("consultations", Consultation)
SERIOUS_INCIDENTS = Table("serious_incidents", SeriousIncident)
INCIDENT_CHILDREN = Table("incident_children", IncidentChild)
TELLINGS = Table("incident_tellings", Telling)
CASE_REVIEWS = Table("case_reviews", CaseReview)
REVIEW_REQUESTS = Table("review_requests", ReviewRequest)
REVIEW_ACTIONS = Table("review_actions", ReviewAction)
LEARNING_POINTS = Table("learning_points", LearningPoint)
BACKUPS = Table("backups", Backup)
RETENTION = Table("retention", Retention)
DISPOSALS = Table("disposals", Disposal)
SAVED_VIEWS = Table("saved_views", SavedView)
OWN_DESK = Table("own_desk", OwnDesk)
KNOWN_DESKS = Table("known_desks", KnownDesk)
HANDOVERS = Table("handovers", Handover)
CUSTODY = Table("custody", Custody)
PACKS = Table("packs", Pack)
PACK_NOTES = Table("pack_notes", PackNote)
FIGURE_RELEASES = Table("figure_releases", FigureRelease)
RELOCATION_FIGURES = Table("relocation_figures", RelocationFigures)
AUDIT_SAMPLES = Table("audit_samples", AuditSample)
YEARLY_REPORTS = Table("yearly_reports", YearlyReport)

ALL: tuple[Table, ...] = (  # type: ignore[type-arg]  # the kinds differ; only names and columns are used
    CONTACTS, ABSENCES, CASES, CASE_MOVES, MEMBERS, MEMBER_NAMES, PRESENT_HOMES, MEETINGS, ATTENDEES,
    MEETING_ACTIONS, STANDARDS,
    UKPPS_CONTACTS, APPOINTMENTS, NEEDS, SERVICE_NOTICES, DECISIONS, ITEMS, HANDS, FLAGS, QUERIES,
    ROUTES_TO_STOP, CONCERNS, ACCESS_REQUESTS, PRINTS, CLOCKS, ASSURANCE,
    DOCUMENT_CHECKS,
    REFERRALS, REFERRAL_SECTIONS, REFERRAL_ROWS, CONSENTS, COMPETENCE, REFERRAL_EVENTS, THRESHOLD_SETS,
    SCHOOLS, SCHOOL_PARTNERSHIPS, CLOSURES,
    RELAY_INCIDENTS, RELAY_MESSAGES, RELAY_MISDIRECTIONS, RELAY_AGREEMENTS, RELAY_CONTACTS,
    RESTRICTED_RECORDS, RESTRICTED_RELEASES,
    ESCALATIONS, ESCALATION_STAGES, COMPLAINTS, COMPLAINT_STATUSES, CONSULTATIONS,
    SERIOUS_INCIDENTS, INCIDENT_CHILDREN, TELLINGS, CASE_REVIEWS, REVIEW_REQUESTS, REVIEW_ACTIONS, LEARNING_POINTS,
    BACKUPS, RETENTION, DISPOSALS, SAVED_VIEWS,
    OWN_DESK, KNOWN_DESKS, HANDOVERS, CUSTODY, PACKS, PACK_NOTES,
    FIGURE_RELEASES, RELOCATION_FIGURES, AUDIT_SAMPLES, YEARLY_REPORTS,
)  # fmt: skip
"""Every store: the schema test walks it."""
