"""Schools from a CSV file: looked at first, then stored all together or not at all (domain 1.16).

Reads the council's own lists and the register of schools (GIAS). Rows of other councils are left out: our directory
holds schools of our own area only.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from io import StringIO

from spoc_desk.casework.answers import answers_of, field_values
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.schools.directory import partnership_names, partnerships
from spoc_desk.casework.table_file import no_formula, read_table
from spoc_desk.domain.record import new_id
from spoc_desk.domain.schools import Phase, School, SchoolId, SchoolPartnership
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.answers import normalise, problems
from spoc_desk.forms.definition import Answer, FormDef
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import SCHOOL_PARTNERSHIPS, SCHOOLS
from spoc_desk.vault.vault import Transaction, Vault

HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("school", "name", "school name", "establishmentname", "establishment name", "name of the school"),
    "phase": ("phase", "phaseofeducation (name)", "phase of education"),
    "partnership": ("partnership", "neighbourhood partnership", "area", "cluster"),
    "trust": ("trust", "academy trust", "trusts (name)"),
    "laestab": ("laestab", "school number", "school number (laestab)", "dfe number"),
    "phone": ("phone", "telephone", "telephonenum", "tel"),
    "email": ("email", "e-mail", "secure e-mail", "secure email"),
    "head": ("head", "head teacher", "headteacher", "head name"),
    "safeguarding_lead": ("dsl", "safeguarding lead", "designated safeguarding lead"),
    "safeguarding_email": ("dsl email", "safeguarding e-mail", "safeguarding email"),
    "associate": ("associate", "associate secondary"),
    "behaviour_unit": ("behaviour unit", "bunit"),
    # The register of schools (GIAS) has some facts in several columns, or what tells whose school it is.
    "authority": ("la (code)", "local authority code"),
    "number": ("establishmentnumber", "establishment number"),
    "head_given": ("headfirstname",),
    "head_family": ("headlastname",),
    "status": ("establishmentstatus (name)", "status"),
}
"""The heads that are understood for each field, in small letters."""

_BUILT_FROM = ("authority", "number", "head_given", "head_family", "status")
_PHASES = (
    ("nursery", Phase.NURSERY), ("all-through", Phase.ALL_THROUGH), ("all through", Phase.ALL_THROUGH),
    ("infant", Phase.INFANT), ("junior", Phase.JUNIOR), ("primary", Phase.PRIMARY), ("middle", Phase.MIDDLE),
    ("secondary", Phase.SECONDARY), ("high", Phase.SECONDARY), ("16 plus", Phase.SIXTH_FORM),
    ("sixth", Phase.SIXTH_FORM), ("special", Phase.SPECIAL), ("alternative", Phase.ALTERNATIVE),
)  # fmt: skip
_YES = frozenset({"yes", "y", "true", "1", "x"})


class RowKind(StrEnum):
    """What becomes of one row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"
    WRONG = "wrong"


@dataclass(frozen=True)
class ImportRow:
    """One row of the file. `line` counts from the heads as 1, as a spreadsheet does."""

    line: int
    kind: RowKind
    name: str
    said: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    school_id: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPreview:
    """What the import would do."""

    heads: tuple[str, ...]
    columns: Mapping[str, str]
    """Which field each understood head fills; the others are not taken."""
    rows: tuple[ImportRow, ...]

    def of_kind(self, *kinds: RowKind) -> tuple[ImportRow, ...]:
        """Return the rows of these kinds in their order."""
        return tuple(row for row in self.rows if row.kind in kinds)


def preview_import(vault: Vault, data: bytes) -> ImportPreview:
    """Return what the rows of a file would become.

    Raises:
        BadAnswer: the file is no table, or has no column of names.
    """
    table = read_table(data)
    heads = table[0]
    chosen = understood(heads)
    if "name" not in chosen.values():
        raise BadAnswer("No column holds the names of the schools. Give that column the head “School”, and try again.")
    known = _Known(
        load_form("school"), SCHOOLS.find(vault), partnership_names(vault), profile(vault).own_area.dfe_codes,
        vault.clock.today(),
    )  # fmt: skip
    rows, seen = [], set[str]()
    for line, cells in enumerate(table[1:], 2):
        given = {chosen[head]: cell for head, cell in zip(heads, cells, strict=False) if head in chosen and cell}
        row = replace(_row(line, given, known), cells=cells)
        twin = row.name.casefold() in seen
        if row.kind in (RowKind.NEW, RowKind.CHANGED) and twin:
            row = replace(row, kind=RowKind.WRONG, said="This school stands in the file twice.")
        seen.add(row.name.casefold())
        rows.append(row)
    return ImportPreview(heads, chosen, tuple(rows))


def understood(heads: Iterable[str]) -> dict[str, str]:
    """Return which field each head fills, for the heads that are understood; each field once."""
    by_head = {spelling: name for name, spellings in HEADS.items() for spelling in spellings}
    found: dict[str, str] = {}
    for head in heads:
        name = by_head.get(head.casefold())
        if name and name not in found.values():
            found[head] = name
    return found


def store_import(vault: Vault, preview: ImportPreview) -> Done:
    """Store the new and the changed schools of a preview in one change; wrong rows are not taken."""
    wanted = preview.of_kind(RowKind.NEW, RowKind.CHANGED)
    practice = profile(vault).practice
    with vault.transaction("imported a list of schools") as tx:
        ids = tuple(_store(tx, row, sample=practice) for row in wanted)
    return Done(Change(What.SCHOOL, None, ids))


def wrong_rows(preview: ImportPreview) -> bytes:
    """Return the rows that were not taken as a CSV file, with what to put right, to be mended and read again."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*preview.heads, "What to put right"])
    for row in preview.of_kind(RowKind.WRONG):
        writer.writerow([no_formula(cell) for cell in row.cells] + [row.said])
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class _Known:
    """What a row is compared with."""

    form: FormDef
    schools: Sequence[School]
    partnership_names: Mapping[str, str]
    own_codes: Sequence[str]
    today: date


def _row(line: int, given: Mapping[str, str], known: _Known) -> ImportRow:
    name = given.get("name", "")
    if not name:
        return ImportRow(line, RowKind.WRONG, "", "The name of the school is missing.")
    if given.get("authority") and known.own_codes and given["authority"] not in known.own_codes:
        return ImportRow(line, RowKind.LEFT_OUT, name, "Not a school of our own council.")
    if given.get("status", "").casefold().startswith("closed"):
        return ImportRow(line, RowKind.LEFT_OUT, name, "The school has closed.")
    answers = _answers(given, known.form)
    wrong = problems(known.form, answers, today=known.today, complete=False, own_dfe_codes=known.own_codes)
    if wrong:
        return ImportRow(line, RowKind.WRONG, name, wrong[0].sentence, answers)
    before = _same_school(known.schools, name, str(answers.get("laestab", "")))
    if before is None:
        return ImportRow(line, RowKind.NEW, name, answers=answers)
    held = {**answers_of(before, known.form), "partnership": known.partnership_names.get(before.partnership, "")}
    differs = [
        one.label for one in known.form.questions if one.id in answers and answers[one.id] != held.get(one.id, "")
    ]
    if not differs:
        return ImportRow(line, RowKind.SAME, name, answers=answers, school_id=before.id)
    return ImportRow(line, RowKind.CHANGED, name, ", ".join(differs), answers, before.id)


def _answers(given: Mapping[str, str], form: FormDef) -> dict[str, Answer]:
    """Return the cells as answers of the form, those that several columns make included."""
    made = {key: value for key, value in given.items() if key not in _BUILT_FROM}
    if given.get("authority") and given.get("number") and not made.get("laestab"):
        made["laestab"] = given["authority"] + given["number"].zfill(4)
    head = " ".join(given[part] for part in ("head_given", "head_family") if given.get(part))
    if head and not made.get("head"):
        made["head"] = head
    if "phase" in made:
        plain = made["phase"].casefold()
        made["phase"] = next((phase.value for word, phase in _PHASES if word in plain), Phase.NOT_KNOWN.value)
    for question in ("associate", "behaviour_unit"):
        if question in made:
            made[question] = "yes" if made[question].casefold() in _YES else "no"
    return {key: normalise(form.question(key), value) for key, value in made.items()}


def _same_school(known: Sequence[School], name: str, laestab: str) -> School | None:
    """Return the school a row speaks of: the same number, or where one of the two has none, the same name."""
    for one in known:
        if laestab and one.laestab:
            if one.laestab == laestab:
                return one
        elif _plain(one.name) == _plain(name):
            return one
    return None


def _plain(name: str) -> str:
    """Return a name as two lists may both write it: "St. Joseph's Primary School" is St Josephs Primary."""
    words = re.sub(r"[^\w\s]", "", name.casefold().replace("&", " and ")).split()
    return " ".join(words[:-1] if len(words) > 2 and words[-1] == "school" else words)


def _store(tx: Transaction, row: ImportRow, *, sample: bool) -> str:
    named = str(row.answers.get("partnership", ""))
    given = field_values(School, row.answers, load_form("school"))
    if named:
        given["partnership"] = _partnership(tx, named)
    if row.school_id:
        before = SCHOOLS.get(tx, row.school_id)
        return SCHOOLS.update(tx, before, replace(before, **given)).id
    return SCHOOLS.insert(tx, School(id=SchoolId(new_id()), sample=sample, **given)).id


def _partnership(tx: Transaction, name: str) -> str:
    found = next((one for one in partnerships(tx) if one.name.casefold() == name.casefold()), None)
    if found is None:
        found = SCHOOL_PARTNERSHIPS.insert(tx, SchoolPartnership(id=new_id(), name=name))
    return found.id
