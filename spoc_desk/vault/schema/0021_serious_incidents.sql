-- Serious incidents, and cases before the Case Review Group (domain 1.17, 3.6). Where safeguarding partners beyond our own
-- were told, only that they were is kept. A released step is never edited: changes come in a new file.

CREATE TABLE serious_incidents (
    id TEXT PRIMARY KEY,
    incident_ref TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('aware', 'notifiable', 'not_notifiable', 'notified', 'closed')),
    aware_at TEXT NOT NULL,
    incident_on TEXT NOT NULL,
    incident_time TEXT NOT NULL,
    place TEXT CHECK (place IN ('our_area', 'abroad', 'neither')),
    abuse TEXT CHECK (abuse IN ('known', 'suspected', 'neither')),
    what_happened TEXT NOT NULL,
    further_children TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    decision_reason TEXT NOT NULL,
    elsewhere TEXT CHECK (elsewhere IN ('not_needed', 'told', 'office')),
    stopped INTEGER NOT NULL CHECK (stopped IN (0, 1)),
    released_by TEXT NOT NULL,
    released_at TEXT NOT NULL,
    released_for TEXT NOT NULL,
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE case_reviews (
    id TEXT PRIMARY KEY,
    review_ref TEXT NOT NULL,
    serious_id TEXT REFERENCES serious_incidents (id),
    state TEXT NOT NULL CHECK (state IN ('considering', 'not_referred', 'told', 'confirmed', 'requested', 'recommended', 'decided', 'actions', 'actions_done', 'closed')),
    source TEXT NOT NULL CHECK (source IN ('incident', 'agency', 'lessons', 'child_death')),
    agency TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    representative TEXT NOT NULL,
    discussed_on TEXT CHECK (discussed_on IS date(discussed_on)),
    considers_local TEXT CHECK (considers_local IN ('yes', 'no', 'not_known')),
    considers_national TEXT CHECK (considers_national IN ('yes', 'no', 'not_known')),
    criteria_reason TEXT NOT NULL,
    lessons TEXT NOT NULL,
    not_referred_reason TEXT NOT NULL,
    decided_to_refer_at TEXT NOT NULL,
    told_at TEXT NOT NULL,
    told_to TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    rapid_review_on TEXT CHECK (rapid_review_on IS date(rapid_review_on)),
    took_part TEXT NOT NULL,
    criteria_met TEXT CHECK (criteria_met IN ('yes', 'no', 'not_known')),
    national_issues TEXT CHECK (national_issues IN ('yes', 'no', 'not_known')),
    criteria_met_reason TEXT NOT NULL,
    immediate_learning TEXT NOT NULL,
    recommendation TEXT CHECK (recommendation IN ('local_review', 'other_review', 'other_action', 'none')),
    recommended_method TEXT NOT NULL,
    recommendation_reason TEXT NOT NULL,
    decided_on TEXT CHECK (decided_on IS date(decided_on)),
    decided_by TEXT NOT NULL CHECK (json_valid(decided_by)),
    decision TEXT CHECK (decision IN ('local_review', 'other_review', 'other_action', 'none')),
    decision_method TEXT NOT NULL,
    decision_reason TEXT NOT NULL,
    scrutineer_informed_on TEXT CHECK (scrutineer_informed_on IS date(scrutineer_informed_on)),
    family_invited TEXT CHECK (family_invited IN ('yes', 'no', 'not_known')),
    family_words TEXT NOT NULL,
    publication TEXT CHECK (publication IN ('published', 'not_published')),
    published_on TEXT CHECK (published_on IS date(published_on)),
    publication_reason TEXT NOT NULL,
    stopped INTEGER NOT NULL CHECK (stopped IN (0, 1)),
    released_by TEXT NOT NULL,
    released_at TEXT NOT NULL,
    released_for TEXT NOT NULL,
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE incident_children (
    id TEXT PRIMARY KEY,
    serious_id TEXT REFERENCES serious_incidents (id),
    review_id TEXT REFERENCES case_reviews (id),
    given_names TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    date_of_birth TEXT CHECK (date_of_birth IS date(date_of_birth)),
    sex TEXT CHECK (sex IN ('female', 'male', 'other', 'not_known')),
    ethnicity TEXT NOT NULL,
    disability TEXT NOT NULL,
    legal_status TEXT NOT NULL,
    plan TEXT CHECK (plan IN ('none', 'early_help', 'in_need', 'protection', 'looked_after')),
    placement TEXT NOT NULL,
    event TEXT CHECK (event IN ('died', 'harmed')),
    died_on TEXT CHECK (died_on IS date(died_on)),
    harm_basis TEXT NOT NULL CHECK (json_valid(harm_basis)),
    harm_words TEXT NOT NULL,
    looked_after TEXT CHECK (looked_after IN ('yes', 'no', 'not_known')),
    care_leaver TEXT CHECK (care_leaver IN ('yes', 'no', 'not_known')),
    lives_here TEXT CHECK (lives_here IN ('yes', 'no', 'not_known')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT,
    CHECK ((serious_id IS NULL) <> (review_id IS NULL))
) STRICT;

CREATE TABLE incident_tellings (
    id TEXT PRIMARY KEY,
    serious_id TEXT NOT NULL REFERENCES serious_incidents (id),
    whom TEXT NOT NULL CHECK (whom IN ('panel', 'council', 'health', 'police', 'secretary_of_state', 'ofsted')),
    told_at TEXT NOT NULL,
    told_ref TEXT NOT NULL,
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE review_requests (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES case_reviews (id),
    agency TEXT NOT NULL,
    asked_on TEXT NOT NULL CHECK (asked_on IS date(asked_on)),
    due_on TEXT CHECK (due_on IS date(due_on)),
    asked_for TEXT NOT NULL,
    returned_on TEXT CHECK (returned_on IS date(returned_on)),
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE review_actions (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES case_reviews (id),
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_on TEXT CHECK (due_on IS date(due_on)),
    done_on TEXT CHECK (done_on IS date(done_on)),
    evidence TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE learning_points (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES case_reviews (id),
    text TEXT NOT NULL,
    methods TEXT NOT NULL CHECK (json_valid(methods)),
    shared_on TEXT CHECK (shared_on IS date(shared_on)),
    shared_with TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX serious_incidents_ref ON serious_incidents (incident_ref);
CREATE INDEX serious_incidents_aware ON serious_incidents (aware_at, id) WHERE deleted_at IS NULL;
CREATE INDEX serious_incidents_state ON serious_incidents (state, aware_at, id) WHERE deleted_at IS NULL;
CREATE INDEX case_reviews_ref ON case_reviews (review_ref);
CREATE INDEX case_reviews_made ON case_reviews (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX case_reviews_state ON case_reviews (state, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX case_reviews_serious ON case_reviews (serious_id) WHERE serious_id IS NOT NULL;
CREATE INDEX incident_children_serious ON incident_children (serious_id) WHERE serious_id IS NOT NULL;
CREATE INDEX incident_children_review ON incident_children (review_id) WHERE review_id IS NOT NULL;
CREATE INDEX incident_children_family ON incident_children (family_key) WHERE deleted_at IS NULL;
CREATE INDEX incident_children_given ON incident_children (given_key) WHERE deleted_at IS NULL;
CREATE INDEX incident_tellings_serious ON incident_tellings (serious_id, whom);
CREATE INDEX review_requests_review ON review_requests (review_id);
CREATE INDEX review_actions_review ON review_actions (review_id);
CREATE INDEX learning_points_review ON learning_points (review_id);
