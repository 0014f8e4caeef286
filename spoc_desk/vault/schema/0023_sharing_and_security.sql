-- What a decision led to (with whom, when, on which numbered copy, when to ask), which earlier one it looks at again, and
-- what it is about where that is no case. What each kind of concern asks for. Requests to see or to disclose records.
-- A released step is never edited: changes come in a new file.

ALTER TABLE decisions ADD COLUMN decision_ref TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN decided_as TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN shared_with TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN shared_on TEXT CHECK (shared_on IS date(shared_on));
ALTER TABLE decisions ADD COLUMN method TEXT CHECK (method IN ('in_person', 'paper', 'phone', 'secure_mail', 'encrypted_media'));
ALTER TABLE decisions ADD COLUMN chase_on TEXT CHECK (chase_on IS date(chase_on));
ALTER TABLE decisions ADD COLUMN arrived_on TEXT CHECK (arrived_on IS date(arrived_on));
ALTER TABLE decisions ADD COLUMN copy_id TEXT CHECK (copy_id <> '');
ALTER TABLE decisions ADD COLUMN reconsiders TEXT REFERENCES decisions (id);

CREATE INDEX decisions_decided ON decisions (decided_on, id) WHERE deleted_at IS NULL;
CREATE INDEX decisions_outcome ON decisions (outcome, decided_on, id) WHERE deleted_at IS NULL;
CREATE INDEX decisions_basis ON decisions (lawful_basis, decided_on, id) WHERE deleted_at IS NULL;
CREATE INDEX decisions_reference ON decisions (decision_ref);
CREATE INDEX decisions_word ON decisions (substr(decision_ref, instr(decision_ref, ' ') + 1));
CREATE INDEX decisions_last ON decisions (substr(decision_ref, -4));
CREATE INDEX decisions_about ON decisions (about) WHERE about <> '';
CREATE INDEX decisions_reconsiders ON decisions (reconsiders) WHERE reconsiders IS NOT NULL;

ALTER TABLE concerns ADD COLUMN concern_ref TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN danger_called_at TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN check_result TEXT CHECK (check_result IN ('known', 'bureau', 'nobody'));
ALTER TABLE concerns ADD COLUMN practitioner_safety TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN caller_claims TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN caller_checks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(caller_checks));
ALTER TABLE concerns ADD COLUMN containment TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(containment));
ALTER TABLE concerns ADD COLUMN data_breach TEXT CHECK (data_breach IN ('yes', 'no'));
ALTER TABLE concerns ADD COLUMN breach_known_at TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN breach_what TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN breach_people TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN breach_risk TEXT CHECK (breach_risk IN ('none', 'risk', 'high'));
ALTER TABLE concerns ADD COLUMN breach_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN dpo_informed_at TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN ico_reported_at TEXT NOT NULL DEFAULT '';
ALTER TABLE concerns ADD COLUMN ico_ref TEXT NOT NULL DEFAULT '';

CREATE INDEX concerns_raised ON concerns (raised_at, id) WHERE deleted_at IS NULL;
CREATE INDEX concerns_open_raised ON concerns (raised_at, id) WHERE closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX concerns_kind ON concerns (kind, raised_at, id) WHERE deleted_at IS NULL;
CREATE INDEX concerns_state ON concerns (state, raised_at, id) WHERE deleted_at IS NULL;
CREATE INDEX concerns_reference ON concerns (concern_ref);
CREATE INDEX concerns_word ON concerns (substr(concern_ref, instr(concern_ref, ' ') + 1));
CREATE INDEX concerns_last ON concerns (substr(concern_ref, -4));

CREATE TABLE access_requests (
    id TEXT PRIMARY KEY,
    request_ref TEXT NOT NULL UNIQUE CHECK (request_ref <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('subject_access', 'foi', 'court', 'police')),
    case_id TEXT REFERENCES cases (id),
    received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
    asked_by TEXT NOT NULL,
    wanted TEXT NOT NULL,
    ordered_by TEXT CHECK (ordered_by IS date(ordered_by)),
    identity_checked_on TEXT CHECK (identity_checked_on IS date(identity_checked_on)),
    identity_how TEXT NOT NULL,
    extended_on TEXT CHECK (extended_on IS date(extended_on)),
    extended_reason TEXT NOT NULL,
    advice_of TEXT CHECK (advice_of IN ('manager', 'designated', 'data_protection', 'caldicott', 'legal', 'ukpps_spoc')),
    advice_on TEXT CHECK (advice_on IS date(advice_on)),
    advice_summary TEXT NOT NULL,
    exemptions TEXT NOT NULL CHECK (json_valid(exemptions)),
    exemption_note TEXT NOT NULL,
    preview_at TEXT NOT NULL,
    preview_findings INTEGER NOT NULL CHECK (preview_findings >= -1),
    answer TEXT CHECK (answer IN ('neither', 'all', 'part', 'refused', 'nothing')),
    answered_on TEXT CHECK (answered_on IS date(answered_on)),
    method TEXT CHECK (method IN ('in_person', 'paper', 'phone', 'secure_mail', 'encrypted_media')),
    rationale TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX access_requests_received ON access_requests (received_on, id) WHERE deleted_at IS NULL;
CREATE INDEX access_requests_open ON access_requests (received_on, id) WHERE answered_on IS NULL AND deleted_at IS NULL;
CREATE INDEX access_requests_kind ON access_requests (kind, received_on, id) WHERE deleted_at IS NULL;
CREATE INDEX access_requests_case ON access_requests (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX access_requests_last ON access_requests (substr(request_ref, -4));
CREATE INDEX access_requests_reference ON access_requests (request_ref);
CREATE INDEX access_requests_word ON access_requests (substr(request_ref, instr(request_ref, ' ') + 1));
