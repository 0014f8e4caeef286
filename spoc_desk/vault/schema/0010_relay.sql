-- RELAY: notifications of the police, a message for each child and school, and what must stand before one is sent.
-- A released step is never edited: changes come in a new numbered file.

CREATE TABLE relay_incidents (
    id TEXT PRIMARY KEY,
    police_ref TEXT NOT NULL,
    received_at TEXT NOT NULL,
    incident_date TEXT NOT NULL CHECK (incident_date IS date(incident_date)),
    incident_address TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('captured', 'not_shared', 'referred', 'stopped', 'handled', 'to_share', 'closed')),
    triage TEXT CHECK (triage IN ('share', 'not_appropriate', 'raises_risk', 'mash_referral', 'la_spoc')),
    triage_reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    captured_by TEXT NOT NULL,
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

CREATE TABLE relay_messages (
    id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES relay_incidents (id),
    given_names TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    date_of_birth TEXT CHECK (date_of_birth IS date(date_of_birth)),
    state TEXT NOT NULL CHECK (state IN ('to_match', 'matched', 'cleared', 'sent', 'received', 'closed', 'not_sent', 'no_school', 'misdirected')),
    school_id TEXT REFERENCES schools (id),
    confirmed_by TEXT CHECK (confirmed_by IN ('school_said', 'admissions', 'case_system', 'family_said')),
    confirmed_on TEXT CHECK (confirmed_on IS date(confirmed_on)),
    cleared_at TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    sent_to TEXT NOT NULL,
    received_at TEXT NOT NULL,
    recorded INTEGER CHECK (recorded IN (0, 1)),
    support TEXT NOT NULL CHECK (json_valid(support)),
    school_next TEXT CHECK (school_next IN ('none', 'eha', 'early_help', 'mash')),
    no_school_reason TEXT NOT NULL,
    override_reason TEXT NOT NULL,
    override_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE relay_misdirections (
    id TEXT PRIMARY KEY,
    message_id TEXT NOT NULL REFERENCES relay_messages (id),
    found_at TEXT NOT NULL,
    what_happened TEXT NOT NULL CHECK (what_happened <> ''),
    contained TEXT NOT NULL,
    deletion_confirmed_on TEXT CHECK (deletion_confirmed_on IS date(deletion_confirmed_on)),
    dpo_told_at TEXT NOT NULL,
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE relay_agreements (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    edition TEXT NOT NULL,
    school_signed_on TEXT CHECK (school_signed_on IS date(school_signed_on)),
    council_signed_on TEXT CHECK (council_signed_on IS date(council_signed_on)),
    police_signed_on TEXT CHECK (police_signed_on IS date(police_signed_on)),
    says_what INTEGER NOT NULL CHECK (says_what IN (0, 1)),
    says_by_whom INTEGER NOT NULL CHECK (says_by_whom IN (0, 1)),
    says_form INTEGER NOT NULL CHECK (says_form IN (0, 1)),
    says_child_level INTEGER NOT NULL CHECK (says_child_level IN (0, 1)),
    says_safeguards INTEGER NOT NULL CHECK (says_safeguards IN (0, 1)),
    review_on TEXT CHECK (review_on IS date(review_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE relay_contacts (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    deputy INTEGER NOT NULL CHECK (deputy IN (0, 1)),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    to_date TEXT CHECK (to_date IS date(to_date)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE school_closures (
    id TEXT PRIMARY KEY,
    first TEXT NOT NULL CHECK (first IS date(first)),
    last TEXT NOT NULL CHECK (last IS date(last) AND last >= first),
    kind TEXT NOT NULL CHECK (kind IN ('half_term', 'christmas', 'easter', 'summer', 'inset', 'other')),
    partnership TEXT NOT NULL,
    school_id TEXT NOT NULL,
    year TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX relay_incidents_received ON relay_incidents (received_at);
CREATE INDEX relay_incidents_state ON relay_incidents (state, received_at);
CREATE INDEX relay_incidents_ref ON relay_incidents (police_ref);
CREATE INDEX relay_messages_incident ON relay_messages (incident_id);
CREATE INDEX relay_messages_state ON relay_messages (state, incident_id);
CREATE INDEX relay_messages_school ON relay_messages (school_id, sent_at);
CREATE INDEX relay_messages_child ON relay_messages (family_key, given_key, date_of_birth);
CREATE INDEX relay_misdirections_message ON relay_misdirections (message_id);
CREATE INDEX relay_agreements_school ON relay_agreements (school_id, created_at);
CREATE INDEX relay_contacts_school ON relay_contacts (school_id, from_date);
CREATE INDEX school_closures_days ON school_closures (first, last);
