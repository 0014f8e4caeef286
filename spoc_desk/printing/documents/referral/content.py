"""What the papers of a referral are made from, as plain values: answers, people, ticks, consents, fixed words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.checks import compact
from spoc_desk.forms.definition import Answer, Answers, FormDef, Question
from spoc_desk.forms.loader import load_form
from spoc_desk.thresholds.threshold_set import Indicator, ThresholdSet

MARKING = "OFFICIAL-SENSITIVE – PERSONAL"
CHILD, PARENT, HOUSEHOLD = "referral_child", "referral_parent", "referral_household"
AGENCY, ATTACHMENT = "referral_agency", "referral_attachment"
CONSENT_A, CONSENT_B, YOUNG = "consent_a", "consent_b", "young_person"


@dataclass(frozen=True, kw_only=True)
class CouncilWords:
    """What the council says on these papers: where a referral goes, which agencies there are, the consents (T8)."""

    mash: tuple[str, ...] = ()
    """Name, phone, e-mail, and the number out of hours, one line each."""
    agencies: tuple[str, ...] = ()
    consent_a: str = ""
    consent_b: str = ""
    young_person: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One person who was asked for a consent, or whose competence was looked at."""

    person: str
    role: str = ""
    answers: Answers = field(default_factory=dict)
    signed: str = ""
    """Where the signed copy was seen, and whether the consent was withdrawn, in words."""
    to_sign: bool = True
    """There is still a line to sign."""


@dataclass(frozen=True, kw_only=True)
class ReferralContent:
    """One referral as it stands on paper."""

    threshold: ThresholdSet
    council: CouncilWords
    answers: Answers = field(default_factory=dict)
    rows: Mapping[str, Sequence[Answers]] = field(default_factory=dict)
    ticks: Sequence[str] = ()
    tick_notes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    """The words for ids of the council's lists: schools, agencies, kinds of referrers."""
    consents: Mapping[str, Sequence[Asked]] = field(default_factory=dict)
    competence: Sequence[Asked] = ()
    consulted: Sequence[Answers] = ()
    """Whose advice was taken, and when, as far as it may stand on this paper: rows of the form of a consultation."""
    decision: Answers | None = None
    """The information-sharing decision, where a consent is missing (domain 1.11)."""
    corrected: bool = True
    """Obvious slips of the threshold document are shown put right."""
    restricted: bool = False
    own_dfe_codes: tuple[str, ...] = ()

    @property
    def form(self) -> FormDef:
        """Return the definition of the form."""
        return load_form("referral")

    def text(self, name: str) -> str:
        """Return one plain answer, or nothing."""
        value = self.answers.get(name, "")
        return value if isinstance(value, str) else ""

    def people(self, form_id: str) -> tuple[Answers, ...]:
        """Return the rows of a form as they may be printed."""
        form = load_form(form_id)
        return tuple(self._printable(form, row) for row in self.rows.get(form_id, ()))

    def words(self, indicator: Indicator) -> str:
        """Return an indicator as the council wants it shown."""
        return indicator.words(corrected=self.corrected)

    def _printable(self, form: FormDef, row: Answers) -> Answers:
        """Leave out what a restricted record withholds: earlier places, and a number that shows who issued it."""
        if not self.restricted:
            return row
        known = {question.id: question for question in form.questions}
        return {name: value for name, value in row.items() if name in known and self._may_stand(known[name], value)}

    def _may_stand(self, question: Question, value: Answer) -> bool:
        if question.withheld:
            return False
        if question.check != "upn_any" or is_empty(value):
            return True
        return isinstance(value, str) and compact(value)[1:4] in self.own_dfe_codes


def edition(version: int, set_id: str) -> str:
    """Return what stands in the foot of every page: which version of the form, by which threshold document."""
    return f"Form version {version} · {set_id}"


def blank_edition(set_id: str) -> str:
    """Return the same for a form that is filled in by hand."""
    return f"Indicators {set_id}"


def full_name(row: Answers) -> str:
    """Return a person's name, given names first."""
    parts = [row.get("given_names", ""), row.get("family_name", "")]
    return " ".join(part for part in parts if isinstance(part, str) and part)
