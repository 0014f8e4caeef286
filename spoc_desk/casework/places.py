"""Where in the window something is: `case/<case>/<part>/<record>/<field>`, so that a row can open the exact field."""

from enum import StrEnum


class Part(StrEnum):
    """The parts of the case workspace."""

    WHAT_NOW = "what_now"
    HOUSEHOLD = "household"
    MEETINGS = "meetings"
    SPOCS = "spocs"
    NEEDS = "needs"
    EXCHANGE = "exchange"
    FLAGS = "flags"
    QUERIES = "queries"
    ROUTES = "routes_to_stop"
    CONCERNS = "concerns"
    HISTORY = "history"


def case_place(case_id: str, part: Part, record_id: str = "", field: str = "") -> str:
    """Return the place of a part of a case, a record in it, a field of that record."""
    return f"case/{case_id}/{part}/{record_id}/{field}".rstrip("/")


def referral_place(referral_id: str, section: str = "", record_id: str = "", field: str = "") -> str:
    """Return the place of a referral, a section of it, a row in it, a field of that row."""
    return f"referral/{referral_id}/{section}/{record_id}/{field}".rstrip("/")


def incident_place(serious_id: str) -> str:
    """Return the place of a serious incident; nothing without one."""
    return f"serious_incident/{serious_id}" if serious_id else ""


def review_place(review_id: str) -> str:
    """Return the place of a case before the Case Review Group; nothing without one."""
    return f"case_review/{review_id}" if review_id else ""


def query_place(case_id: str | None, query_id: str, field: str = "") -> str:
    """Return the place of a question; one without a case yet is opened from Today."""
    return case_place(case_id, Part.QUERIES, query_id, field) if case_id else f"query/{query_id}"


def concern_place(case_id: str | None, concern_id: str, field: str = "") -> str:
    """Return the place of a security concern; one without a case yet is opened from Today."""
    return case_place(case_id, Part.CONCERNS, concern_id, field) if case_id else f"concern/{concern_id}"


def handover_place(handover_id: str) -> str:
    """Return the place of one hand-over in the list."""
    return f"handover/{handover_id}"
