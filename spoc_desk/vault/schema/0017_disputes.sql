-- Professional disagreements with their stages, complaints that are sent on, consultations without a referral, and what
-- shows that the guidance is made known. A released step is never edited: changes come in a new file.

CREATE TABLE escalations (
    id TEXT PRIMARY KEY,
    escalation_ref TEXT NOT NULL UNIQUE,
    matter TEXT NOT NULL CHECK (matter IN ('threshold', 'roles', 'action', 'communication', 'exchange')),
    case_id TEXT REFERENCES cases (id),
    referral_id TEXT REFERENCES referrals (id),
    about_given_names TEXT NOT NULL,
    about_family_name TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    about_born TEXT CHECK (about_born IS date(about_born)),
    about TEXT NOT NULL,
    agency TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    what TEXT NOT NULL,
    desired_outcome TEXT NOT NULL,
    evidence TEXT NOT NULL,
    child_at_risk INTEGER NOT NULL CHECK (child_at_risk IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('stage_1', 'stage_2', 'stage_3', 'stage_4', 'resolved', 'unresolved')),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    ended_how TEXT NOT NULL,
    child_record_on TEXT CHECK (child_record_on IS date(child_record_on)),
    partnership_told_on TEXT CHECK (partnership_told_on IS date(partnership_told_on)),
    released_by TEXT NOT NULL,
    released_at TEXT NOT NULL,
    released_for TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE escalation_stages (
    id TEXT PRIMARY KEY,
    escalation_id TEXT NOT NULL REFERENCES escalations (id),
    stage INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 4),
    opened_at TEXT NOT NULL,
    with_whom TEXT NOT NULL,
    due_at TEXT NOT NULL,
    due_on TEXT CHECK (due_on IS date(due_on)),
    left_out_why TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('agreed', 'not_agreed')),
    outcome_at TEXT NOT NULL,
    outcome_words TEXT NOT NULL,
    scrutineer_on TEXT CHECK (scrutineer_on IS date(scrutineer_on)),
    scrutineer_advice TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE complaints (
    id TEXT PRIMARY KEY,
    complaint_ref TEXT NOT NULL UNIQUE,
    case_id TEXT REFERENCES cases (id),
    received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
    came_by TEXT CHECK (came_by IN ('letter', 'e_mail', 'phone', 'in_person', 'form')),
    from_given_names TEXT NOT NULL,
    from_family_name TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    from_relation TEXT NOT NULL,
    about_given_names TEXT NOT NULL,
    about_family_name TEXT NOT NULL,
    about_born TEXT CHECK (about_born IS date(about_born)),
    of_conference INTEGER NOT NULL CHECK (of_conference IN (0, 1)),
    agency TEXT NOT NULL,
    what TEXT NOT NULL,
    wanted TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'forwarded', 'conference', 'ended')),
    forwarded_on TEXT CHECK (forwarded_on IS date(forwarded_on)),
    forwarded_to TEXT NOT NULL,
    copied_on TEXT CHECK (copied_on IS date(copied_on)),
    asked_to_tell INTEGER NOT NULL CHECK (asked_to_tell IN (0, 1)),
    told_on TEXT CHECK (told_on IS date(told_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    outcome TEXT NOT NULL,
    released_by TEXT NOT NULL,
    released_at TEXT NOT NULL,
    released_for TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE complaint_statuses (
    id TEXT PRIMARY KEY,
    complaint_id TEXT NOT NULL REFERENCES complaints (id),
    asked_on TEXT NOT NULL CHECK (asked_on IS date(asked_on)),
    asked_whom TEXT NOT NULL,
    answer TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE consultations (
    id TEXT PRIMARY KEY,
    consultation_ref TEXT NOT NULL UNIQUE,
    case_id TEXT REFERENCES cases (id),
    consulted_on TEXT NOT NULL CHECK (consulted_on IS date(consulted_on)),
    consulted_with TEXT NOT NULL,
    agency TEXT NOT NULL,
    consulted_about TEXT NOT NULL,
    consulted_advice TEXT NOT NULL,
    recorded_because TEXT CHECK (recorded_because IN ('concerns', 'clarity', 'decision')),
    family_involved INTEGER NOT NULL CHECK (family_involved IN (0, 1)),
    family_not_involved_why TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX escalations_raised ON escalations (raised_at, id) WHERE deleted_at IS NULL;
CREATE INDEX escalations_case ON escalations (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX escalations_referral ON escalations (referral_id) WHERE referral_id IS NOT NULL;
CREATE INDEX escalation_stages_of ON escalation_stages (escalation_id, stage);
CREATE INDEX complaints_received ON complaints (received_on, id) WHERE deleted_at IS NULL;
CREATE INDEX complaints_case ON complaints (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX complaint_statuses_of ON complaint_statuses (complaint_id, asked_on);
CREATE INDEX consultations_day ON consultations (consulted_on, id) WHERE deleted_at IS NULL;
CREATE INDEX consultations_case ON consultations (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX referral_consultations ON referral_events (happened_at, id) WHERE event = 'consultation' AND deleted_at IS NULL;

-- The clocks of a desk that sees no relocations, each kind of record by itself.
CREATE INDEX clocks_by_subject ON clocks (subject, due_on) WHERE running = 1 AND case_id IS NULL;

-- Who was told by whom, and whether the sub group has had the assurance (R-003-06).
ALTER TABLE assurance ADD COLUMN told TEXT;
ALTER TABLE assurance ADD COLUMN reported_on TEXT CHECK (reported_on IS date(reported_on));
