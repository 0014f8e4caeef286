"""A check of a document in words: what each channel is called, and what stands on the certificate."""

from spoc_desk.casework.moments import in_words
from spoc_desk.casework.second_person import words_of
from spoc_desk.domain.document_checks import HIDDEN, DocumentCheck, Mode
from spoc_desk.printing.documents.check_certificate import CheckFacts, CountRow
from spoc_desk.sanitise.channels import WHY
from spoc_desk.sanitise.review.staying import sentence_of

_OURS = {"marked-by-hand": "Marked by hand", HIDDEN: "In hidden parts of the file, left out"}
_PROOFS = {
    "grammar": "Built only as our copies are",
    "pages": "Has the pages it must have",
    "reader": "Another program reads the same",
    "survivors": "No removed word in any part",
    "terms": "No removed word can be read",
    "scan": "A new check finds nothing in it",
    "boxes": "Every covered place is one black",
    "tokens": "Every removed place has its mark",
    "size": "No larger than its pages explain",
}


def channel_words(channel: str) -> str:
    """Return what a channel is called on paper: "The name of a county"."""
    return (WHY | _OURS)[channel]


def check_facts(check: DocumentCheck) -> CheckFacts:
    """Return what the certificate of a check says."""
    role = check.second_role.label if check.second_role else ""
    second = words_of(check.second_person, role, user_id=check.second_user)
    return CheckFacts(
        document_no=check.document_no,
        result=check.verdict.label,
        mode=check.mode.label,
        checked=f"{in_words(check.checked_at)}, {check.checked_by}",
        second=second,
        pages=check.pages,
        unreadable=check.unreadable,
        stays=_stays(check),
        proofs=tuple(_PROOFS[name] for name in check.proofs),
        counts=tuple(
            CountRow(channel_words(count.channel), count.found, count.removed, count.kept) for count in check.counts
        ),
        tools=f"SPOC Desk {check.program_version}, {check.gazetteer_version}",
        copy_digest=check.copy_digest,
    )


def _stays(check: DocumentCheck) -> str:
    """Return how many areas fit what stays; nothing where that was not measured."""
    if check.areas_left is None:
        return ""
    received = check.mode is Mode.IN
    return sentence_of(check.areas_left, check.areas_of, check.words_not_placed, apart=False, received=received)
