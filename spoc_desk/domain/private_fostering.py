"""Is this private fostering? The test of the law, step by step, with the why (S004:1535-1547; Children Act 1989)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from spoc_desk.domain.terms import Term

DAYS = 28
AGE, AGE_DISABLED = 16, 18
NOTICE = timedelta(weeks=6)
EMERGENCY = timedelta(hours=48)
SOURCE = "S004:1535-1547"


class Carer(Term):
    """What the carer is to the child. By full or half blood, or by marriage."""

    PARENT = "parent", "Parent"
    GRANDPARENT = "grandparent", "Grandparent"
    SIBLING = "sibling", "Brother or sister"
    UNCLE_AUNT = "uncle_aunt", "Uncle or aunt"
    STEP_PARENT = "step_parent", "Step-parent"
    GREAT_AUNT_UNCLE = "great_aunt_uncle", "Great-aunt or great-uncle"
    COUSIN = "cousin", "Cousin"
    FRIEND = "friend", "Friend of the family"
    PARTNER_FAMILY = "partner_family", "Family of a girlfriend or boyfriend"
    OTHER = "other", "Somebody else"


CLOSE_RELATIVES = frozenset({Carer.PARENT, Carer.GRANDPARENT, Carer.SIBLING, Carer.UNCLE_AUNT, Carer.STEP_PARENT})
"""Who is no private foster carer; a cousin and a great-aunt may be one (S004:1541-1547)."""


class Finding(Term):
    YES = "yes", "This is private fostering"
    NO = "no", "This is not private fostering"
    UNKNOWN = "unknown", "More has to be known"


@dataclass(frozen=True)
class Fostering:
    """The result, and the reason in words."""

    finding: Finding
    words: str
    source: str = SOURCE

    @property
    def applies(self) -> bool:
        """Say whether it is private fostering."""
        return self.finding is Finding.YES


def private_fostering(
    carer: Carer | None, age: int | None, days: int | None, *, disabled: bool | None = None
) -> Fostering:
    """Return whether an arrangement is private fostering; unknown as long as the answer could change it."""
    if carer in CLOSE_RELATIVES:
        label = carer.label.lower() if carer else ""
        return Fostering(
            Finding.NO, f"The carer ({label}) is a parent or close relative: this is not private fostering."
        )
    if age is not None and age >= AGE_DISABLED:
        return Fostering(Finding.NO, "The child is 18 or older: this is not private fostering.")
    if age is not None and age >= AGE and disabled is False:
        return Fostering(Finding.NO, "The child is 16 or older and not disabled: this is not private fostering.")
    if days is not None and days < DAYS:
        return Fostering(Finding.NO, f"It is meant for less than {DAYS} days: this is not private fostering.")
    unknown = _unknown(carer, age, days, disabled)
    if unknown:
        return Fostering(Finding.UNKNOWN, f"It may be private fostering. Find out {unknown}.")
    assert carer is not None
    limit, who = AGE_DISABLED if disabled else AGE, carer.label.lower()
    return Fostering(
        Finding.YES,
        f"This is private fostering: the child is under {limit}, the carer ({who}) is neither a parent nor a close "
        f"relative, and it is meant for {DAYS} days or more. Contact the MASH.",
    )


def of_answers(answers: Mapping[str, object]) -> Fostering | None:
    """Return the finding for the answers of the form, or None where nobody asks."""
    if answers.get("private_fostering") != "yes":
        return None
    carer, disabled = answers.get("private_fostering_carer"), answers.get("private_fostering_disabled")
    return private_fostering(
        Carer(carer) if isinstance(carer, str) and carer in tuple(Carer) else None,
        _number(answers.get("private_fostering_age")),
        _number(answers.get("private_fostering_days")),
        disabled={"yes": True, "no": False}.get(str(disabled)),
    )


def is_private_fostering(answers: Mapping[str, object]) -> bool:
    """Say whether the answers of the form describe private fostering."""
    found = of_answers(answers)
    return found is not None and found.applies


def notice_due(begins: date, today: date) -> date:
    """Return the last day of the notice: six weeks before it begins; where that is past, 48 hours after it began."""
    before = begins - NOTICE
    return before if before >= today else begins + EMERGENCY


def _unknown(carer: Carer | None, age: int | None, days: int | None, disabled: bool | None) -> str:
    parts = (
        (carer is None, "what the carer is to the child"),
        (age is None, "how old the child is"),
        (age is not None and age >= AGE and disabled is None, "whether the child is disabled"),
        (days is None, "for how long it is meant"),
    )
    missing = [words for lacks, words in parts if lacks]
    return " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)


def _number(answer: object) -> int | None:
    return int(answer) if isinstance(answer, str) and answer.strip().isdigit() else None
