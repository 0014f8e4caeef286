"""The council's own facts as one frozen value. Nothing here is about any case."""

from dataclasses import dataclass, field

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.domain.retention import RetentionClass


@dataclass(frozen=True)
class Office:
    """The office of a Director: where staff ask who the LA SPOC is (S003:178, R-003-69)."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Listed:
    """One entry of a list the council keeps: record systems, services."""

    id: str
    label: str
    tier: str = ""


@dataclass(frozen=True)
class Mash:
    """The Multi-Agency Safeguarding Hub: where a referral goes (S004:864-868, R-004-14)."""

    name: str = "MASH"
    phone: str = ""
    email: str = ""
    out_of_hours: str = ""


@dataclass(frozen=True)
class Guidance:
    """Where local guidance on a special circumstance is found; an empty place is not shown (X-23, R-004-42)."""

    id: str
    title: str
    where: str = ""


@dataclass(frozen=True)
class Referring:
    """What the council has settled about threshold referrals."""

    mash: Mash = Mash()
    agencies: tuple[Listed, ...] = ()
    """Who may be named in consent B, and who works with a family (R-004-44)."""
    sources: tuple[Listed, ...] = ()
    """Kinds of referrers, by their national code."""
    guidance: tuple[Guidance, ...] = ()
    threshold_set: str = "luton-2021-10"
    """The edition of the threshold document that new referrals are made with."""
    threshold_corrections: bool = True
    """Show obvious slips of the source put right; its words stay as they are."""
    conference_clocks: bool = False
    """Count core group and reviews after a conference too (D-14)."""
    additional_help: str = ""
    """What the partnership says about help below a referral: two or three services together (R-002-01, R-002-06)."""


@dataclass(frozen=True)
class Relay:
    """What the council has settled about RELAY (S000)."""

    subject: str = "Domestic Abuse Notification"
    """It must hold these three words: the schools' mail looks for them (R-000-07)."""
    sentence: str = ""
    """The opening sentence, which names the police force (R-000-08)."""
    every_day: bool = False
    """"Operation Encompass mode": also in closures longer than one week (X-08)."""
    agreement_review_months: int = 12
    """When an agreement is looked at again, from its last signature, where nobody says a day (D-27)."""


@dataclass(frozen=True)
class Pointer:
    """A place to turn to, and how: a name, and words below it."""

    title: str
    where: str = ""


@dataclass(frozen=True)
class Disputes:
    """What the council has settled about disagreements, complaints and whistleblowing (S001:360-368)."""

    stage_working_days: tuple[int, ...] = (0, 0, 0, 0)
    """How long each of the four stages may take; 0: no number is set, and only what has elapsed is shown (D-24)."""
    risk_hours: int = 24
    """How long a stage may take while a child is at risk of harm."""
    complaint_working_days: int = 10
    """After how long the agency is asked again how a complaint stands."""
    procedure: str = ""
    """Where the escalation process is found."""
    board: str = "the strategic leaders' board"
    conference_complaints: str = ""
    """Where the procedure for complaints that arise from a conference is found."""
    whistleblowing: tuple[Pointer, ...] = ()
    """Where somebody turns who wants to raise a concern at work in the public interest."""


@dataclass(frozen=True)
class Reviewing:
    """The safeguarding partnership: its name, its business unit, and whom a rapid review asks (S001, S002)."""

    partnership: str = ""
    unit_name: str = "Business unit of the partnership"
    unit_phone: str = ""
    unit_email: str = ""
    scrutineer: str = ""
    sharing_agreement: str = ""
    """The agreement under which the partners share information; decisions to share name it (R-001-08)."""
    agencies: tuple[Listed, ...] = ()
    """The relevant agencies, which are asked for a rapid review (R-001-14)."""
    written_from_decision: bool = False
    """The 48 hours run from the decision to refer, not from the first word to the business unit (X-13)."""


@dataclass(frozen=True)
class Clocks:
    """Local durations. The source gives none; these are the council's to change (D-06, D-07, D-08, D-11)."""

    exchange_idle_working_days: int = 10
    pass_on_working_days: int = 2
    query_working_days: int = 2
    written_confirmation_hours: int = 24
    lock_after_minutes: int = 5
    try_sheet_months: int = 6


@dataclass(frozen=True)
class Templates:
    """Fixed wording, editable, scanned for leaks. `{…}` are filled in by the program (domain 2.5)."""

    t1_record_flag: str
    t2_arrival: str
    t2_departure: str
    t3_request: str
    t4_pass_on: str
    t5_card: str
    chase: str
    t7_chase_mash: str
    t8_consent_a: str
    t8_consent_b: str
    t8_young_person: str
    t9_neither: str


@dataclass(frozen=True)
class Profile:
    """Everything a council may set."""

    council_name: str
    short_name: str
    own_area: OwnArea
    dcs_office: Office
    dass_office: Office
    dcs_title: str
    dass_title: str
    marking: str
    systems: tuple[Listed, ...]
    services: tuple[Listed, ...]
    templates: Templates
    clocks: Clocks = field(default_factory=Clocks)
    referring: Referring = Referring()
    relay: Relay = Relay()
    disputes: Disputes = Disputes()
    reviewing: Reviewing = Reviewing()
    retention: tuple[RetentionClass, ...] = ()
    """How long each kind of record is kept: the council's own years, the defaults of domain 2.6 until then."""
    small_numbers: int = 7
    """Figures hide counts from 1 up to this: 5, 7 or 10 (domain 2.7)."""
    extra_holidays: tuple[str, ...] = ()
    backup_note: str = ""
    """Where backups go, in the council's own words."""
    practice: bool = False
    """A desk to practise on: every case, entry and paper made with it is marked SAMPLE."""

    def system_label(self, system_id: str) -> str:
        """Return the words for a record system; the id itself when the list no longer has it."""
        return _label(self.systems, system_id)

    def service_label(self, service_id: str) -> str:
        """Return the words for a service."""
        return _label(self.services, service_id)

    def retention_class(self, class_id: str) -> RetentionClass | None:
        """Return one class of the retention schedule, or None for an id it does not have."""
        return next((each for each in self.retention if each.id == class_id), None)

    def guidance_on(self, key: str) -> Guidance | None:
        """Return where local guidance on a special circumstance is found, or None where no place is known."""
        return next((each for each in self.referring.guidance if each.id == key and each.where), None)


def _label(entries: tuple[Listed, ...], entry_id: str) -> str:
    return next((entry.label for entry in entries if entry.id == entry_id), entry_id)
