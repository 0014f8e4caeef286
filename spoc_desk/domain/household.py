"""The people of a case, the unborn child included. Shown by alias; names lie apart (R-003-08, R-003-09)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, ContactId, MemberId, Record
from spoc_desk.domain.terms import Term, Tri


class MemberKind(Term):
    CHILD = "child", "Child"
    UNBORN = "unborn", "Unborn child"
    ADULT = "adult", "Adult"


class Sex(Term):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other or self-described"
    NOT_KNOWN = "not_known", "Not known"


class Relationship(Term):
    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent"
    CARER = "carer", "Carer"
    CHILD = "child", "Child of the family"
    SIBLING = "sibling", "Brother or sister"
    GRANDPARENT = "grandparent", "Grandparent"
    PARTNER = "partner", "Partner"
    OTHER = "other", "Other"


class StatusFlag(Term):
    CIN = "cin", "Child in need"
    CP_PLAN = "cp_plan", "Child protection plan"
    LOOKED_AFTER = "looked_after", "Looked after"
    CARE_LEAVER = "care_leaver", "Care leaver"
    ADOPTED = "adopted", "Adopted"
    YOUNG_CARER = "young_carer", "Young carer"
    PRIVATELY_FOSTERED = "privately_fostered", "Privately fostered"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    ADULT_SOCIAL_CARE = "adult_social_care", "Open to adult social care"
    MARAC = "marac", "Heard at MARAC"
    NONE = "none", "None of these"
    NOT_KNOWN = "not_known", "Not known"


class LegalStatus(Term):
    NONE = "none", "None"
    S20 = "s20", "Section 20"
    CARE_ORDER = "care_order", "Interim care order or care order"
    SGO = "sgo", "Special guardianship order"
    ARRANGEMENTS = "arrangements", "Child arrangements order"
    OTHER = "other", "Other"


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """One person of the household."""

    id: MemberId
    case_id: CaseId
    alias: str
    kind: MemberKind
    date_of_birth: date | None = None
    expected_delivery_date: date | None = None
    sex: Sex = Sex.NOT_KNOWN
    relationship: Relationship = Relationship.OTHER
    relationship_note: str = ""
    parental_responsibility: Tri | None = None
    care_and_support_needs: Tri | None = None
    disability: Tri | None = None
    disability_note: str = ""
    status_flags: tuple[StatusFlag, ...] = ()
    legal_status: LegalStatus | None = None
    legal_status_note: str = ""
    nhs_number: str = ""
    upn: str = ""
    school: ContactId | None = None
    gp: ContactId | None = None
    ethnicity: str = ""
    religion: str = ""
    first_language: str = ""
    interpreter: Tri | None = None
    notes: str = ""
    left_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MemberName(Record):
    """The name in use now; never a former one. Revealed on request, and the request is logged."""

    member_id: MemberId
    case_id: CaseId
    given_name: str
    family_name: str
    given_key: str = ""
    family_key: str = ""


@dataclass(frozen=True, kw_only=True)
class HomeMark(Record):
    """Marks of where the household of an arrival lives now, for comparing alone: the address is not kept (1.1)."""

    case_id: CaseId
    marks: tuple[str, ...]
    marked_on: date
    marked_by: str
