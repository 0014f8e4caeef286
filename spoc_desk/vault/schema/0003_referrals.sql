-- Threshold referrals: the form, the people in it, consent, and what happened. The answers are JSON; what lists,
-- searches and clocks need has a column of its own.

CREATE TABLE referrals (
    id TEXT PRIMARY KEY,
    referral_ref TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'advice_only', 'passed_to_worker', 'ready_for_consent', 'ready_to_send', 'printed', 'sent', 'acknowledged', 'triage', 'contact', 'not_retained', 'nfa', 'advice', 'fps', 'signposted', 'accepted', 'assessment', 'strategy', 'conference', 'closed')),
    set_id TEXT NOT NULL,
    case_id TEXT REFERENCES cases (id),
    level_sought TEXT CHECK (level_sought IN ('fps', 'cin', 'cp', 'send')),
    judged_level TEXT NOT NULL,
    referral_kind TEXT NOT NULL CHECK (referral_kind IN ('new', 're_referral', 'confirms_phone_call')),
    urgency TEXT NOT NULL,
    phoned_at TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    referrer TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    decided_on TEXT CHECK (decided_on IS date(decided_on)),
    feedback_on TEXT CHECK (feedback_on IS date(feedback_on)),
    no_feedback INTEGER NOT NULL CHECK (no_feedback IN (0, 1)),
    escalated_on TEXT CHECK (escalated_on IS date(escalated_on)),
    released_on TEXT CHECK (released_on IS date(released_on)),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    archived_on TEXT CHECK (archived_on IS date(archived_on)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE referral_sections (
    id TEXT PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    section TEXT NOT NULL,
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    completed INTEGER NOT NULL CHECK (completed IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE referral_rows (
    id TEXT PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    form TEXT NOT NULL CHECK (form IN ('referral_child', 'referral_parent', 'referral_household', 'referral_agency', 'referral_attachment')),
    row_no INTEGER NOT NULL,
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    known_key TEXT NOT NULL,
    date_of_birth TEXT CHECK (date_of_birth IS date(date_of_birth)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE referral_consents (
    id TEXT PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    row_id TEXT NOT NULL REFERENCES referral_rows (id),
    kind TEXT NOT NULL CHECK (kind IN ('a', 'b', 'young_person')),
    decision TEXT NOT NULL CHECK (decision IN ('given', 'refused', 'not_sought')),
    given_on TEXT CHECK (given_on IS date(given_on)),
    method TEXT CHECK (method IN ('wet_signature', 'verbal_read_back')),
    witnessed_by TEXT NOT NULL,
    language TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    agencies TEXT NOT NULL CHECK (json_valid(agencies)),
    excluded TEXT NOT NULL,
    limits TEXT NOT NULL,
    withdrawal_explained TEXT CHECK (withdrawal_explained IN ('yes', 'no', 'not_known')),
    own_words TEXT NOT NULL,
    reason TEXT NOT NULL,
    signed_copy_seen_on TEXT CHECK (signed_copy_seen_on IS date(signed_copy_seen_on)),
    signed_copy_seen_by TEXT NOT NULL,
    withdrawn_on TEXT CHECK (withdrawn_on IS date(withdrawn_on)),
    withdrawn_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE referral_competence (
    id TEXT PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    row_id TEXT NOT NULL REFERENCES referral_rows (id),
    basis TEXT NOT NULL CHECK (basis IN ('presumed', 'gillick', 'fraser')),
    understands TEXT CHECK (understands IN ('yes', 'no', 'not_known')),
    purpose TEXT CHECK (purpose IN ('yes', 'no', 'not_known')),
    consequences TEXT CHECK (consequences IN ('yes', 'no', 'not_known')),
    alternatives TEXT CHECK (alternatives IN ('yes', 'no', 'not_known')),
    free_of_pressure TEXT CHECK (free_of_pressure IN ('yes', 'no', 'not_known')),
    can_weigh TEXT CHECK (can_weigh IN ('yes', 'no', 'not_known')),
    outcome TEXT NOT NULL CHECK (outcome IN ('competent', 'not_competent', 'not_assessed')),
    assessor TEXT NOT NULL,
    assessed_on TEXT CHECK (assessed_on IS date(assessed_on)),
    fraser_note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- Never edited: what happened is followed, not changed.
CREATE TABLE referral_events (
    id TEXT PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referrals (id),
    event TEXT NOT NULL,
    from_state TEXT CHECK (from_state IN ('draft', 'advice_only', 'passed_to_worker', 'ready_for_consent', 'ready_to_send', 'printed', 'sent', 'acknowledged', 'triage', 'contact', 'not_retained', 'nfa', 'advice', 'fps', 'signposted', 'accepted', 'assessment', 'strategy', 'conference', 'closed')),
    to_state TEXT NOT NULL CHECK (to_state IN ('draft', 'advice_only', 'passed_to_worker', 'ready_for_consent', 'ready_to_send', 'printed', 'sent', 'acknowledged', 'triage', 'contact', 'not_retained', 'nfa', 'advice', 'fps', 'signposted', 'accepted', 'assessment', 'strategy', 'conference', 'closed')),
    happened_at TEXT NOT NULL,
    done_by TEXT NOT NULL,
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- A newer edition of the threshold document, as imported. A referral keeps the one it was made with.
CREATE TABLE threshold_sets (
    id TEXT PRIMARY KEY,
    set_id TEXT NOT NULL,
    title TEXT NOT NULL,
    edition TEXT NOT NULL,
    document TEXT NOT NULL,
    imported_on TEXT NOT NULL CHECK (imported_on IS date(imported_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE UNIQUE INDEX referrals_ref ON referrals (referral_ref);
CREATE INDEX referrals_ref_second ON referrals (substr(referral_ref, instr(referral_ref, ' ') + 1));
CREATE INDEX referrals_ref_number ON referrals (substr(referral_ref, -4));
CREATE INDEX referrals_list ON referrals (started_on, referral_ref, deleted_at);
-- What is still to be done: walked whatever else the vault holds.
CREATE INDEX referrals_running ON referrals (started_on, referral_ref) WHERE closed_on IS NULL AND archived_on IS NULL AND deleted_at IS NULL;
CREATE INDEX referrals_state ON referrals (state, started_on, referral_ref);
CREATE INDEX referrals_open ON referrals (state) WHERE archived_on IS NULL AND deleted_at IS NULL;
CREATE INDEX referrals_level ON referrals (level_sought, started_on, referral_ref);
CREATE INDEX referrals_referrer ON referrals (created_by, started_on);
CREATE INDEX referrals_case ON referrals (case_id) WHERE case_id IS NOT NULL;
CREATE UNIQUE INDEX referral_sections_section ON referral_sections (referral_id, section);
CREATE INDEX referral_rows_referral ON referral_rows (referral_id, form, row_no);
CREATE INDEX referral_rows_family ON referral_rows (family_key) WHERE family_key <> '';
CREATE INDEX referral_rows_given ON referral_rows (given_key) WHERE given_key <> '';
CREATE INDEX referral_rows_known ON referral_rows (known_key) WHERE known_key <> '';
CREATE INDEX referral_rows_born ON referral_rows (date_of_birth) WHERE date_of_birth IS NOT NULL;
CREATE UNIQUE INDEX referral_consents_person ON referral_consents (referral_id, row_id, kind);
CREATE UNIQUE INDEX referral_competence_person ON referral_competence (referral_id, row_id, basis);
CREATE INDEX referral_events_referral ON referral_events (referral_id, happened_at);
CREATE UNIQUE INDEX threshold_sets_set ON threshold_sets (set_id);
CREATE INDEX decisions_referral ON decisions (referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX prints_referral ON prints (referral_id) WHERE referral_id IS NOT NULL;
-- What a referrer sees of Today: walked along its own index, so that it costs the same with and without other clocks.
CREATE INDEX clocks_referrals ON clocks (due_on) WHERE running = 1 AND listed = 1 AND subject = 'referral';
