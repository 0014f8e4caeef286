"""What is printed blank: forms for handwriting and leaflets, with the council's own names. No number, no register."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lazy import load
from .source import Copy, Ready

if TYPE_CHECKING:
    from spoc_desk.printing.blocks import Document
    from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class Papers:
    """Papers that can be printed without a record, one chosen after the other.

    called: each by the form in its place. maker: (room of casework, function) that sets one. title: with {0} for what
    it is called, {1} for the same within a sentence.
    """

    called: Mapping[str, str]
    maker: tuple[str, str]
    title: str
    contains: str


RELAY = Papers(
    {
        "relay-leaflet": "Leaflet for a school's RELAY contact",
        "relay-feedback": "The school's answer, for handwriting",
        "relay-notification": "A notification of the police, for handwriting",
    },
    ("spoc_desk.casework.relay.papers", "blank_relay"),
    "RELAY: {1}",
    "nothing of any child",
)
DISPUTES = Papers(
    {
        "escalation": "Escalation, for handwriting",
        "complaint": "Complaint, for handwriting",
        "consultation": "Consultation, for handwriting",
        "rollout-statement": "Statement of the roll-out, for handwriting",
    },
    ("spoc_desk.casework.disputes.papers", "blank_dispute"),
    "{0}",
    "the questions; no answer",
)
REVIEWED = Papers(
    {
        "incident-sheet": "Preparation sheet of a serious incident",
        "review-referral": "Referral to the Case Review Group",
    },
    ("spoc_desk.casework.reviewed.papers", "blank_reviewed"),
    "{0}, blank",
    "nothing of any child",
)


@dataclass(frozen=True)
class BlankPaper:
    """One of *papers*."""

    papers: Papers
    form: str
    asks_recipient: bool = False
    protects: bool = False

    def prepare(self, vault: "Vault", *, recipient: str, large_print: bool) -> Ready:
        room, make = self.papers.maker
        council = load("spoc_desk.casework.council").profile(vault)
        document = getattr(load(room), make)(self.form, council, large_print=large_print)
        words = self.papers.called[self.form]
        title = self.papers.title.format(words, within(words))
        return blank(vault, document, title, self.papers.contains, f"blank {self.form}")

    def issue(self, vault: "Vault", ready: Ready, output: str, password: str, *, acknowledged: bool) -> Copy:
        return blank_copy(ready)


def blank(
    vault: "Vault", document: "Document", title: str, contains: str, name: str, *,
    reference: str = "", copy_words: str = "Blank form",
) -> Ready:  # fmt: skip
    """Return *document* to look at: it holds no answer."""
    today = vault.clock.today()
    return Ready(
        title=title,
        reference=reference,
        copy_words=copy_words,
        contains=contains,
        file_name=load("spoc_desk.printing.naming").file_name(name, reference, None, today),
        pdf=load("spoc_desk.printing.render").render(document, made_on=today),
        handle=None,
    )


def blank_copy(ready: Ready) -> Copy:
    """Return what was looked at."""
    return Copy(ready.pdf, ready.file_name, "1 blank paper. Blank papers are not in the print register.")


def within(words: str) -> str:
    """Return *words* as they stand within a sentence."""
    return words[:1].lower() + words[1:]
