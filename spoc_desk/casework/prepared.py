"""A document as it would be issued, and one copy that was."""

from collections.abc import Callable
from dataclasses import dataclass

from spoc_desk.casework.disclosing import Question, Subject
from spoc_desk.casework.disputes.papers import PrintedDispute
from spoc_desk.casework.leaks import FieldLeak
from spoc_desk.casework.referrals.printing import PrintedReferral
from spoc_desk.casework.relay.papers import PrintedMessage
from spoc_desk.casework.reviewed.papers import PrintedReviewed
from spoc_desk.domain.prints import PrintedCopy, PrintKind
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.paper import Paper
from spoc_desk.vault.records.print_list import Series


@dataclass(frozen=True)
class Prepared:
    """A document as it would be issued: its blocks, what the leak scan found, what it contains in words."""

    kind: PrintKind
    case_id: str | None
    case_ref: str
    """The reference of the case or of the referral."""
    recipient: str
    document: Document
    leaks: tuple[FieldLeak, ...]
    contains: str
    copy_no: int
    build: Callable[[Paper], Document]
    paper: Paper
    referral: PrintedReferral | None = None
    relay: PrintedMessage | None = None
    reviewed: PrintedReviewed | None = None
    blank: bool = False
    """A paper to write on, which discloses nothing."""
    record_id: str | None = None
    """The decision, the concern or the request for records that the paper is of."""
    dispute: PrintedDispute | None = None
    record_ids: tuple[str, ...] = ()
    question: Question | None = None
    """What has to be said of where a copy goes; None where nothing has."""

    @property
    def subject(self) -> Subject:
        """Return what it is about, as its decision says it."""
        referral_id = self.dispute.referral_id if self.dispute else self.referral.id if self.referral else None
        return Subject(self.kind, self.case_id, referral_id, self.case_ref, self.blank)

    @property
    def series(self) -> Series:
        """Return in which series the copy is numbered: gaps in the numbers of a referrer would tell of other prints."""
        if self.dispute is not None:
            return self.dispute.series
        if self.kind.is_of_figures:
            return Series.FIGURES
        if self.relay is not None:
            return Series.RELAY
        if self.reviewed is not None:
            return Series.REVIEWED
        return Series.REFERRALS if self.referral is not None and self.referral.case_id is None else Series.CASES

    @property
    def blocked(self) -> bool:
        """Say whether nothing may be issued until a text is edited."""
        return any(leak.blocks for leak in self.leaks)

    @property
    def may_go_on(self) -> bool:
        """Say whether it may be issued all the same, with a reason why the place is needed: never if restricted."""
        about = self.referral or self.reviewed
        return self.blocked and about is not None and not about.restricted

    @property
    def to_acknowledge(self) -> bool:
        """Say whether somebody must look at findings before a copy is issued."""
        return bool(self.leaks) and not self.blocked


@dataclass(frozen=True)
class Issued:
    """A copy: the file, its neutral name, and its line in the register."""

    pdf: bytes
    file_name: str
    copy: PrintedCopy
