-- People whose referral waits for the office of the DCS or DASS, and the office's releases.
-- A released step is never edited: changes come in a new numbered file.

CREATE TABLE restricted_records (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('staff_family', 'adoption', 'sensitive_case', 'other')),
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    aliases TEXT NOT NULL CHECK (json_valid(aliases)),
    date_of_birth TEXT CHECK (date_of_birth IS date(date_of_birth)),
    note TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_on TEXT NOT NULL CHECK (added_on IS date(added_on)),
    removed_on TEXT CHECK (removed_on IS date(removed_on)),
    removed_by TEXT NOT NULL,
    removed_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE restricted_releases (
    id TEXT PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    people_digest TEXT NOT NULL,
    released_at TEXT NOT NULL,
    released_by TEXT NOT NULL,
    released_role TEXT CHECK (released_role IN ('la_spoc', 'dcs_office', 'dass_office')),
    words TEXT NOT NULL CHECK (words <> ''),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX restricted_records_family ON restricted_records (family_key, given_key);
CREATE INDEX restricted_releases_referral ON restricted_releases (referral_id, released_at);
CREATE INDEX clocks_of_referrals ON clocks (due_on) WHERE running = 1 AND subject = 'referral';
