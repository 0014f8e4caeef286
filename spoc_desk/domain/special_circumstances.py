"""The nine special circumstances, and what each makes somebody do at once, as data (domain 1.14; S004:1096-1706)."""

from dataclasses import dataclass

from spoc_desk.domain.terms import Term


class Circumstance(Term):
    """The key is the id of the question; each is always asked."""

    SEND = "send", "SEND or disability"
    YOUNG_CARER = "young_carer", "Young carer"
    YOUTH_JUSTICE = "youth_justice", "Youth justice or serious youth violence"
    MISSING = "missing", "Missing from care, home or education"
    EXPLOITATION = "exploitation", "Sexual or criminal exploitation"
    FGM = "fgm", "Female genital mutilation (FGM)"
    RADICALISATION = "radicalisation", "Radicalisation or extremist ideology"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    FORCED_MARRIAGE = "forced_marriage", "Forced marriage"


ANSWERED, NOT_ANSWERED = "*", ""
"""Conditions: any answer, and none."""


@dataclass(frozen=True)
class ForcedPrompt:
    """A sentence that stands until it is done. `now`: before anything else. `when`: further answers it hangs on.

    `done_by` is the question whose answer shows that it was done.
    """

    circumstance: Circumstance
    sentence: str
    source: str
    now: bool = False
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    done_by: tuple[str, ...] = ()
    do_not_inform: bool = False
    """The family is not told: the section on informing starts from "do not alert"."""


FORCED_PROMPTS: tuple[ForcedPrompt, ...] = (
    ForcedPrompt(
        Circumstance.FGM,
        "You have a personal duty: report to the police on 101, or 999 in danger, as soon as you can, by the close "
        "of the next working day. Nobody can do it for you. Do not alert the family.",
        "S004:1411-1416; Female Genital Mutilation Act 2003, section 5B",
        now=True,
        when=(("fgm_stand", ("told", "sign")),),
        done_by=("fgm_reported_at", "fgm_police_ref"),
        do_not_inform=True,
    ),
    ForcedPrompt(
        Circumstance.FGM,
        "FGM is suspected or a girl may be at risk: follow the child protection procedures and phone the MASH. "
        "Do not alert the family.",
        "S004:1416-1424",
        now=True,
        when=(("fgm_stand", ("suspected", "at_risk", NOT_ANSWERED)),),
        do_not_inform=True,
    ),
    ForcedPrompt(
        Circumstance.EXPLOITATION,
        "Speak to the MASH and to the police now. Do not wait for this form.",
        "S004:1332-1336",
        now=True,
        done_by=("exploitation_mash_at", "exploitation_police_at"),
        do_not_inform=True,
    ),
    ForcedPrompt(
        Circumstance.FORCED_MARRIAGE,
        "You may have one chance. Do not speak to the family, do not mediate, do not leave a message at home. "
        "Phone the MASH, and see the young person alone in a safe place.",
        "S004:1663-1667",
        now=True,
        do_not_inform=True,
    ),
    ForcedPrompt(
        Circumstance.RADICALISATION,
        "There is an immediate risk: tell the police straight away.",
        "S004:1464-1468",
        now=True,
        when=(("radicalisation_immediate", ("yes",)),),
    ),
    ForcedPrompt(
        Circumstance.RADICALISATION,
        "Refer to the MASH. A Prevent lead can advise; the MASH knows their names.",
        "S004:1460-1464, 1520-1526",
        when=(("radicalisation_immediate", ("no", "not_known", NOT_ANSWERED)),),
        done_by=("radicalisation_prevent",),
    ),
    ForcedPrompt(
        Circumstance.MISSING,
        "A looked-after child who is missing has the highest priority: phone the police and the MASH now.",
        "S004:1267-1275",
        now=True,
        when=(("missing_looked_after", ("yes",)),),
    ),
    ForcedPrompt(
        Circumstance.MISSING,
        "Consider forced marriage and FGM: they may be behind an absence. Answer both below.",
        "S004:1277-1285",
        done_by=("forced_marriage", "fgm"),
    ),
    ForcedPrompt(
        Circumstance.SEND,
        "The child has an allocated worker for children with disability: share this with that worker at once.",
        "S004:1140-1144",
        when=(("send_worker", (ANSWERED,)),),
    ),
    ForcedPrompt(
        Circumstance.SEND,
        "Without an allocated worker for children with disability the usual route applies: the MASH.",
        "S004:1146-1150",
        when=(("send_worker", (NOT_ANSWERED,)),),
    ),
    ForcedPrompt(
        Circumstance.YOUTH_JUSTICE,
        "The youth offending service refers through the MASH: tell the worker there.",
        "S004:1214-1222",
        done_by=("youth_justice_worker",),
    ),
    ForcedPrompt(
        Circumstance.YOUNG_CARER,
        "Say what the child does, for how long and what it costs the child. An assessment asks what needs to change.",
        "S004:1179-1190",
        done_by=("young_carer_tasks", "young_carer_impact"),
    ),
)
"""Private fostering is not here: its sentence comes from the calculation."""
