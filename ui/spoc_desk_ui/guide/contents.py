"""The pages of the user guide in their order, and which page and section fits what she is looking at."""

from pathlib import Path

from spoc_desk.resources import guide

FIRST = "index"
PAGES: tuple[str, ...] = (
    FIRST,
    "arrival",
    "departure",
    "inside-a-case",
    "exchange-register",
    "checking-a-file",
    "when-something-leaks",
    "making-a-referral",
    "consent",
    "chasing-the-mash",
    "relay",
    "partnership",
    "serious-incidents",
    "hand-over",
    "new-laptop",
    "two-offices",
    "disagreements",
    "figures",
    "restricted-records",
    "paper",
    "keeping-and-disposing",
    "keys-and-locks",
    "when-something-is-damaged",
    "settings",
    "keyboard",
)
_TOPICS: tuple[tuple[str, str], ...] = (
    ("today", "index#today"),
    ("relocations", "index#find-a-case"),
    ("new_relocation", "arrival#1-record-what-ukpps-told-you"),
    ("referrals", "making-a-referral"),
    ("new_referral", "making-a-referral#three-questions-first"),
    ("referral/indicators", "making-a-referral#indicators"),
    ("referral/circumstances", "making-a-referral#special-circumstances"),
    ("referral/judgement", "making-a-referral#the-level-is-your-judgement"),
    ("referral/informing", "making-a-referral#does-the-family-know"),
    ("referral/consent_a", "consent#how-to-ask"),
    ("referral/consent_b", "consent#how-to-ask"),
    ("referral/young_person", "consent#young-people"),
    ("referral/lawful_basis", "consent#without-consent"),
    ("referral/check", "making-a-referral#check-answers"),
    ("referral/what_now", "making-a-referral#from-ready-to-sent"),
    ("referral/tracking", "chasing-the-mash"),
    ("referral", "making-a-referral#write-it-in-any-order"),
    ("new_relay", "relay#write-it-down"),
    ("relay_import", "relay#write-it-down"),
    ("relay_notification", "relay#what-must-stand-before-it-goes"),
    ("relay_figures", "relay#how-many"),
    ("school_year", "relay#schools-contacts-holidays"),
    ("settings/reviewing", "serious-incidents#what-the-council-settles"),
    ("settings/figures", "figures#look-at-a-quarter-or-a-year"),
    ("settings/relay", "relay#schools-contacts-holidays"),
    ("relay", "relay"),
    ("partnership/decisions", "partnership#why-did-we-share"),
    ("decision", "partnership#why-did-we-share"),
    ("new_decision", "partnership#decide-in-two-minutes"),
    ("partnership/access", "partnership#somebody-asks-for-records"),
    ("access_request", "partnership#somebody-asks-for-records"),
    ("new_access_request", "partnership#somebody-asks-for-records"),
    ("partnership/concerns", "partnership#concerns-in-one-list"),
    ("concern", "partnership#concerns-in-one-list"),
    ("new_concern", "when-something-leaks#raise-a-concern"),
    ("partnership/escalations", "disagreements#four-stages"),
    ("escalation", "disagreements#four-stages"),
    ("new_escalation", "disagreements#take-it-up"),
    ("partnership/complaints", "disagreements#complaints"),
    ("complaint", "disagreements#complaints"),
    ("new_complaint", "disagreements#complaints"),
    ("partnership/consultations", "disagreements#whom-did-we-ask"),
    ("consultation", "disagreements#whom-did-we-ask"),
    ("new_consultation", "disagreements#whom-did-we-ask"),
    ("partnership/rollout", "disagreements#is-the-guidance-known"),
    ("rollout_step", "disagreements#is-the-guidance-known"),
    ("new_rollout_step", "disagreements#is-the-guidance-known"),
    ("whistleblowing", "disagreements#whistleblowing"),
    ("partnership/incidents", "serious-incidents"),
    ("new_incident", "serious-incidents"),
    ("serious_incident", "serious-incidents#must-it-be-notified"),
    ("partnership/reviews", "serious-incidents#the-case-review-group"),
    ("new_review", "serious-incidents#the-case-review-group"),
    ("case_review", "serious-incidents#the-case-review-group"),
    ("partnership", "partnership"),
    ("new_handover", "hand-over#hand-cases-over"),
    ("handover_file", "hand-over#open-a-hand-over-file"),
    ("deputy_packs", "hand-over#somebody-covers-for-you"),
    ("handover_desks", "hand-over#two-desks-meet"),
    ("handover", "hand-over"),
    ("figures", "figures"),
    ("check", "checking-a-file"),
    ("directory/restricted", "restricted-records#keep-the-list"),
    ("directory/schools", "settings#schools"),
    ("directory", "settings#directory"),
    ("prints", "paper#the-print-register"),
    ("print", "paper#the-print-preview"),
    ("print-blank", "paper#the-print-preview"),
    ("keeping", "keeping-and-disposing#the-review-list"),
    ("settings/keeping", "keeping-and-disposing#how-many-years"),
    ("settings/disputes", "disagreements#four-stages"),
    ("settings/place_names", "settings#more-place-names"),
    ("settings/vault", "keys-and-locks#check-the-vault"),
    ("settings/backups", "keys-and-locks#backups"),
    ("settings/recovery", "keys-and-locks#the-recovery-sheet"),
    ("settings", "settings"),
    ("case/household", "inside-a-case#household"),
    ("case/meetings", "inside-a-case#meetings"),
    ("case/spocs", "inside-a-case#spocs"),
    ("case/needs", "inside-a-case#needs"),
    ("case/exchange", "exchange-register"),
    ("case/flags", "inside-a-case#flags"),
    ("case/queries", "inside-a-case#questions"),
    ("case/routes_to_stop", "inside-a-case#routes-to-stop"),
    ("case/concerns", "when-something-leaks#raise-a-concern"),
    ("case/history", "inside-a-case#history"),
    ("case/what_now/departure", "departure"),
    ("case/what_now", "arrival"),
)
"""What is shown → where the guide speaks of it. The first that fits is taken; everything else opens the first page."""


def link_for(topic: str) -> str:
    """Return the page and section for a topic such as "case/exchange/arrival"."""
    return next((link for start, link in _TOPICS if topic == start or topic.startswith(f"{start}/")), FIRST)


def ids_for(topic: str) -> dict[str, str]:
    """Return what opens the guide at the right place: the ids of its page in the window."""
    page, _, section = link_for(topic).partition("#")
    return {"page": page, "section": section} if section else {"page": page}


def read_page(page: str, folder: Path | None = None) -> str:
    """Return the text of a page."""
    return ((folder or guide()) / f"{page}.md").read_text(encoding="utf-8")


def title_of(page: str, folder: Path | None = None) -> str:
    """Return the heading of a page: its first line."""
    return read_page(page, folder).split("\n", 1)[0].lstrip("# ").strip()


def slug(heading: str) -> str:
    """Return the name of a section as links write it: "What now?" is "what-now"."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.strip().replace(" ", "-")
