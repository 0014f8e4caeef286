-- Escalations, complaints, consultations and the steps of the roll-out: how many there are, kept by triggers with every
-- change, those of relocations apart; the open ones along an index, references and names found by their beginning, and both
-- parts of the log of consultations in the orders of its list. A released step is never edited: changes come in a new file.

CREATE TABLE escalation_tally (
    ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
    of_case INTEGER NOT NULL CHECK (of_case IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0),
    PRIMARY KEY (ended, of_case)
) STRICT;

INSERT INTO escalation_tally (ended, of_case, records) VALUES (0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 0);
UPDATE escalation_tally SET records = (SELECT count(*) FROM escalations AS t WHERE t.deleted_at IS NULL AND (t.ended_on IS NOT NULL) = ended AND (t.case_id IS NOT NULL) = of_case);

CREATE TRIGGER escalation_tally_added AFTER INSERT ON escalations WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE escalation_tally SET records = records + 1 WHERE ended = (NEW.ended_on IS NOT NULL) AND of_case = (NEW.case_id IS NOT NULL);
END;

CREATE TRIGGER escalation_tally_erased AFTER DELETE ON escalations WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE escalation_tally SET records = records - 1 WHERE ended = (OLD.ended_on IS NOT NULL) AND of_case = (OLD.case_id IS NOT NULL);
END;

CREATE TRIGGER escalation_tally_moved AFTER UPDATE OF ended_on, case_id, deleted_at ON escalations
BEGIN
    UPDATE escalation_tally SET records = records - 1 WHERE ended = (OLD.ended_on IS NOT NULL) AND of_case = (OLD.case_id IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE escalation_tally SET records = records + 1 WHERE ended = (NEW.ended_on IS NOT NULL) AND of_case = (NEW.case_id IS NOT NULL) AND NEW.deleted_at IS NULL;
END;

CREATE INDEX escalations_open ON escalations (raised_at, id) WHERE ended_on IS NULL AND deleted_at IS NULL;
CREATE INDEX escalations_ref_rest ON escalations (substr(escalation_ref, instr(escalation_ref, ' ') + 1));
CREATE INDEX escalations_ref_last ON escalations (substr(escalation_ref, -4));
CREATE INDEX escalations_family ON escalations (family_key);
CREATE INDEX escalations_given ON escalations (given_key);

CREATE TABLE complaint_tally (
    ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
    of_case INTEGER NOT NULL CHECK (of_case IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0),
    PRIMARY KEY (ended, of_case)
) STRICT;

INSERT INTO complaint_tally (ended, of_case, records) VALUES (0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 0);
UPDATE complaint_tally SET records = (SELECT count(*) FROM complaints AS t WHERE t.deleted_at IS NULL AND (t.ended_on IS NOT NULL) = ended AND (t.case_id IS NOT NULL) = of_case);

CREATE TRIGGER complaint_tally_added AFTER INSERT ON complaints WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE complaint_tally SET records = records + 1 WHERE ended = (NEW.ended_on IS NOT NULL) AND of_case = (NEW.case_id IS NOT NULL);
END;

CREATE TRIGGER complaint_tally_erased AFTER DELETE ON complaints WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE complaint_tally SET records = records - 1 WHERE ended = (OLD.ended_on IS NOT NULL) AND of_case = (OLD.case_id IS NOT NULL);
END;

CREATE TRIGGER complaint_tally_moved AFTER UPDATE OF ended_on, case_id, deleted_at ON complaints
BEGIN
    UPDATE complaint_tally SET records = records - 1 WHERE ended = (OLD.ended_on IS NOT NULL) AND of_case = (OLD.case_id IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE complaint_tally SET records = records + 1 WHERE ended = (NEW.ended_on IS NOT NULL) AND of_case = (NEW.case_id IS NOT NULL) AND NEW.deleted_at IS NULL;
END;

CREATE INDEX complaints_open ON complaints (received_on, id) WHERE ended_on IS NULL AND deleted_at IS NULL;
CREATE INDEX complaints_ref_rest ON complaints (substr(complaint_ref, instr(complaint_ref, ' ') + 1));
CREATE INDEX complaints_ref_last ON complaints (substr(complaint_ref, -4));
CREATE INDEX complaints_family ON complaints (family_key);
CREATE INDEX complaints_given ON complaints (given_key);

CREATE TABLE consultation_tally (
    of_case INTEGER PRIMARY KEY CHECK (of_case IN (0, 1)),
    records INTEGER NOT NULL CHECK (records >= 0)
) STRICT;

INSERT INTO consultation_tally (of_case, records) VALUES (0, 0), (1, 0);
UPDATE consultation_tally SET records =
    (SELECT count(*) FROM consultations AS t WHERE t.deleted_at IS NULL AND (t.case_id IS NOT NULL) = of_case)
    + (SELECT count(*) FROM referral_events AS e JOIN referrals AS r ON r.id = e.referral_id
       WHERE e.event = 'consultation' AND e.deleted_at IS NULL AND r.deleted_at IS NULL AND (r.case_id IS NOT NULL) = of_case);

CREATE TRIGGER consultation_tally_added AFTER INSERT ON consultations WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE consultation_tally SET records = records + 1 WHERE of_case = (NEW.case_id IS NOT NULL);
END;

CREATE TRIGGER consultation_tally_erased AFTER DELETE ON consultations WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE consultation_tally SET records = records - 1 WHERE of_case = (OLD.case_id IS NOT NULL);
END;

CREATE TRIGGER consultation_tally_moved AFTER UPDATE OF case_id, deleted_at ON consultations
BEGIN
    UPDATE consultation_tally SET records = records - 1 WHERE of_case = (OLD.case_id IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE consultation_tally SET records = records + 1 WHERE of_case = (NEW.case_id IS NOT NULL) AND NEW.deleted_at IS NULL;
END;

-- A consultation of a referral counts while its referral is there, whichever of the two comes or goes first.

CREATE TRIGGER consultation_tally_event_added AFTER INSERT ON referral_events WHEN NEW.event = 'consultation' AND NEW.deleted_at IS NULL
BEGIN
    UPDATE consultation_tally SET records = records + 1 WHERE of_case = (SELECT r.case_id IS NOT NULL FROM referrals AS r WHERE r.id = NEW.referral_id AND r.deleted_at IS NULL);
END;

CREATE TRIGGER consultation_tally_event_erased AFTER DELETE ON referral_events WHEN OLD.event = 'consultation' AND OLD.deleted_at IS NULL
BEGIN
    UPDATE consultation_tally SET records = records - 1 WHERE of_case = (SELECT r.case_id IS NOT NULL FROM referrals AS r WHERE r.id = OLD.referral_id AND r.deleted_at IS NULL);
END;

CREATE TRIGGER consultation_tally_event_moved AFTER UPDATE OF event, referral_id, deleted_at ON referral_events
BEGIN
    UPDATE consultation_tally SET records = records - 1 WHERE of_case = (SELECT r.case_id IS NOT NULL FROM referrals AS r WHERE r.id = OLD.referral_id AND r.deleted_at IS NULL) AND OLD.event = 'consultation' AND OLD.deleted_at IS NULL;
    UPDATE consultation_tally SET records = records + 1 WHERE of_case = (SELECT r.case_id IS NOT NULL FROM referrals AS r WHERE r.id = NEW.referral_id AND r.deleted_at IS NULL) AND NEW.event = 'consultation' AND NEW.deleted_at IS NULL;
END;

CREATE TRIGGER consultation_tally_referral_added AFTER INSERT ON referrals WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE consultation_tally SET records = records + (SELECT count(*) FROM referral_events AS e WHERE e.referral_id = NEW.id AND e.event = 'consultation' AND e.deleted_at IS NULL) WHERE of_case = (NEW.case_id IS NOT NULL);
END;

CREATE TRIGGER consultation_tally_referral_erased BEFORE DELETE ON referrals WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE consultation_tally SET records = records - (SELECT count(*) FROM referral_events AS e WHERE e.referral_id = OLD.id AND e.event = 'consultation' AND e.deleted_at IS NULL) WHERE of_case = (OLD.case_id IS NOT NULL);
END;

CREATE TRIGGER consultation_tally_referral_moved AFTER UPDATE OF case_id, deleted_at ON referrals
BEGIN
    UPDATE consultation_tally SET records = records - (SELECT count(*) FROM referral_events AS e WHERE e.referral_id = OLD.id AND e.event = 'consultation' AND e.deleted_at IS NULL) WHERE of_case = (OLD.case_id IS NOT NULL) AND OLD.deleted_at IS NULL;
    UPDATE consultation_tally SET records = records + (SELECT count(*) FROM referral_events AS e WHERE e.referral_id = NEW.id AND e.event = 'consultation' AND e.deleted_at IS NULL) WHERE of_case = (NEW.case_id IS NOT NULL) AND NEW.deleted_at IS NULL;
END;

CREATE INDEX consultations_ref_rest ON consultations (substr(consultation_ref, instr(consultation_ref, ' ') + 1));
CREATE INDEX consultations_ref_last ON consultations (substr(consultation_ref, -4));
CREATE INDEX consultations_newest ON consultations (consulted_on, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX consultations_with ON consultations (consulted_with COLLATE NOCASE, id) WHERE deleted_at IS NULL;
CREATE INDEX consultations_agency ON consultations (agency, consulted_on, id) WHERE deleted_at IS NULL;
CREATE INDEX referral_consultations_newest ON referral_events (event, ifnull(json_extract(answers, '$.consulted_on'), substr(happened_at, 1, 10)), created_at, id) WHERE event = 'consultation' AND deleted_at IS NULL;
CREATE INDEX referral_consultations_with ON referral_events (event, ifnull(json_extract(answers, '$.consulted_with'), '') COLLATE NOCASE, id) WHERE event = 'consultation' AND deleted_at IS NULL;
CREATE INDEX referral_consultations_agency ON referral_events (event, ifnull(json_extract(answers, '$.agency'), ''), ifnull(json_extract(answers, '$.consulted_on'), substr(happened_at, 1, 10)), id) WHERE event = 'consultation' AND deleted_at IS NULL;

CREATE TABLE assurance_tally (
    ended INTEGER PRIMARY KEY CHECK (ended = 0),
    records INTEGER NOT NULL CHECK (records >= 0)
) STRICT;

INSERT INTO assurance_tally (ended, records) SELECT 0, count(*) FROM assurance WHERE deleted_at IS NULL;

CREATE TRIGGER assurance_tally_added AFTER INSERT ON assurance WHEN NEW.deleted_at IS NULL
BEGIN
    UPDATE assurance_tally SET records = records + 1;
END;

CREATE TRIGGER assurance_tally_erased AFTER DELETE ON assurance WHEN OLD.deleted_at IS NULL
BEGIN
    UPDATE assurance_tally SET records = records - 1;
END;

CREATE TRIGGER assurance_tally_moved AFTER UPDATE OF deleted_at ON assurance
BEGIN
    UPDATE assurance_tally SET records = records + (NEW.deleted_at IS NULL) - (OLD.deleted_at IS NULL);
END;

-- The steps of the guidance in its order, for each audience.
CREATE INDEX assurance_in_order ON assurance (audience COLLATE NOCASE, CASE step WHEN 'disseminated' THEN 0 WHEN 'spoc_known' THEN 1 WHEN 'flagging' THEN 2 WHEN 'website' THEN 3 WHEN 'policies' THEN 4 WHEN 'training' THEN 5 WHEN 'osa' THEN 6 END, done_on IS NULL, id) WHERE deleted_at IS NULL;
CREATE INDEX assurance_audience ON assurance (audience);
CREATE INDEX assurance_done ON assurance (done_on, id) WHERE deleted_at IS NULL;
CREATE INDEX assurance_owner ON assurance (owner COLLATE NOCASE, id) WHERE deleted_at IS NULL;
