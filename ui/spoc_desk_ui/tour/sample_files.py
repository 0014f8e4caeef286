"""The two files of the tour: a received copy with a slip in it, and a school's report as it lies in the school.

The people are invented. The town of the first and the words of the second are real, since the check has to find them.
"""

from .sample_pdf import Bar, Line, Sheet, pdf
from .sample_word import heading, paragraph, table, word

SLIP, UNDER_THE_BAR = "Todmorden", "Kirkgate Primary School"
"""What the copy shows by mistake: a town that was overlooked, and a school that was only painted over."""
NICKNAME = "Beech Room"
"""What only people here know; no list has it."""
COURSE = "Cambridge"
"""A town in the name of a school book that is the same everywhere in the country."""

_LEFT = 70


def marac_copy() -> bytes:
    """Return a copy of MARAC minutes, three pages, sanitised badly."""
    return pdf((_who(), _said(), _actions()))


def school_report() -> bytes:
    """Return a school's report on a pupil, a Word file that names the school, the town and the street."""
    return word(
        (
            heading("Report on a pupil who is leaving"),
            paragraph("SAMPLE: an invented pupil of an invented school."),
            paragraph("Child A is in Year 8. He came to Larkfield High School in Stopsley in September 2025 and has "
                      "settled well. He walks here from Wigmore with two friends."),
            paragraph("He reads well above his age and has begun the second book of the Cambridge Latin Course. At "
                      "lunch he goes to the Beech Room, where it is quiet."),
            heading("Attendance"),
            table(("Term", "Days", "Present"), ("Autumn", "70", "66"), ("Spring", "58", "57"),
                  ("Summer", "62", "60")),
            heading("Support"),
            paragraph("The Beech Room staff see him twice a week. His mother came to each meeting; the next one was "
                      "planned with the team in Stopsley.", comment=True),
            paragraph("Please send questions to the safeguarding lead, 01582 000150."),
        ),
        page_head="Larkfield High School, Stopsley, Luton LU2 7ZZ",
        comment="The file goes to the office in Bedford as usual?",
        company="Luton Borough Council",
        author="Larkfield office",
    )  # fmt: skip


def _sheet(number: int, *parts: Line | Bar) -> Sheet:
    foot = Line(_LEFT, 800, f"Copy for the LA SPOC. Page {number} of 3", 9, grey=0.4)
    return (Line(455, 50, "SAMPLE", 16, bold=True, grey=0.6), *parts, foot)


def _text(top: float, *lines: str) -> tuple[Line, ...]:
    return tuple(Line(_LEFT, top + 18 * number, words) for number, words in enumerate(lines))


def _who() -> Sheet:
    return _sheet(
        1,
        Line(_LEFT, 100, "Multi-agency risk assessment conference", 17, bold=True),
        Line(_LEFT, 124, "Minutes, sanitised for the LA SPOC", 12),
        Line(_LEFT, 180, "1. Who was spoken about", 13, bold=True),
        *_text(206, "Adult 1, the mother of two children. Child A is nine, Child B is six.",
               "They live with the grandfather, who needs care and support.",
               "Heard for the first time on 14 September 2026; the risk was found to be high."),
        Line(_LEFT, 300, "2. Who was there", 13, bold=True),
        *_text(326, "The police, children's social care, health visiting, housing and the adviser.",
               "Everybody agreed that these minutes are seen by nobody else."),
    )  # fmt: skip


def _said() -> Sheet:
    return _sheet(
        2,
        Line(_LEFT, 100, "3. What was said", 13, bold=True),
        *_text(126, "Housing: Adult 1 asked for another flat in June. The locks were changed in July.",
               "Health visiting: both children are well; Child B has begun to sleep through.",
               "School: Child A missed eleven days before the summer and none since."),
        Line(_LEFT, 180, "The head teacher of"),
        Line(176, 180, f"{UNDER_THE_BAR}, {SLIP}"),
        Bar(174, 180, 190),
        Line(368, 180, "will keep her"),
        *_text(198, "file in the safe until it is asked for."),
        *_text(240, "Police: no call since the order was made. The adviser rings twice a week."),
    )  # fmt: skip


def _actions() -> Sheet:
    return _sheet(
        3,
        Line(_LEFT, 100, "4. Who does what", 13, bold=True),
        *_text(126, "Housing keeps the alarm at the flat working until the move.",
               "The adviser goes with Adult 1 to the solicitor next week.",
               f"The health visitor sees Child B at home once more before they leave {SLIP}.",
               "Children's social care closes its file when the LA SPOC has confirmed receipt."),
        Line(_LEFT, 230, "5. Next meeting", 13, bold=True),
        *_text(256, "None: the case is passed to the UK Protected Persons Service."),
    )  # fmt: skip
