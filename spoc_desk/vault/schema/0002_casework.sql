-- The business tables. One table per record of spoc_desk/domain; columns carry the field names.
-- A released step is never edited: changes come in a new numbered file.

CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'service')),
    name TEXT NOT NULL,
    job_title TEXT NOT NULL,
    team TEXT NOT NULL,
    service_side TEXT NOT NULL CHECK (service_side IN ('children', 'adults', 'both')),
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    service TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    out_of_hours TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on)),
    cover_contact_id TEXT REFERENCES contacts (id),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    case_ref TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('arrival', 'departure')),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('family', 'individual')),
    ukpps_notified_on TEXT NOT NULL CHECK (ukpps_notified_on IS date(ukpps_notified_on)),
    notified_to TEXT NOT NULL CHECK (notified_to IN ('dcs', 'dass', 'designated_children', 'designated_adults', 'both')),
    notified_person TEXT REFERENCES contacts (id),
    relocation_agreed_on TEXT CHECK (relocation_agreed_on IS date(relocation_agreed_on)),
    ukpps_reference TEXT NOT NULL,
    chief_constable_informed TEXT NOT NULL CHECK (chief_constable_informed IN ('yes', 'no', 'not_known')),
    move_date TEXT CHECK (move_date IS date(move_date)),
    language_interpreter TEXT NOT NULL,
    social_care_record_ids TEXT NOT NULL CHECK (json_valid(social_care_record_ids)),
    route TEXT NOT NULL CHECK (route IN ('unknown', 'child', 'adult', 'joint', 'neither')),
    route_computed TEXT NOT NULL CHECK (route_computed IN ('unknown', 'child', 'adult', 'joint', 'neither')),
    route_confirmed_by TEXT NOT NULL,
    route_confirmed_on TEXT CHECK (route_confirmed_on IS date(route_confirmed_on)),
    think_family INTEGER NOT NULL CHECK (think_family IN (0, 1)),
    joint_meeting_considered INTEGER NOT NULL CHECK (joint_meeting_considered IN (0, 1)),
    joint_meeting_decision TEXT CHECK (joint_meeting_decision IN ('joint', 'separate')),
    joint_meeting_reason TEXT NOT NULL,
    single_la_spoc_considered INTEGER NOT NULL CHECK (single_la_spoc_considered IN (0, 1)),
    single_la_spoc_decision TEXT CHECK (single_la_spoc_decision IN ('single', 'two')),
    single_la_spoc_reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('notified', 'meeting_arranged', 'meeting_held', 'spoc_allocated', 'services_informed', 'exchange_active', 'with_ukpps', 'exchange_complete', 'monitoring', 'on_hold', 'moved_on', 'closed')),
    state_before TEXT CHECK (state_before IN ('notified', 'meeting_arranged', 'meeting_held', 'spoc_allocated', 'services_informed', 'exchange_active', 'with_ukpps', 'exchange_complete', 'monitoring', 'on_hold', 'moved_on', 'closed')),
    meeting_arranged_for TEXT CHECK (meeting_arranged_for IS date(meeting_arranged_for)),
    hold_reason TEXT NOT NULL,
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    closure_reason TEXT CHECK (closure_reason IN ('complete', 'ukpps_withdrew', 'left_programme', 'opened_in_error', 'no_la_role', 'further_relocation')),
    ukpps_spoc_told INTEGER NOT NULL CHECK (ukpps_spoc_told IN (0, 1)),
    flag_decision TEXT CHECK (flag_decision IN ('keep', 'remove')),
    services_told_not_to_trace INTEGER NOT NULL CHECK (services_told_not_to_trace IN (0, 1)),
    own_involvement_ended TEXT CHECK (own_involvement_ended IN ('yes', 'no', 'not_known')),
    follows_case TEXT REFERENCES cases (id),
    review_on TEXT CHECK (review_on IS date(review_on)),
    legal_hold INTEGER NOT NULL CHECK (legal_hold IN (0, 1)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE members (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    alias TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('child', 'unborn', 'adult')),
    date_of_birth TEXT CHECK (date_of_birth IS date(date_of_birth)),
    expected_delivery_date TEXT CHECK (expected_delivery_date IS date(expected_delivery_date)),
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'not_known')),
    relationship TEXT NOT NULL CHECK (relationship IN ('mother', 'father', 'step_parent', 'carer', 'child', 'sibling', 'grandparent', 'partner', 'other')),
    relationship_note TEXT NOT NULL,
    parental_responsibility TEXT CHECK (parental_responsibility IN ('yes', 'no', 'not_known')),
    care_and_support_needs TEXT CHECK (care_and_support_needs IN ('yes', 'no', 'not_known')),
    disability TEXT CHECK (disability IN ('yes', 'no', 'not_known')),
    disability_note TEXT NOT NULL,
    status_flags TEXT NOT NULL CHECK (json_valid(status_flags)),
    legal_status TEXT CHECK (legal_status IN ('none', 's20', 'care_order', 'sgo', 'arrangements', 'other')),
    legal_status_note TEXT NOT NULL,
    nhs_number TEXT NOT NULL,
    upn TEXT NOT NULL,
    school TEXT REFERENCES contacts (id),
    gp TEXT REFERENCES contacts (id),
    ethnicity TEXT NOT NULL,
    religion TEXT NOT NULL,
    first_language TEXT NOT NULL,
    interpreter TEXT CHECK (interpreter IN ('yes', 'no', 'not_known')),
    notes TEXT NOT NULL,
    left_on TEXT CHECK (left_on IS date(left_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE member_names (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE meetings (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    meeting_no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('dcs', 'dass', 'joint', 'follow_up')),
    requested_on TEXT CHECK (requested_on IS date(requested_on)),
    held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
    held_time TEXT NOT NULL,
    face_to_face INTEGER NOT NULL CHECK (face_to_face IN (0, 1)),
    not_f2f_reason TEXT NOT NULL,
    venue TEXT CHECK (venue IN ('dcs_office', 'dass_office', 'own_building', 'other')),
    informed_of_move INTEGER NOT NULL CHECK (informed_of_move IN (0, 1)),
    provision_identified INTEGER NOT NULL CHECK (provision_identified IN (0, 1)),
    ukpps_spoc_identified INTEGER NOT NULL CHECK (ukpps_spoc_identified IN (0, 1)),
    la_spoc_identified INTEGER NOT NULL CHECK (la_spoc_identified IN (0, 1)),
    flag_instruction_given INTEGER NOT NULL CHECK (flag_instruction_given IN (0, 1)),
    minutes TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE attendees (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    name TEXT NOT NULL,
    organisation TEXT NOT NULL CHECK (organisation IN ('ukpps', 'children', 'adults', 'other_own')),
    capacity TEXT NOT NULL CHECK (capacity IN ('dcs', 'dass', 'designated', 'spoc', 'other')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE meeting_actions (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_on TEXT CHECK (due_on IS date(due_on)),
    done_on TEXT CHECK (done_on IS date(done_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE standards (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    standard TEXT NOT NULL CHECK (standard IN ('st_1', 'st_2', 'st_3')),
    met TEXT NOT NULL CHECK (met IN ('pending', 'met', 'not_met')),
    met_on TEXT CHECK (met_on IS date(met_on)),
    evidence TEXT NOT NULL,
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE ukpps_contacts (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    display_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('ukpps_spoc', 'ukpps_deputy', 'central_bureau')),
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    identity_verified TEXT NOT NULL CHECK (identity_verified IN ('not_yet', 'met', 'call_back', 'nca')),
    verified_by TEXT NOT NULL,
    verified_on TEXT CHECK (verified_on IS date(verified_on)),
    active_from TEXT NOT NULL CHECK (active_from IS date(active_from)),
    active_to TEXT CHECK (active_to IS date(active_to)),
    told_at_meeting TEXT REFERENCES meetings (id),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE appointments (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    duty TEXT NOT NULL CHECK (duty IN ('la_spoc', 'deputy', 'cover')),
    side TEXT NOT NULL CHECK (side IN ('children', 'adults', 'both')),
    allocated_by TEXT NOT NULL CHECK (allocated_by IN ('dcs', 'dass', 'both')),
    allocated_on TEXT NOT NULL CHECK (allocated_on IS date(allocated_on)),
    briefed_on TEXT CHECK (briefed_on IS date(briefed_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE needs (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    members TEXT NOT NULL CHECK (json_valid(members)),
    tier TEXT NOT NULL CHECK (tier IN ('universal', 'specialist', 'ukpps')),
    service TEXT NOT NULL,
    service_other TEXT NOT NULL,
    prior_or_current TEXT NOT NULL CHECK (prior_or_current IN ('before', 'new', 'now', 'ending')),
    meeting_id TEXT REFERENCES meetings (id),
    local_provider TEXT REFERENCES contacts (id),
    continuity TEXT NOT NULL CHECK (continuity IN ('to_arrange', 'referred', 'in_place', 'not_needed', 'ukpps_asked')),
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE service_notices (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    service TEXT NOT NULL REFERENCES contacts (id),
    lead_name TEXT NOT NULL,
    informed_on TEXT NOT NULL CHECK (informed_on IS date(informed_on)),
    method TEXT NOT NULL CHECK (method IN ('in_person', 'paper', 'phone', 'secure_mail', 'encrypted_media')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id),
    referral_id TEXT REFERENCES referrals (id),
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on)),
    decided_by TEXT NOT NULL,
    started_by TEXT CHECK (started_by IN ('request', 'proactive', 'statutory_duty', 'court_order')),
    asked_by TEXT NOT NULL,
    what_information TEXT NOT NULL,
    purpose TEXT NOT NULL,
    risk_of_harm TEXT CHECK (risk_of_harm IN ('significant', 'perceived', 'welfare', 'none')),
    consent_sought TEXT NOT NULL CHECK (consent_sought IN ('given', 'refused', 'unsafe', 'not_basis', 'not_practicable')),
    persons_informed TEXT NOT NULL CHECK (json_valid(persons_informed)),
    not_informed_reason TEXT CHECK (not_informed_reason IN ('increased_risk', 'withdraws', 'violence', 'prejudice', 'ukpps_advice')),
    objections_considered TEXT NOT NULL,
    lawful_basis TEXT NOT NULL CHECK (lawful_basis IN ('public_task', 'legal_obligation', 'vital_interests', 'consent', 'legitimate')),
    special_condition TEXT CHECK (special_condition IN ('substantial_public_interest', 'social_care', 'vital_interests', 'explicit_consent')),
    advice_of TEXT CHECK (advice_of IN ('manager', 'designated', 'data_protection', 'caldicott', 'legal', 'ukpps_spoc')),
    advice_on TEXT CHECK (advice_on IS date(advice_on)),
    advice_summary TEXT NOT NULL,
    necessary_and_proportionate INTEGER NOT NULL CHECK (necessary_and_proportionate IN (0, 1)),
    tests_met TEXT NOT NULL CHECK (json_valid(tests_met)),
    third_parties_protected INTEGER NOT NULL CHECK (third_parties_protected IN (0, 1)),
    protected_how TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('share', 'share_part', 'do_not_share', 'defer')),
    rationale TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE exchange_items (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    item_no INTEGER NOT NULL,
    members TEXT NOT NULL CHECK (json_valid(members)),
    record_type TEXT NOT NULL CHECK (record_type IN ('health', 'nursery', 'school', 'childrens_social_work', 'adult_social_care', 'marac', 'additional')),
    title TEXT NOT NULL,
    applicable TEXT NOT NULL CHECK (applicable IN ('yes', 'no', 'not_known')),
    origin TEXT CHECK (origin IN ('requested', 'volunteered')),
    asked_for_by TEXT REFERENCES contacts (id),
    urgency TEXT NOT NULL CHECK (urgency IN ('routine', 'urgent', 'school_start')),
    needed_by TEXT CHECK (needed_by IS date(needed_by)),
    pages INTEGER,
    sha256 TEXT NOT NULL,
    check_result TEXT CHECK (check_result IN ('clean', 'leak', 'sealed')),
    third_party_checked INTEGER NOT NULL CHECK (third_party_checked IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('identified', 'requested', 'received', 'checked', 'quarantined', 'passed_on', 'asked', 'gathered', 'ready', 'with_ukpps', 'complete', 'not_applicable', 'not_available', 'nothing_held', 'cancelled')),
    not_available_reason TEXT CHECK (not_available_reason IN ('none_held', 'cannot_sanitise', 'refused', 'withdrawn', 'destroyed')),
    outcome_note TEXT NOT NULL,
    last_hand TEXT CHECK (last_hand IN ('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'AR', 'AX', 'AN', 'D1a', 'D1b', 'D2', 'DR', 'D3', 'DC', 'D4', 'D5', 'D6', 'D7', 'DN', 'NR', 'CX', 'RO')),
    last_hand_on TEXT CHECK (last_hand_on IS date(last_hand_on)),
    chases INTEGER NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE hands (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES exchange_items (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    hand_no INTEGER NOT NULL,
    hand TEXT NOT NULL CHECK (hand IN ('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'AR', 'AX', 'AN', 'D1a', 'D1b', 'D2', 'DR', 'D3', 'DC', 'D4', 'D5', 'D6', 'D7', 'DN', 'NR', 'CX', 'RO')),
    happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on)),
    from_party TEXT NOT NULL CHECK (from_party IN ('own_service', 'la_spoc', 'ukpps_spoc')),
    to_party TEXT NOT NULL CHECK (to_party IN ('own_service', 'la_spoc', 'ukpps_spoc')),
    method TEXT CHECK (method IN ('in_person', 'paper', 'phone', 'secure_mail', 'encrypted_media')),
    service TEXT REFERENCES contacts (id),
    done_by TEXT NOT NULL,
    check_result TEXT CHECK (check_result IN ('clean', 'leak', 'sealed')),
    not_available_reason TEXT CHECK (not_available_reason IN ('none_held', 'cannot_sanitise', 'refused', 'withdrawn', 'destroyed')),
    decision_id TEXT REFERENCES decisions (id),
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE flags (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    member_id TEXT NOT NULL REFERENCES members (id),
    system TEXT NOT NULL,
    holds_record TEXT NOT NULL CHECK (holds_record IN ('yes', 'no', 'not_known')),
    requested_on TEXT CHECK (requested_on IS date(requested_on)),
    to_contact TEXT REFERENCES contacts (id),
    flag_text TEXT NOT NULL,
    placed_on TEXT CHECK (placed_on IS date(placed_on)),
    confirmed_by TEXT NOT NULL,
    next_review_on TEXT CHECK (next_review_on IS date(next_review_on)),
    removed_on TEXT CHECK (removed_on IS date(removed_on)),
    removed_reason TEXT CHECK (removed_reason IN ('case_closed', 'member_left', 'error')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE queries (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id),
    received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
    method TEXT NOT NULL CHECK (method IN ('in_person', 'paper', 'phone', 'secure_mail', 'encrypted_media')),
    asked_by TEXT NOT NULL REFERENCES contacts (id),
    via_flag INTEGER NOT NULL CHECK (via_flag IN (0, 1)),
    question TEXT NOT NULL,
    route TEXT NOT NULL CHECK (route IN ('open', 'answered', 'to_ukpps', 'refused', 'safeguarding')),
    to_ukpps_on TEXT CHECK (to_ukpps_on IS date(to_ukpps_on)),
    reply_on TEXT CHECK (reply_on IS date(reply_on)),
    answer_given TEXT NOT NULL,
    direct_contact_attempted INTEGER NOT NULL CHECK (direct_contact_attempted IN (0, 1)),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE routes_to_stop (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    route TEXT NOT NULL,
    applies TEXT NOT NULL CHECK (applies IN ('yes', 'no', 'not_known')),
    owner TEXT NOT NULL,
    told_on TEXT CHECK (told_on IS date(told_on)),
    confirmed_on TEXT CHECK (confirmed_on IS date(confirmed_on)),
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE concerns (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases (id),
    kind TEXT NOT NULL CHECK (kind IN ('self', 'practitioner', 'disclosure', 'document_leak', 'direct_contact', 'suspicious', 'device')),
    raised_at TEXT NOT NULL,
    occurred_on TEXT CHECK (occurred_on IS date(occurred_on)),
    raised_by TEXT REFERENCES contacts (id),
    what_happened TEXT NOT NULL,
    who_is_at_risk TEXT NOT NULL CHECK (json_valid(who_is_at_risk)),
    immediate_danger INTEGER NOT NULL CHECK (immediate_danger IN (0, 1)),
    la_spoc_informed_at TEXT NOT NULL,
    ukpps_contacted_at TEXT NOT NULL,
    reply_at TEXT NOT NULL,
    advice TEXT NOT NULL,
    pauses_exchange INTEGER NOT NULL CHECK (pauses_exchange IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('raised', 'with_la_spoc', 'with_ukpps', 'with_bureau', 'advised', 'closed')),
    outcome TEXT NOT NULL,
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE prints (
    id TEXT PRIMARY KEY,
    copy_no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('meeting-record', 'exchange-register', 'request-schedule', 'pass-on-slip', 'flag-request', 'service-notice', 'practitioner-card', 'chronology', 'check-certificate', 'referral', 'referral-consent', 'referral-confidential', 'referral-young-person', 'referral-tracking')),
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

CREATE TABLE clocks (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    case_id TEXT REFERENCES cases (id),
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
    due_on TEXT CHECK (due_on IS date(due_on)),
    met_on TEXT CHECK (met_on IS date(met_on)),
    cancelled_on TEXT CHECK (cancelled_on IS date(cancelled_on)),
    running INTEGER NOT NULL CHECK (running IN (0, 1)),
    listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE assurance (
    id TEXT PRIMARY KEY,
    audience TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('disseminated', 'spoc_known', 'flagging', 'website', 'policies', 'training', 'osa')),
    owner TEXT NOT NULL,
    done_on TEXT CHECK (done_on IS date(done_on)),
    evidence TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- The council's profile: one row, its former versions are in row_history.
CREATE TABLE profiles (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL CHECK (json_valid(document)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- The check of a file that came in or goes out. Counts only: no word of it, no place in it, no digest of what was read.
CREATE TABLE document_checks (
    id TEXT PRIMARY KEY,
    document_no TEXT NOT NULL UNIQUE,
    case_id TEXT REFERENCES cases (id),
    item_id TEXT REFERENCES exchange_items (id),
    mode TEXT NOT NULL CHECK (mode IN ('out', 'in', 'local')),
    verdict TEXT NOT NULL CHECK (verdict IN ('clean', 'leaks', 'copy')),
    checked_at TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    pages INTEGER NOT NULL,
    unreadable INTEGER NOT NULL,
    channels TEXT NOT NULL CHECK (json_valid(channels)),
    found TEXT NOT NULL CHECK (json_valid(found)),
    removed TEXT NOT NULL CHECK (json_valid(removed)),
    kept TEXT NOT NULL CHECK (json_valid(kept)),
    words_shown INTEGER NOT NULL CHECK (words_shown IN (0, 1)),
    proofs TEXT NOT NULL CHECK (json_valid(proofs)),
    areas_left INTEGER,
    areas_of INTEGER NOT NULL,
    words_not_placed INTEGER NOT NULL,
    copy_digest TEXT NOT NULL,
    second_person TEXT NOT NULL,
    second_role TEXT CHECK (second_role IN ('la_spoc', 'deputy', 'dcs_office', 'dass_office', 'auditor', 'administrator')),
    program_version TEXT NOT NULL,
    gazetteer_version TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE case_moves (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    event TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on)),
    note TEXT NOT NULL,
    second_person TEXT NOT NULL,
    second_role TEXT CHECK (second_role IN ('la_spoc', 'deputy', 'dcs_office', 'dass_office', 'auditor', 'administrator')),
    told_by_ukpps_spoc INTEGER NOT NULL CHECK (told_by_ukpps_spoc IN (0, 1)),
    no_needs INTEGER NOT NULL CHECK (no_needs IN (0, 1)),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE UNIQUE INDEX cases_ref ON cases (case_ref);
-- Small on purpose: counting the open cases reads ten pages where it would read hundreds.
CREATE INDEX cases_open ON cases (sample) WHERE deleted_at IS NULL AND closed_on IS NULL;
CREATE INDEX cases_recheck ON cases (ukpps_notified_on) WHERE route <> route_computed AND closed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX cases_list ON cases (closed_on, ukpps_notified_on, case_ref, deleted_at);
CREATE INDEX cases_direction ON cases (direction, case_ref);
CREATE INDEX cases_route ON cases (route, case_ref);
CREATE INDEX cases_state ON cases (state, case_ref);
-- The parts of a case reference, so that each can be searched: "quiet harbour 4821", "harbour 4821", "4821".
CREATE INDEX cases_ref_second ON cases (substr(case_ref, instr(case_ref, ' ') + 1));
CREATE INDEX cases_ref_number ON cases (substr(case_ref, -4));
CREATE INDEX case_moves_case ON case_moves (case_id, happened_on);
CREATE INDEX members_case ON members (case_id);
CREATE UNIQUE INDEX members_alias ON members (case_id, alias);
CREATE INDEX members_births ON members (kind, date_of_birth);
CREATE INDEX members_alias_search ON members (alias COLLATE NOCASE);
CREATE UNIQUE INDEX member_names_member ON member_names (member_id);
CREATE INDEX member_names_family ON member_names (family_key);
CREATE INDEX member_names_given ON member_names (given_key);
CREATE INDEX contacts_name ON contacts (name COLLATE NOCASE);
CREATE INDEX absences_contact ON absences (contact_id, ends_on);
CREATE INDEX meetings_case ON meetings (case_id, held_on);
CREATE INDEX attendees_meeting ON attendees (meeting_id);
CREATE INDEX meeting_actions_meeting ON meeting_actions (meeting_id);
CREATE UNIQUE INDEX standards_case ON standards (case_id, standard);
CREATE INDEX ukpps_contacts_case ON ukpps_contacts (case_id, active_to);
CREATE INDEX appointments_case ON appointments (case_id, ended_on);
CREATE INDEX appointments_contact ON appointments (contact_id, ended_on);
CREATE INDEX needs_case ON needs (case_id);
CREATE INDEX service_notices_case ON service_notices (case_id);
CREATE INDEX decisions_case ON decisions (case_id);
CREATE UNIQUE INDEX exchange_items_no ON exchange_items (case_id, item_no);
CREATE INDEX exchange_items_open ON exchange_items (last_hand_on, id) WHERE is_open = 1 AND deleted_at IS NULL;
CREATE UNIQUE INDEX hands_item ON hands (item_id, hand_no);
CREATE INDEX hands_case ON hands (case_id, happened_on);
CREATE UNIQUE INDEX flags_member_system ON flags (member_id, system);
CREATE INDEX flags_case ON flags (case_id);
CREATE INDEX flags_review ON flags (next_review_on)
    WHERE next_review_on IS NOT NULL AND removed_on IS NULL AND deleted_at IS NULL;
CREATE INDEX queries_case ON queries (case_id, closed_on);
CREATE INDEX queries_open ON queries (route, received_on) WHERE closed_on IS NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX routes_to_stop_case ON routes_to_stop (case_id, route);
CREATE INDEX concerns_case ON concerns (case_id, closed_on);
CREATE INDEX concerns_open ON concerns (raised_at) WHERE closed_on IS NULL AND deleted_at IS NULL;
-- Copies of referrals are counted for themselves: whoever sees only those sees no gap in the numbers.
CREATE UNIQUE INDEX prints_copy ON prints (copy_no, referral_id IS NOT NULL AND case_id IS NULL);
CREATE INDEX prints_case ON prints (case_id);
CREATE INDEX clocks_due ON clocks (due_on) WHERE running = 1 AND listed = 1;
CREATE INDEX clocks_waiting ON clocks (started_on)
    WHERE running = 1 AND listed = 1 AND rule = 'D-06' AND subject IN ('requested', 'asked', 'with_ukpps', 'passed_on');
CREATE INDEX clocks_records ON clocks (case_id, rule, subject, due_on, subject_id)
    WHERE running = 1 AND rule IN ('D-06', 'D-07');
CREATE INDEX clocks_undated ON clocks (started_on) WHERE running = 1 AND due_on IS NULL AND rule <> 'D-09';
CREATE INDEX clocks_birthdays ON clocks (due_on) WHERE running = 1 AND rule = 'D-32';
CREATE INDEX clocks_case ON clocks (case_id, rule);
CREATE INDEX clocks_subject ON clocks (subject_id, rule);
CREATE INDEX document_checks_item ON document_checks (item_id);
CREATE INDEX document_checks_case ON document_checks (case_id, checked_at);
