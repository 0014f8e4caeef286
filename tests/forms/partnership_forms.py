"""The records and the words of the forms of the Partnership place, for test_shipped_forms."""

from enum import Enum

from spoc_desk.domain.access_requests import AccessRequest, AnswerGiven, Exemption, RequestKind
from spoc_desk.domain.concerns import BreachRisk, CallerCheck, CheckResult, Concern, Containment
from spoc_desk.domain.decisions import AdviceOf
from spoc_desk.domain.record import Record
from spoc_desk.domain.terms import Method, YesNo

PARTNERSHIP_RECORDS: dict[str, tuple[type[Record], ...]] = {
    "access_preview": (),
    "access_request": (AccessRequest,),
    "caller_script": (Concern,),
}
PARTNERSHIP_TERMS: dict[tuple[str, str], type[Enum]] = {
    ("access_request", "advice_of"): AdviceOf,
    ("access_request", "answer"): AnswerGiven,
    ("access_request", "exemptions"): Exemption,
    ("access_request", "kind"): RequestKind,
    ("access_request", "method"): Method,
    ("caller_script", "caller_checks"): CallerCheck,
    ("concern", "breach_risk"): BreachRisk,
    ("concern", "caller_checks"): CallerCheck,
    ("concern", "check_result"): CheckResult,
    ("concern", "containment"): Containment,
    ("concern", "data_breach"): YesNo,
    ("decision", "method"): Method,
}
NOT_KEPT = {"access_preview": {"text"}}
"""What is typed to be looked through and never stored."""
