"""Paper: prepare a document, look at what it holds and what blocks it, then issue one numbered copy.

Imports the layout engine: load this module only when something is printed. The register alone is `print_register`.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from spoc_desk.casework.council import profile
from spoc_desk.casework.disclosing import Destination, Said, question_of, read, settle
from spoc_desk.casework.disputes.papers import SIGHTS, dispute_leaks, printed_dispute, refuse_stopped
from spoc_desk.casework.figures.papers import as_csv, figures_paper, given_tables
from spoc_desk.casework.holds import refuse_without_role
from spoc_desk.casework.leaks import FieldLeak, refuse_leaks, scan_texts
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.partnership.papers import PARTNERSHIP_BUILDERS
from spoc_desk.casework.prepared import Issued, Prepared
from spoc_desk.casework.print_leaks import document_leaks, referral_leaks
from spoc_desk.casework.print_register import PrintLine, list_prints, mark_destroyed, next_copy_no
from spoc_desk.casework.print_sources import BUILDERS, Request, Source
from spoc_desk.casework.printed_words import CONTAINS
from spoc_desk.casework.referrals.print_sources import REFERRAL_BUILDERS
from spoc_desk.casework.referrals.printing import PrintedReferral, move_on, printed_referral, refuse_unready
from spoc_desk.casework.relay.papers import message_source, printed_message, refuse_changed
from spoc_desk.casework.reviewed.papers import MARKING, printed_reviewed, reviewed_source
from spoc_desk.casework.reviewed.papers import refuse_changed as refuse_changed_reviewed
from spoc_desk.domain.cases import Case
from spoc_desk.domain.figures import Period
from spoc_desk.domain.prints import Goes, Output, PrintedCopy, PrintKind
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.naming import file_name
from spoc_desk.printing.page_count import page_count
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.protect import protect
from spoc_desk.printing.render import render
from spoc_desk.vault.records.print_list import UNNAMED, Series
from spoc_desk.vault.records.stores import CASES, PRINTS
from spoc_desk.vault.vault import Transaction, Vault

_WITHOUT_CASE = frozenset({
    PrintKind.PRACTITIONER_CARD, PrintKind.CHECK_CERTIFICATE, PrintKind.DISPOSAL_CERTIFICATE, PrintKind.WHO_LOOKED,
    PrintKind.HANDOVER_SHEET, PrintKind.DESK_CARD,
    *PARTNERSHIP_BUILDERS,
})  # fmt: skip
_BUILDERS = {**BUILDERS, **REFERRAL_BUILDERS, **PARTNERSHIP_BUILDERS}

__all__ = [
    "Issued",
    "Prepared",
    "PrintLine",
    "issue",
    "issue_table",
    "list_prints",
    "mark_destroyed",
    "prepare",
    "preview",
]


def prepare(
    vault: Vault,
    *,
    kind: PrintKind | str,
    case_id: str | None = None,
    referral_id: str | None = None,
    record_ids: Sequence[str] = (),
    recipient: str = "",
    large_print: bool = False,
    own_file: bool = False,
) -> Prepared:
    """Return the document for a print, marked where it is for the *own file*. Nothing is stored yet.

    record_ids: meeting-record: the meeting (none: blank); request-schedule and pass-on-slip: items; flag-request:
    flags of one system; service-notice: the notice or the service; check-certificate: the check;
    disposal-certificate: the disposal; handover-sheet: the hand-over; who-looked: the filters (looks_paper.asked);
    decision, concern, breach-sheet, access-request, access-reply: that record;
    escalation, complaint: the record; consultation-log: consultations of one relocation or referral (none: of neither);
    referral-young-person: the young person's row or number (none: without a name); relay-message: the message;
    figures: the period ("2026-2" is a quarter, "2026-0" a year); figures-sample: the sample; the others need none.
    Papers of an incident or a case: its id, for a request the id of the request behind it.
    """
    wanted = PrintKind(kind)
    if not sees(vault, _sight(wanted)):
        raise NotAtThisDesk()
    made = _prepared(vault, wanted, case_id, referral_id, record_ids, recipient, large_print=large_print)
    made = replace(made, question=question_of(vault, made.subject))
    return _with_paper(made, replace(made.paper, own_file=True)) if own_file and made.question else made


def _prepared(
    vault: Vault,
    wanted: PrintKind,
    case_id: str | None,
    referral_id: str | None,
    record_ids: Sequence[str],
    recipient: str,
    *,
    large_print: bool,
) -> Prepared:
    if wanted.is_of_figures:
        return _prepare_figures(vault, wanted, record_ids, recipient, large_print=large_print)
    if wanted.is_of_relay:
        return _prepare_relay(vault, wanted, record_ids, recipient, large_print=large_print)
    if wanted.is_of_incident or wanted.is_of_review:
        return _prepare_reviewed(vault, wanted, record_ids, recipient, large_print=large_print)
    if wanted in SIGHTS:
        return _prepare_dispute(vault, wanted, record_ids, recipient, large_print=large_print)
    referral = printed_referral(vault, referral_id) if wanted.is_of_referral else None
    case = _case(vault, wanted, case_id)
    council = profile(vault)
    request = Request(vault, case, council, tuple(record_ids), recipient, vault.clock.today(), referral_id)
    source: Source = _BUILDERS[wanted](request)
    paper = (
        referral.paper
        if referral
        else Paper(reference=case.case_ref if case else source.reference, marking=council.marking)
    )
    paper = replace(
        paper,
        sample=council.practice or source.sample or bool(case and case.sample) or bool(referral and referral.sample),
        large_print=large_print,
    )
    made = _made(wanted, source, paper, recipient)
    of_record = record_ids[0] if wanted in PARTNERSHIP_BUILDERS else None
    blank = wanted is PrintKind.MEETING_RECORD and not record_ids
    made = replace(
        made, case_id=referral.case_id if referral else case_id, referral=referral, record_id=of_record, blank=blank
    )  # fmt: skip
    return replace(_numbered(vault, made), leaks=_leaks(vault, wanted, made.document, source, referral))


def _prepare_relay(
    vault: Vault, kind: PrintKind, record_ids: Sequence[str], recipient: str, *, large_print: bool
) -> Prepared:
    printed = printed_message(vault, record_ids[0] if len(record_ids) == 1 else None)
    council, source = profile(vault), message_source(vault, printed)
    paper = Paper(marking=council.marking, sample=council.practice or source.sample, large_print=large_print)
    return _numbered(vault, replace(_made(kind, source, paper, recipient), relay=printed))


def _prepare_reviewed(
    vault: Vault, kind: PrintKind, record_ids: Sequence[str], recipient: str, *, large_print: bool
) -> Prepared:
    printed = printed_reviewed(vault, kind, record_ids)
    council, source = profile(vault), reviewed_source(vault, printed)
    paper = Paper(
        reference=printed.reference, marking=MARKING, sample=council.practice or source.sample, large_print=large_print
    )
    made = _numbered(vault, replace(_made(kind, source, paper, recipient), reviewed=printed))
    return replace(made, leaks=referral_leaks(source.texts, own_words(vault), restricted=printed.restricted))


def _prepare_dispute(
    vault: Vault, kind: PrintKind, record_ids: Sequence[str], recipient: str, *, large_print: bool
) -> Prepared:
    printed = printed_dispute(vault, kind, record_ids)
    council, source = profile(vault), printed.source
    paper = Paper(
        reference=printed.reference,
        marking=council.marking,
        sample=council.practice or source.sample,
        large_print=large_print,
    )
    made = replace(_made(kind, source, paper, recipient), case_id=printed.case_id, dispute=printed)
    made = _numbered(vault, replace(made, record_ids=tuple(record_ids)))
    return replace(made, leaks=dispute_leaks(printed, made.document, own_words(vault)))


def _prepare_figures(
    vault: Vault, kind: PrintKind, record_ids: Sequence[str], recipient: str, *, large_print: bool
) -> Prepared:
    council = profile(vault)
    if len(record_ids) != 1:
        raise BadAnswer("Choose one quarter, one year or one sample to print.", "record_ids")
    made = figures_paper(vault, kind, record_ids[0])
    paper = Paper(reference=made.reference, marking=council.marking, sample=council.practice, large_print=large_print)
    return _numbered(vault, _made(kind, made.source, paper, recipient))


def _made(kind: PrintKind, source: Source, paper: Paper, recipient: str) -> Prepared:
    return Prepared(
        kind=kind,
        case_id=None,
        case_ref=paper.reference,
        recipient=recipient or source.recipient,
        document=source.build(paper),
        leaks=(),
        contains=CONTAINS[kind],
        copy_no=1,
        build=source.build,
        paper=paper,
    )


def _numbered(vault: Vault, made: Prepared) -> Prepared:
    """Return the print with the number that its copy would get."""
    number = next_copy_no(vault, made.series)
    return _with_paper(replace(made, copy_no=number), replace(made.paper, copy_no=number))


def _with_paper(made: Prepared, paper: Paper) -> Prepared:
    return replace(made, paper=paper, document=made.build(paper))


def _sight(kind: PrintKind) -> Sight:
    if kind.is_of_incident or kind.is_of_review:
        return Sight.INCIDENTS
    if kind in SIGHTS:
        return SIGHTS[kind]
    if kind.is_of_figures:
        return Sight.FIGURES
    if kind.is_of_relay:
        return Sight.RELAY
    if kind is PrintKind.WHO_LOOKED:
        return Sight.TRAIL
    return Sight.REFERRALS if kind.is_of_referral else Sight.RELOCATIONS


def _case(vault: Vault, kind: PrintKind, case_id: str | None) -> Case | None:
    if kind.is_of_referral:
        return None
    case = CASES.get(vault, case_id) if case_id else None
    if case is not None and kind is not PrintKind.WHO_LOOKED:
        refuse_without_role(case)
    elif case is None and kind not in _WITHOUT_CASE:
        raise BadAnswer("Choose the case this print is for.", "case_id")
    return case


def _leaks(
    vault: Vault, kind: PrintKind, document: Document, source: Source, referral: PrintedReferral | None
) -> tuple[FieldLeak, ...]:
    own = own_words(vault)
    if referral is None:
        return document_leaks(kind, document, source.texts, own)
    return referral_leaks(source.texts, own, restricted=referral.restricted)


def preview(vault: Vault, prepared: Prepared) -> bytes:
    """Return the pages as they would be issued. They are for the screen: nothing is entered in the register."""
    return render(prepared.document, made_on=vault.clock.today())


def issue(
    vault: Vault,
    prepared: Prepared,
    output: Output | str = Output.FILE,
    *,
    password: str | None = None,
    acknowledged: bool = False,
    place_reason: str = "",
    destination: Destination | None = None,
) -> Issued:
    """Return one copy and enter it in the register, with the decision on which it goes to somebody (`disclosing`); the
    form of a referral is then printed (domain 3.4).

    *place_reason*: why a place is needed on a referral that names one; kept with the copy.

    Raises LeakFound naming the field for a high finding; NotYet when lower findings were not *acknowledged*, a
    referral is not ready, or nobody said where the copy goes; BadAnswer or Incomplete for its decision.
    """
    wanted = Output(output)
    reason = _refuse_findings(vault, prepared, place_reason, acknowledged=acknowledged)
    if prepared.referral is not None:
        refuse_unready(vault, prepared.kind, prepared.referral)
    if prepared.relay is not None:
        refuse_changed(vault, prepared.relay)
    if prepared.reviewed is not None:
        refuse_changed_reviewed(vault, prepared.reviewed)
    if prepared.dispute is not None:
        refuse_stopped(vault, prepared.dispute, prepared.record_ids)
    said = read(vault, prepared.subject, destination, wanted)
    copy_no = next_copy_no(vault, prepared.series)
    document = prepared.build(replace(prepared.paper, copy_no=copy_no, own_file=said.goes is Goes.OWN_FILE))
    today = vault.clock.today()
    pages = render(document, made_on=today)
    pdf = protect(pages, password or "") if wanted is Output.PROTECTED else pages
    if prepared.referral is not None and said.goes is not Goes.OWN_FILE:
        move_on(vault, prepared.kind, prepared.referral)
    with vault.transaction("printed a copy") as tx:
        copy = _copy(tx, vault, prepared, said, wanted, copy_no)
        stored = PRINTS.insert(tx, replace(copy, pages=page_count(pages), digest=sha256(pdf).hexdigest()))
        settle(tx, vault, said, prepared.subject, stored)
        if prepared.leaks:
            told = "went on although a text names a place" if reason else "confirmed that findings show no other area"
            tx.note(told, "prints", stored.id, reason)
    return Issued(pdf, file_name(prepared.kind.value, prepared.case_ref, copy_no, today), stored)


def _copy(tx: Transaction, vault: Vault, prepared: Prepared, said: Said, output: Output, copy_no: int) -> PrintedCopy:
    """Return the line of the register, but for what the file itself says."""
    return PrintedCopy(
        id=new_id(),
        copy_no=copy_no,
        kind=prepared.kind,
        case_id=CASES.get(tx, prepared.case_id).id if prepared.case_id else None,
        case_ref=prepared.case_ref,
        referral_id=ReferralId(prepared.subject.referral_id) if prepared.subject.referral_id else None,
        relay_message_id=prepared.relay.id if prepared.relay else None,
        series=None if prepared.series in UNNAMED else prepared.series.value,
        record_id=_record_of(prepared),
        form_version=prepared.referral.version if prepared.referral else 1,
        made_at=tx.now,
        made_by=vault.actor.name,
        output=output,
        recipient=said.shared_with or ("" if said.goes else prepared.recipient),
        goes=said.goes,
    )


def _record_of(prepared: Prepared) -> str | None:
    if prepared.reviewed is not None:
        return prepared.reviewed.of.id
    return prepared.dispute.record_id if prepared.dispute is not None else prepared.record_id


def issue_table(vault: Vault, period: Period, recipient: str = "") -> Issued:
    """Return the figures of a period as a CSV file, entered in the register. Raises NotYet before it was given out."""
    if not sees(vault, Sight.FIGURES):
        raise NotAtThisDesk()
    data = as_csv(given_tables(vault, period))
    with vault.transaction("printed a copy") as tx:
        copy = PrintedCopy(
            id=new_id(),
            copy_no=next_copy_no(vault, Series.FIGURES),
            kind=PrintKind.FIGURES,
            case_ref=period.name,
            series=Series.FIGURES.value,
            made_at=tx.now,
            made_by=vault.actor.name,
            output=Output.TABLE,
            recipient=recipient,
            digest=sha256(data).hexdigest(),
        )
        stored = PRINTS.insert(tx, copy)
    name = file_name(PrintKind.FIGURES.value, period.name, stored.copy_no, vault.clock.today())
    return Issued(data, name.removesuffix("pdf") + "csv", stored)


def _refuse_findings(vault: Vault, prepared: Prepared, place_reason: str, *, acknowledged: bool) -> str:
    """Refuse what must not leave; return the reason with which a referral leaves all the same, or nothing."""
    reason = " ".join(place_reason.split())
    if prepared.may_go_on and reason:
        refuse_leaks(scan_texts({"place_reason": ("Why the place is needed", reason)}, own_words(vault)), "print")
        return reason
    refuse_leaks(prepared.leaks, "print")
    if prepared.leaks and not acknowledged:
        labels = ", ".join(f"“{leak.label}”" for leak in prepared.leaks)
        raise NotYet(f"Look at {labels} first, and confirm that it shows no area but our own.", "2.3 rule 9")
    return ""
