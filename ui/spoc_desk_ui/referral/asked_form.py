"""The form as it is asked now: for a restricted record without what would tell of earlier places (domain 1.12)."""

from functools import lru_cache

from spoc_desk.forms.definition import FormDef
from spoc_desk.forms.loader import load_form

from ..forms.subset import without


@lru_cache(maxsize=16)
def asked_form(form_id: str, *, stopped: bool) -> FormDef:
    """Return a form; what is withheld for a restricted record is neither asked nor shown, and kept as it is."""
    form = load_form(form_id)
    if not stopped:
        return form
    withheld = frozenset(each.id for each in form.questions if each.withheld)
    return without(form, withheld) if withheld else form
