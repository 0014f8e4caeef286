"""Case selection for a multi-agency audit: a sample of references without names, that can be drawn again (R-001-17).

Relocations are never among them, nor referrals begun from one: whoever audits with us must not learn that there is one.
"""

from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.figures.source import Source, Span
from spoc_desk.casework.figures.sources import sources_seen
from spoc_desk.casework.moments import in_words
from spoc_desk.domain.figures import AuditSample, SampleId, digest_of, drawn
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import new_id
from spoc_desk.errors import BadAnswer, NotAtThisDesk, UnknownRecord
from spoc_desk.vault.records.figure_rows import frame
from spoc_desk.vault.records.stores import AUDIT_SAMPLES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

DREW: Final = "drew a sample for an audit"
MOST: Final = 200
_SEED_BYTES: Final = 8


@dataclass(frozen=True)
class Drawn:
    """A sample as it is drawn now. `same`: whether these are the references of the first drawing."""

    sample: AuditSample
    title: str
    references: tuple[str, ...]
    same: bool

    @property
    def words(self) -> str:
        """Return "Sample 3: 10 of Referrals, Thu 1 Jan 2026 to …, drawn … by …"."""
        one = self.sample
        days = f"{short_date(one.first)} to {short_date(one.last)}"
        return f"Sample {one.sample_no}: {self.title}, {days}, drawn {in_words(one.drawn_at)} by {one.drawn_by}"


def sampled_sources(vault: Vault) -> tuple[Source, ...]:
    """Return the sources a sample can be drawn from at this desk."""
    return tuple(each for each in sources_seen(vault) if each.is_sampled)


def draw(vault: Vault, source_id: str, first: date, last: date, size: int) -> Done:
    """Draw a sample and write down how: source, days, size and seed. Raises NotAtThisDesk, BadAnswer."""
    vault.refuse(DREW)
    _source(vault, source_id)
    if not 1 <= size <= MOST:
        raise BadAnswer(f"Choose a number from 1 to {MOST}.", "size")
    if last < first or last > vault.clock.today():
        raise BadAnswer("The last day is not before the first, and not in the future.", "last")
    seed = token_hex(_SEED_BYTES)
    with vault.transaction(DREW) as tx:
        records = _draw(tx, source_id, seed, first, last, size, tx.now, samples=profile(vault).practice)
        if not records:
            raise BadAnswer("There is no record of these days to draw from.", "first")
        number = max((each.sample_no for each in AUDIT_SAMPLES.find(tx)), default=0) + 1
        stored = AUDIT_SAMPLES.insert(
            tx,
            AuditSample(
                id=SampleId(new_id()),
                sample_no=number,
                source=source_id,
                first=first,
                last=last,
                size=size,
                seed=seed,
                digest=digest_of(records),
                drawn_at=tx.now,
                drawn_by=vault.actor.name,
            ),
        )
    return Done(Change(What.FIGURES, ids=(stored.id,)), record=stored)


def drawn_again(vault: Vault, sample_id: str) -> Drawn:
    """Draw a sample once more by its seed. Raises UnknownRecord where this desk does not see its records."""
    sample = AUDIT_SAMPLES.get(vault, sample_id)
    seen = {each.id: each for each in sampled_sources(vault)}
    if sample.source not in seen:
        raise UnknownRecord()
    records = _draw(
        vault, sample.source, sample.seed, sample.first, sample.last, sample.size, sample.drawn_at,
        samples=profile(vault).practice,
    )  # fmt: skip
    references = tuple(reference for _, reference in records)
    return Drawn(sample, seen[sample.source].title, references, digest_of(records) == sample.digest)


def samples(vault: Vault) -> tuple[Drawn, ...]:
    """Return the samples this desk may see, the newest first, each drawn again."""
    seen = {each.id for each in sampled_sources(vault)}
    found = AUDIT_SAMPLES.find(vault, tail="ORDER BY sample_no DESC LIMIT 50") if seen else []
    return tuple(drawn_again(vault, each.id) for each in found if each.source in seen)


def _source(vault: Vault, source_id: str) -> Source:
    found = next((each for each in sampled_sources(vault) if each.id == source_id), None)
    if found is None:
        raise NotAtThisDesk()
    return found


def _draw(
    reader: Reader, source_id: str, seed: str, first: date, last: date, size: int, by: str, *, samples: bool
) -> tuple[tuple[str, str], ...]:
    span = Span(first, last, samples)
    return drawn(seed, frame(reader, source_id, span.start, span.end, written_by=by, samples=samples), size)
