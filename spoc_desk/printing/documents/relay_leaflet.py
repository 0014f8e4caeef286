"""One page for the RELAY contact of a school: what comes, from whom, and what to do with it (S000; R-000-10 to -17)."""

from spoc_desk.domain.relay import Support
from spoc_desk.domain.relay_message import ITEMS, SUBJECT_HOLDS
from spoc_desk.printing.blocks import Document, Heading, Keep, Para, Points, Voice
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.profile import Profile

TITLE = "RELAY: when a notification comes"
_FOR = "For the head teacher and the nominated RELAY contact of a school."
_STEPS = (
    "Add it to the safeguarding record of the child.",
    "Talk with the class teacher. Look at what the record says already. Decide what support the child gets that day, "
    "if any.",
    "Judge the level of need and risk from this and from other concerns, with the threshold framework.",
    "Consider an Early Help Assessment or a referral for early help; where significant harm may be met, refer to "
    "the MASH.",
)
_PARENTS = "You are not expected to tell the parents that you were notified."
_WRONG = (
    "It is not your pupil, or it came to the wrong place? Tell the MASH at once, delete it and pass it on to nobody."
)
_CHANGES = "Tell the MASH when the RELAY contact of your school changes."
_PAUSE = "No notification comes in a school closure of longer than one week."
_EVERY_DAY = "Notifications come in school holidays too."
_AT_SCHOOL = (Support.MENTORING, Support.WELLBEING, Support.QUIET_TIME, Support.NURSE, Support.EYE)


def relay_leaflet(council: Profile, *, paper: Paper) -> Document:
    """Return the leaflet with the names of a *council*."""
    mash = council.referring.mash
    items = f"{', '.join(item[:1].lower() + item[1:] for item in ITEMS[:-1])} and {_small(ITEMS[-1])}"
    reached = ", ".join(part for part in (mash.name, mash.phone, mash.email) if part)
    return paper.document(
        TITLE,
        Para(_FOR),
        Heading(1, "What you get"),
        Para(
            f"The police told the {mash.name} of a domestic abuse incident in which a pupil of your school was "
            f"present. The MASH sends you a message from its secure account, with “{SUBJECT_HOLDS}” in the subject. "
            f"It says four things: {items}. Your agreement covers these four and no more."
        ),
        Para(_EVERY_DAY if council.relay.every_day else _PAUSE),
        Heading(1, "What to do that day"),
        Points(_STEPS, numbered=True),
        Para(_PARENTS, Voice.STRONG),
        Keep((Heading(1, "Support you may offer"), Points(_offers()))),
        Heading(1, "Whom to ask"),
        Points((f"About a notification: {reached}.", _WRONG, _CHANGES)),
        copy_label="",
    )


def _offers() -> tuple[str, str]:
    """Return the nine kinds of support: what the school does alone, and with others."""
    others = tuple(one for one in Support if one not in _AT_SCHOOL)
    return f"At school: {_listed(_AT_SCHOOL)}.", f"With others: {_listed(others)}."


def _listed(some: tuple[Support, ...]) -> str:
    # "EHA" and the like keep their capitals: only the first word of an everyday phrase is made small.
    return "; ".join(one.label if one is Support.EHA else _small(one.label) for one in some)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
