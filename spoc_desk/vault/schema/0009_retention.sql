-- How long each record is kept, and what was disposed of. A released step is never edited: changes come in a new file.

CREATE TABLE retention (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('relocation', 'referral', 'restricted', 'relay')),
    record_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    class_id TEXT NOT NULL,
    class_chosen INTEGER NOT NULL CHECK (class_chosen IN (0, 1)),
    reckoned_on TEXT CHECK (reckoned_on IS date(reckoned_on)),
    reckoned_words TEXT NOT NULL,
    review_on TEXT CHECK (review_on IS date(review_on)),
    kept_reason TEXT NOT NULL,
    hold_on TEXT CHECK (hold_on IS date(hold_on)),
    hold_by TEXT NOT NULL,
    hold_reason TEXT NOT NULL,
    ukpps_asked_on TEXT CHECK (ukpps_asked_on IS date(ukpps_asked_on)),
    ukpps_answer TEXT CHECK (ukpps_answer IN ('may_go', 'keep')),
    ukpps_answered_on TEXT CHECK (ukpps_answered_on IS date(ukpps_answered_on)),
    proposed_at TEXT NOT NULL,
    proposed_by TEXT REFERENCES users (id),
    proposed_name TEXT NOT NULL,
    proposal_reason TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE UNIQUE INDEX retention_record ON retention (record_id, kind);
CREATE INDEX retention_review ON retention (review_on, reference, id) WHERE closed_on IS NOT NULL AND deleted_at IS NULL;

-- What the certificates say: counts, days and who signed. Nothing by which a record could be told.
CREATE TABLE disposals (
    id TEXT PRIMARY KEY,
    certificate_no INTEGER NOT NULL UNIQUE CHECK (certificate_no >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('relocation', 'referral', 'restricted', 'relay')),
    disposed_at TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    class_label TEXT NOT NULL,
    class_words TEXT NOT NULL,
    early INTEGER NOT NULL CHECK (early IN (0, 1)),
    held_back INTEGER NOT NULL CHECK (held_back >= 0),
    rows INTEGER NOT NULL CHECK (rows >= 0),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    drafts INTEGER NOT NULL CHECK (drafts >= 0),
    papers_out INTEGER NOT NULL CHECK (papers_out >= 0),
    commit_no INTEGER NOT NULL CHECK (commit_no >= 0),
    last_copy INTEGER NOT NULL CHECK (last_copy >= 0),
    last_referral_copy INTEGER NOT NULL CHECK (last_referral_copy >= 0),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- A backup from before a disposal still holds the record, until somebody destroys it.
ALTER TABLE backups ADD COLUMN destroyed_on TEXT CHECK (destroyed_on IS date(destroyed_on));
ALTER TABLE backups ADD COLUMN destroyed_by TEXT;

-- One place says how long a case is kept, for every kind of record alike.
ALTER TABLE cases DROP COLUMN review_on;
ALTER TABLE cases DROP COLUMN legal_hold;

-- The certificate of a disposal is a paper of its own: the list of kinds grows, and SQLite keeps such a list in the table.
ALTER TABLE prints RENAME TO prints_before;

CREATE TABLE prints (
    id TEXT PRIMARY KEY,
    copy_no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('meeting-record', 'exchange-register', 'request-schedule', 'pass-on-slip', 'flag-request', 'service-notice', 'practitioner-card', 'chronology', 'check-certificate', 'disposal-certificate', 'referral', 'referral-consent', 'referral-confidential', 'referral-young-person', 'referral-tracking')),
    case_id TEXT REFERENCES cases (id),
    case_ref TEXT NOT NULL,
    referral_id TEXT REFERENCES referrals (id),
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

CREATE UNIQUE INDEX prints_copy ON prints (copy_no, referral_id IS NOT NULL AND case_id IS NULL);
CREATE INDEX prints_case ON prints (case_id);
CREATE INDEX prints_referral ON prints (referral_id) WHERE referral_id IS NOT NULL;

-- Records that ended before there were classes: reckoned when somebody opens the list.
INSERT INTO retention (
    id, kind, record_id, reference, closed_on, class_id, class_chosen, reckoned_words, kept_reason, hold_by, hold_reason, proposed_at,
    proposed_name, proposal_reason, sample, version, created_at, created_by, updated_at, updated_by
) SELECT
    lower(hex(randomblob(16))), 'relocation', id, case_ref, closed_on, '', 0, '', '', '', '', '', '', '', sample, 1,
    updated_at, '', updated_at, ''
FROM cases WHERE closed_on IS NOT NULL AND deleted_at IS NULL;

INSERT INTO retention (
    id, kind, record_id, reference, closed_on, class_id, class_chosen, reckoned_words, kept_reason, hold_by, hold_reason, proposed_at,
    proposed_name, proposal_reason, sample, version, created_at, created_by, updated_at, updated_by
) SELECT
    lower(hex(randomblob(16))), 'referral', id, referral_ref, coalesce(closed_on, archived_on), '', 0, '', '', '', '', '',
    '', '', sample, 1, updated_at, '', updated_at, ''
FROM referrals WHERE (closed_on IS NOT NULL OR archived_on IS NOT NULL) AND deleted_at IS NULL;

INSERT INTO retention (
    id, kind, record_id, reference, closed_on, class_id, class_chosen, reckoned_words, kept_reason, hold_by, hold_reason, proposed_at,
    proposed_name, proposal_reason, sample, version, created_at, created_by, updated_at, updated_by
) SELECT
    lower(hex(randomblob(16))), 'restricted', id, 'Restricted record', removed_on, '', 0, '', '', '', '', '', '', '', 0, 1,
    updated_at, '', updated_at, ''
FROM restricted_records WHERE removed_on IS NOT NULL AND deleted_at IS NULL;
