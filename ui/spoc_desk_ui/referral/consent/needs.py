"""What the level sought asks of a consent section, in one sentence, and whether that is so now (1.12, X-29)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.referral_consents import ConsentKind
from spoc_desk.domain.referrals import LevelSought

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

TYPE, LAWFUL_BASIS, PARENTS, INFORMING = "type", "lawful_basis", "parents", "informing"
_NAMES = {ConsentKind.REFERRAL: "consent A", ConsentKind.SHARING: "consent B"}
_NOT_TOLD = (
    "You have said that the family does not know of this referral. Then record “Not sought” for each person, "
    "and give the lawful basis."
)


@dataclass(frozen=True)
class Need:
    """The sentence above the people, its kind, and the section that a button leads to."""

    words: str
    kind: str
    button: str = ""
    section: str = ""


def need_of(view: "ReferralView", kind: ConsentKind) -> Need:
    """Return what is asked of consent A or B."""
    if not any(view.has_responsibility(row.id) for row in view.adults):
        return Need(
            "Nobody on this form is known to have parental responsibility. Consent is asked of those who have it.",
            "warn", "Go to the parents and carers", PARENTS,
        )  # fmt: skip
    if any(view.has_responsibility(each.row_id) for each in view.standing(kind)):
        return Need(f"{_cap(_NAMES[kind])} is given by somebody with parental responsibility.", "ok")
    if view.text("told") == "no":
        return Need(_NOT_TOLD, "warn", "Go to the lawful basis", LAWFUL_BASIS)
    return _by_level(view.referral.level_sought, kind)


def _by_level(level: LevelSought | None, kind: ConsentKind) -> Need:
    name = _NAMES[kind]
    if level is LevelSought.FPS:
        return Need(
            f"Intensive help is given only with consent. Without {name} from at least one person with parental "
            "responsibility this referral cannot be marked as ready to send.",
            "warn",
        )
    if level is LevelSought.CP:
        return Need(
            "Consent is not needed where a child has suffered, or is likely to suffer, significant harm. Ask where it "
            "is safe; otherwise give the reason and the lawful basis.",
            "info", "Go to the lawful basis", LAWFUL_BASIS,
        )  # fmt: skip
    if level is None:
        return Need(
            "The level sought is not chosen yet; it decides whether consent is needed.", "info", "Choose it", TYPE
        )
    return Need(
        f"Help under section 17 is voluntary, so {name} is expected. Where it is missing, give the reason under the "
        "lawful basis.",
        "info", "Go to the lawful basis", LAWFUL_BASIS,
    )  # fmt: skip


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
