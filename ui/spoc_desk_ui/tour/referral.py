"""A threshold referral from the three questions to the decision of the MASH, its papers, and one that must stop."""

from datetime import date

from PySide6.QtCore import Qt

from . import moves
from . import referral_words as words
from .referral_words import Filled
from .stage import REST, Script, Shot, Stage, Until

DANGER = "Is a child in immediate danger now?"
WORKER = "Does the child have an allocated social worker now?"
LEVEL = "Which level of need do you think fits best today?"
DONE = "I have completed this section"
ON = "Save and continue"


def begin(stage: Stage) -> Script:
    """The three questions: what danger leads to, and what leads to the form."""
    hands = stage.hands
    yield from moves.next_day(stage, date(2026, 12, 3))
    yield from moves.place(stage, "Referrals")
    hands.press("New referral")
    yield REST
    hands.answer(**{DANGER: "yes"})
    yield Shot("Before you start: danger now")
    hands.answer(**{DANGER: "no", WORKER: "no", LEVEL: "INT"})
    yield Shot("Before you start: it needs the form")
    hands.press("Start the referral")
    yield Until(lambda: hands.asks("tried_at_additional"), "the referral was not begun")


def write(stage: Stage) -> Script:
    """The sections one after the other, as "Save and continue" leads."""
    yield from _section(stage, words.BEFORE)
    yield from _section(stage, words.TYPE, "A referral: what is asked for")
    yield from _section(stage, words.REFERRER)
    yield from _people(stage)
    yield from _section(stage, words.REASON, "A referral: the reason")
    yield from _indicators(stage)
    yield from _section(stage, words.STRENGTHS)
    yield from _section(stage, words.VIEWS)
    yield from _section(stage, words.CIRCUMSTANCES, "A referral: special circumstances")
    yield from _section(stage, words.JUDGEMENT, "A referral: the level is a judgement")
    yield from _section(stage, words.INFORMING)
    yield from _later(stage)


def _people(stage: Stage) -> Script:
    yield from _rows(stage, "Add a child", words.CHILDREN, "Save this child", "One child of a referral")
    yield Shot("A referral: the children")
    yield from _on(stage)
    yield from _rows(stage, "Add a parent or carer", (words.MOTHER,), "Save this person")
    yield from _on(stage)
    yield from _rows(stage, "Add a person", (words.AUNT,), "Save this person")
    yield from _on(stage)
    yield from _rows(stage, "Add an agency", (words.AGENCY,), "Save this agency")
    yield from _on(stage)


def _indicators(stage: Stage) -> Script:
    """Typed, found, ticked, a note beside it; all without the mouse."""
    hands = stage.hands
    for number, (typed, note) in enumerate(words.TICKS):
        hands.control(Qt.Key.Key_F)
        hands.type_text(typed)
        yield REST
        hands.key(Qt.Key.Key_Down)
        yield REST
        hands.key(Qt.Key.Key_Space)
        yield REST
        if note:
            hands.key(Qt.Key.Key_Return)
            hands.type_text(note)
            yield REST
        if number == 0:
            yield Shot("A referral: an indicator is found by typing")
    hands.control(Qt.Key.Key_F)
    hands.key(Qt.Key.Key_Escape)
    hands.press("Only ticked")
    yield Shot("A referral: only what is ticked")
    yield from _on(stage)


def _later(stage: Stage) -> Script:
    """The consents wait for the family; confidential sheet, attachments, declaration."""
    stage.hands.line("Confidential from the family")
    yield REST
    yield from _section(stage, words.CONFIDENTIAL, "A referral: what the family must not read")
    yield from _rows(stage, "Add an attachment", (words.ATTACHMENT,), "Save this attachment")
    yield from _on(stage)
    stage.hands.answer(**words.DECLARATION)
    yield from _on(stage)
    yield Shot("A referral: check answers")


def consent(stage: Stage) -> Script:
    """The sheet is printed and talked through; who said what is recorded, and that the signed copy was seen."""
    hands = stage.hands
    hands.line("What now")
    yield REST
    yield Shot("A referral: what now")
    yield from _move(stage, "Ready for consent")
    hands.line("Consent A")
    yield REST
    hands.press("Print the consent sheet")
    yield from moves.paper(stage, "consent-sheet", "The consent sheet of a referral before it is printed")
    hands.line("Consent A")
    yield REST
    yield from _asked(stage, "Record the answer", words.GIVEN)
    yield from _seen(stage)
    yield Shot("Consent A: who was asked, and the signed copy seen")
    hands.line("Consent B")
    yield REST
    yield from _asked(stage, "Record the answer", words.SHARING, "Consent B: with whom information may be shared")
    yield from _seen(stage)
    yield from young_person(stage)


def young_person(stage: Stage) -> Script:
    """He is 15: can he decide, and what does he say?"""
    hands = stage.hands
    hands.line("The young person")
    yield REST
    hands.press("Print the young person's sheet")
    yield from moves.paper(stage, "young-person-sheet", "The young person's sheet before it is printed")
    hands.line("The young person")
    yield REST
    yield from _asked(stage, "Gillick: the six questions", words.GILLICK, "A young person: can he decide?")
    yield from _asked(stage, "Record the answer", words.OWN_WORDS)
    yield from _seen(stage)
    yield Shot("A young person: what he said")


def papers(stage: Stage) -> Script:
    """The form is printed and signed; the confidential sheet is a paper of its own."""
    hands = stage.hands
    hands.line("What now")
    yield REST
    yield from _move(stage, "Ready to send")
    hands.press("The form")
    yield from moves.paper(stage, "referral", "The form before it is printed")
    hands.press("Confidential sheet")
    yield from moves.paper(stage, "confidential-sheet")
    yield Shot("A referral: printed")


def send(stage: Stage) -> Script:
    """Sent, chased, acknowledged, decided."""
    hands = stage.hands
    hands.line("Sending and chasing")
    yield REST
    yield from _move(stage, "Mark as sent", words.SENT, "A referral: it was sent")
    yield Shot("Sending and chasing: the clocks run")
    yield from moves.next_day(stage, date(2026, 12, 4))
    yield from _move(stage, "Record the acknowledgement", words.ACKNOWLEDGED)
    yield from _move(stage, "Record the triage", words.TRIAGE)
    yield from _move(stage, "Record the MASH decision", words.DECISION)
    yield Shot("Sending and chasing: the MASH has decided")
    hands.line("What now")
    yield REST
    hands.press("Tracking sheet")
    yield from moves.paper(stage, "tracking-sheet")
    yield from moves.place(stage, "Referrals")
    hands.press("Print a blank form")
    yield from moves.paper(stage, "blank-referral", "The blank form for handwriting")
    yield from moves.place(stage, "Referrals")
    yield Shot("The list of referrals")


def stop(stage: Stage) -> Script:
    """A child on the list of restricted records: the form stops, in the same words for every reason."""
    hands = stage.hands
    yield from moves.place(stage, "Directory")
    hands.tab("Restricted")
    yield REST
    hands.press("Add a person")
    yield REST
    hands.answer(**words.STOPPED)
    yield from moves.save(stage, "Add to the list")
    yield Shot("The list of restricted records")
    yield from moves.place(stage, "Referrals")
    hands.press("New referral")
    yield REST
    hands.answer(**{DANGER: "no", WORKER: "no", LEVEL: "SPE"})
    hands.press("Start the referral")
    yield Until(lambda: hands.asks("consulted_manager"), "the referral was not begun")
    hands.line("Children and young people")
    yield REST
    yield from _rows(stage, "Add a child", (words.STOPPED_CHILD,), "Save this child")
    yield Until(lambda: hands.sees("Go on with the form"), "the referral did not stop")
    yield Shot("Restricted record: the form stops")
    hands.press("Go on with the form")
    yield REST
    yield Shot("Restricted record: she goes on writing")


ACTS = (begin, write, consent, papers, send, stop)


def referral(stage: Stage) -> Script:
    """The referral from the first question to the answer, then one that must stop."""
    for act in ACTS:
        yield from act(stage)


def _section(stage: Stage, answers: Filled, picture: str = "") -> Script:
    stage.hands.answer(**answers)
    if picture:
        yield Shot(picture)
    yield from _on(stage)


def _on(stage: Stage) -> Script:
    """Tick that the section is complete, and go on to the next one."""
    stage.hands.press(DONE)
    yield REST
    stage.hands.press(ON)
    yield REST


def _rows(stage: Stage, add: str, rows: tuple[Filled, ...], save: str, picture: str = "") -> Script:
    hands = stage.hands
    for row in rows:
        hands.press(add)
        yield REST
        hands.answer(**row)
        if picture and row is rows[0]:
            yield Shot(picture)
        hands.press(save)
        yield REST


def _move(stage: Stage, label: str, answers: Filled | None = None, picture: str = "") -> Script:
    hands = stage.hands
    hands.press(label)
    yield REST
    yield Until(lambda: hands.sees("Cancel"), f"“{label}” did not open")
    if answers:
        hands.answer(**answers)
    if picture:
        yield Shot(picture)
    hands.press(label)
    yield Until(lambda: not hands.sees("Cancel"), f"“{label}” was not accepted")
    yield REST


def _asked(stage: Stage, act: str, answers: Filled, picture: str = "") -> Script:
    hands = stage.hands
    hands.press(act)
    yield REST
    hands.answer(**answers)
    if picture:
        yield Shot(picture)
    hands.control(Qt.Key.Key_Return)
    yield Until(lambda: hands.sees(DONE), f"“{act}” was not saved")
    yield REST


def _seen(stage: Stage) -> Script:
    hands = stage.hands
    hands.press("Signed copy seen")
    yield REST
    hands.press("Save: signed copy seen")
    yield Until(lambda: hands.sees(DONE), "the signed copy was not recorded")
    yield REST
