-- The partnership's figures: what was given out, who signed for those of relocations, samples for audits, yearly reports.
-- A released step is never edited: changes come in a new file.

CREATE TABLE figure_releases (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL CHECK (source <> '' AND source <> 'relocations'),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    quarter INTEGER NOT NULL CHECK (quarter BETWEEN 0 AND 4),
    threshold INTEGER NOT NULL CHECK (threshold IN (5, 7, 10)),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    world TEXT NOT NULL CHECK (json_valid(world)),
    released_at TEXT NOT NULL,
    released_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- What the office of the DCS or DASS saw and signed: a table of its own, so that no other desk can infer it.
CREATE TABLE relocation_figures (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    threshold INTEGER NOT NULL CHECK (threshold IN (5, 7, 10)),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    world TEXT NOT NULL CHECK (json_valid(world)),
    signed_at TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_role TEXT NOT NULL,
    signed_user TEXT NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE audit_samples (
    id TEXT PRIMARY KEY,
    sample_no INTEGER NOT NULL UNIQUE CHECK (sample_no >= 1),
    source TEXT NOT NULL CHECK (source <> '' AND source <> 'relocations'),
    first TEXT NOT NULL CHECK (first IS date(first)),
    last TEXT NOT NULL CHECK (last IS date(last) AND last >= first),
    size INTEGER NOT NULL CHECK (size >= 1),
    seed TEXT NOT NULL CHECK (seed <> ''),
    digest TEXT NOT NULL,
    drawn_at TEXT NOT NULL,
    drawn_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE yearly_reports (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    published_on TEXT NOT NULL CHECK (published_on IS date(published_on)),
    copies_sent_on TEXT CHECK (copies_sent_on IS date(copies_sent_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE UNIQUE INDEX figure_releases_period ON figure_releases (source, year, quarter);
CREATE UNIQUE INDEX relocation_figures_year ON relocation_figures (year);
CREATE UNIQUE INDEX yearly_reports_year ON yearly_reports (year);
CREATE INDEX referral_events_happened ON referral_events (event, happened_at) WHERE deleted_at IS NULL;
CREATE INDEX clocks_met ON clocks (rule, met_on) WHERE met_on IS NOT NULL;
