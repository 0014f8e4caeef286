-- Which kinds of paper and of record there are is said once, by the program: a list in the table would have it written anew
-- for each kind. Copies of a record that is no case, referral or message are numbered in a series of their own.
-- A released step is never edited: changes come in a new file.

ALTER TABLE prints RENAME TO prints_before;

CREATE TABLE prints (
    id TEXT PRIMARY KEY,
    copy_no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    case_id TEXT REFERENCES cases (id),
    case_ref TEXT NOT NULL,
    referral_id TEXT REFERENCES referrals (id),
    relay_message_id TEXT REFERENCES relay_messages (id),
    series TEXT CHECK (series <> ''),
    record_id TEXT CHECK (record_id <> ''),
    form_version INTEGER NOT NULL,
    void_since TEXT CHECK (void_since IS date(void_since)),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    output TEXT NOT NULL CHECK (output <> ''),
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
    id, copy_no, kind, case_id, case_ref, referral_id, relay_message_id, form_version, void_since, made_at, made_by,
    output, recipient, pages, digest, destroyed_on, destroyed_by, version, created_at, created_by, updated_at,
    updated_by, deleted_at
) SELECT
    id, copy_no, kind, case_id, case_ref, referral_id, relay_message_id, form_version, void_since, made_at, made_by,
    output, recipient, pages, digest, destroyed_on, destroyed_by, version, created_at, created_by, updated_at,
    updated_by, deleted_at
FROM prints_before ORDER BY rowid;

DROP TABLE prints_before;

-- Each series is counted for itself: a gap in one would tell of copies of another.
CREATE UNIQUE INDEX prints_copy ON prints (copy_no, referral_id IS NOT NULL AND case_id IS NULL, relay_message_id IS NOT NULL, ifnull(series, ''));
CREATE INDEX prints_case ON prints (case_id);
CREATE INDEX prints_referral ON prints (referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX prints_relay_message ON prints (relay_message_id) WHERE relay_message_id IS NOT NULL;
CREATE INDEX prints_record ON prints (record_id) WHERE record_id IS NOT NULL;

ALTER TABLE retention RENAME TO retention_before;

CREATE TABLE retention (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
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

INSERT INTO retention (
    id, kind, record_id, reference, closed_on, class_id, class_chosen, reckoned_on, reckoned_words, review_on,
    kept_reason, hold_on, hold_by, hold_reason, ukpps_asked_on, ukpps_answer, ukpps_answered_on, proposed_at,
    proposed_by, proposed_name, proposal_reason, sample, version, created_at, created_by, updated_at, updated_by,
    deleted_at
) SELECT
    id, kind, record_id, reference, closed_on, class_id, class_chosen, reckoned_on, reckoned_words, review_on,
    kept_reason, hold_on, hold_by, hold_reason, ukpps_asked_on, ukpps_answer, ukpps_answered_on, proposed_at,
    proposed_by, proposed_name, proposal_reason, sample, version, created_at, created_by, updated_at, updated_by,
    deleted_at
FROM retention_before ORDER BY rowid;

DROP TABLE retention_before;

CREATE UNIQUE INDEX retention_record ON retention (record_id, kind);
CREATE INDEX retention_review ON retention (review_on, reference, id) WHERE closed_on IS NOT NULL AND deleted_at IS NULL;

ALTER TABLE disposals RENAME TO disposals_before;

CREATE TABLE disposals (
    id TEXT PRIMARY KEY,
    certificate_no INTEGER NOT NULL UNIQUE CHECK (certificate_no >= 1),
    kind TEXT NOT NULL CHECK (kind <> ''),
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
    last_relay_copy INTEGER NOT NULL CHECK (last_relay_copy >= 0),
    last_copies TEXT CHECK (json_valid(last_copies)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

INSERT INTO disposals (
    id, certificate_no, kind, disposed_at, proposed_by, approved_by, class_label, class_words, early, held_back,
    rows, counts, drafts, papers_out, commit_no, last_copy, last_referral_copy, last_relay_copy, sample, version,
    created_at, created_by, updated_at, updated_by, deleted_at
) SELECT
    id, certificate_no, kind, disposed_at, proposed_by, approved_by, class_label, class_words, early, held_back,
    rows, counts, drafts, papers_out, commit_no, last_copy, last_referral_copy, last_relay_copy, sample, version,
    created_at, created_by, updated_at, updated_by, deleted_at
FROM disposals_before ORDER BY rowid;

DROP TABLE disposals_before;
