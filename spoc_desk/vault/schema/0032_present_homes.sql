-- Marks of where the household of an arrival lives now, apart from everything else and for comparing alone: a notification of
-- RELAY about that address stops. The address itself is not kept. A released step is never edited: changes come in a new file.

CREATE TABLE present_homes (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
    marks TEXT NOT NULL CHECK (json_valid(marks) AND json_array_length(marks) > 0),
    marked_on TEXT NOT NULL CHECK (marked_on IS date(marked_on)),
    marked_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
