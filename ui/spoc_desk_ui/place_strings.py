"""Between the place strings that rows carry ("case/<id>/exchange/<record>/<field>") and the places of the shell."""

_IDS: dict[str, tuple[str, ...]] = {
    "case": ("case_id", "part", "record_id", "field"),
    "referral": ("referral_id", "section", "row_id", "field"),
    "referrals": ("referral_id",),
    "new_referral": ("case_id", "message_id"),
    "relay": ("group", "incident_id"),
    "relay_notification": ("incident_id", "field"),
    "school_year": ("year",),
    "directory": ("contact_id", "field"),
    "settings": ("section",),
    "keeping": ("record_id",),
    "print": ("kind", "case_id", "record_ids"),
    "print-blank": ("form", "case_id"),
    "prints": ("record_id",),
    "figures": ("period",),
    "check": ("item_id",),
    "query": ("record_id",),
    "handover": ("record_id",),
    "new_handover": ("case_id",),
    "partnership": ("kind", "record_id"),
    "decision": ("record_id",),
    "new_decision": ("case_id", "referral_id", "reconsiders", "copy_id", "request_id"),
    "access_request": ("record_id",),
    "new_access_request": ("case_id",),
    "concern": ("record_id", "field"),
    "escalation": ("record_id",),
    "new_escalation": ("case_id", "referral_id"),
    "complaint": ("record_id",),
    "new_complaint": ("case_id",),
    "consultation": ("record_id",),
    "new_consultation": ("case_id",),
    "rollout_step": ("record_id",),
    "serious_incident": ("record_id",),
    "case_review": ("record_id",),
}
_SAME_PAGE = {"print-blank": "print"}
"""Place strings that open a page under another name: a blank form is previewed like a filled one."""


def split_place(place: str) -> tuple[str, dict[str, str]]:
    """Return the name of the place and its ids: what `Page.place_requested` carries."""
    name, *values = place.split("/")
    given = zip(_IDS.get(name, ()), values, strict=False)
    return _SAME_PAGE.get(name, name), {key: value for key, value in given if value}


def join_place(name: str, ids: dict[str, str]) -> str:
    """Return the place string of a place and its ids; the way back from `split_place`."""
    name = "print-blank" if name == "print" and "form" in ids else name
    values = [ids.get(key, "") for key in _IDS.get(name, ())]
    return "/".join([name, *values]).rstrip("/")
