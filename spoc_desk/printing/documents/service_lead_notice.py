"""The notice to a service lead that a family has arrived or is leaving (template T2, R-003-42, R-003-58).

It says that single-point handling applies, and what to do. It names nobody and gives no reason.
"""

from datetime import date

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.house_dates import short_date
from spoc_desk.printing.blocks import CutLine, Document, Fields, Heading, Keep, Para, Points, SignatureLine, Signatures
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.wording import fill

TITLE = "Notice to a service lead"
_STEPS = {
    Direction.ARRIVAL: (
        "Send every question about earlier records to the LA SPOC, and to nobody else.",
        "Assess and support as for any family, on current risks and strengths.",
        "Do not ask why the family is here. You do not need to know, and the answer must not be written down.",
        "If somebody outside our council asks about this family, give nothing and tell the LA SPOC at once.",
    ),
    Direction.DEPARTURE: (
        "Give the records that the LA SPOC asks for to the LA SPOC, and to nobody else.",
        "Stop every routine transfer for this family: school, health, housing and all others.",
        "Do not try to find the family, and do not write a forwarding address anywhere.",
        "If somebody outside our council asks about this family, give nothing and tell the LA SPOC at once.",
    ),
}


def service_lead_notice(
    direction: Direction,
    *,
    service: str,
    lead: str,
    wording: str,
    la_spoc: str,
    sent_on: date,
    paper: Paper,
    needs: tuple[str, ...] = (),
) -> Document:
    """Return the notice; *needs* says which help is wanted from this service, under aliases."""
    wanted = (Heading(1, "What is needed from your service"), Points(needs)) if needs else ()
    return paper.document(
        TITLE,
        Fields(
            (
                ("To", ", ".join(part for part in (lead, service) if part)),
                ("From", la_spoc),
                ("Date", short_date(sent_on)),
            )
        ),
        Para(fill(wording, la_spoc=la_spoc)),
        *wanted,
        Heading(1, "What to do"),
        Points(_STEPS[direction], numbered=True),
        Keep(
            (
                CutLine("Please sign and return this part to the LA SPOC"),
                Fields((("Service", service), ("Notice", paper.reference))),
                Signatures(
                    (SignatureLine("Service lead", "I have read this notice and told those who need to know."),)
                ),
            )
        ),
    )
