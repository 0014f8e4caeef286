-- Printed notifications of RELAY are copies with numbers of their own. A released step is never edited: changes come in
-- a new file. SQLite keeps the list of kinds in the table, so the table is written anew.

ALTER TABLE prints RENAME TO prints_before;

CREATE TABLE prints (
    id TEXT PRIMARY KEY,
    copy_no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('meeting-record', 'exchange-register', 'request-schedule', 'pass-on-slip', 'flag-request', 'service-notice', 'practitioner-card', 'chronology', 'check-certificate', 'disposal-certificate', 'referral', 'referral-consent', 'referral-confidential', 'referral-young-person', 'referral-tracking', 'relay-message')),
    case_id TEXT REFERENCES cases (id),
    case_ref TEXT NOT NULL,
    referral_id TEXT REFERENCES referrals (id),
    relay_message_id TEXT REFERENCES relay_messages (id),
    form_version INTEGER NOT NULL,
    void_since TEXT CHECK (void_since IS date(void_since)),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    output TEXT NOT NULL CHECK (output IN ('paper', 'file', 'protected')),
    recipient TEXT NOT NULL,
    pages INTEGER NOT NULL,
    digest TEXT NOT NULL,
    destroyed_on TEXT CHECK (destroyed_on IS date(destroyed_on)),
    destroyed_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

INSERT INTO prints (
    id, copy_no, kind, case_id, case_ref, referral_id, form_version, void_since, made_at, made_by, output, recipient,
    pages, digest, destroyed_on, destroyed_by, version, created_at, created_by, updated_at, updated_by, deleted_at
) SELECT
    id, copy_no, kind, case_id, case_ref, referral_id, form_version, void_since, made_at, made_by, output, recipient,
    pages, digest, destroyed_on, destroyed_by, version, created_at, created_by, updated_at, updated_by, deleted_at
FROM prints_before ORDER BY rowid;

DROP TABLE prints_before;

-- Three series, each counted for itself: a gap in one would tell of copies of another.
CREATE UNIQUE INDEX prints_copy ON prints (copy_no, referral_id IS NOT NULL AND case_id IS NULL, relay_message_id IS NOT NULL);
CREATE INDEX prints_case ON prints (case_id);
CREATE INDEX prints_referral ON prints (referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX prints_relay_message ON prints (relay_message_id) WHERE relay_message_id IS NOT NULL;

ALTER TABLE disposals ADD COLUMN last_relay_copy INTEGER NOT NULL DEFAULT 0 CHECK (last_relay_copy >= 0);
