-- The schools of our own area. A child's school is one fact about where it lives: never on paper that leaves the council.

CREATE TABLE school_partnerships (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    officer TEXT NOT NULL,
    officer_phone TEXT NOT NULL,
    officer_email TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE schools (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('nursery', 'infant', 'junior', 'primary', 'middle', 'secondary', 'all_through', 'sixth_form', 'special', 'alternative', 'not_known')),
    partnership TEXT NOT NULL,
    associate INTEGER NOT NULL CHECK (associate IN (0, 1)),
    trust TEXT NOT NULL,
    behaviour_unit INTEGER NOT NULL CHECK (behaviour_unit IN (0, 1)),
    laestab TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    head TEXT NOT NULL,
    safeguarding_lead TEXT NOT NULL,
    safeguarding_email TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX school_partnerships_name ON school_partnerships (name COLLATE NOCASE);
CREATE INDEX schools_name ON schools (name COLLATE NOCASE);
CREATE INDEX schools_laestab ON schools (laestab);
