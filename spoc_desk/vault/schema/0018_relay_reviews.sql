-- The review of a school's agreement is a clock like every other (docs/decisions/0006): one for each school in use, from
-- the newest version of its agreement. Those of agreements that were written before this step start here.
-- A released step is never edited: changes come in a new file.

INSERT INTO clocks (
    id, rule, case_id, subject, subject_id, started_on, due_on, met_on, cancelled_on, running, listed, version,
    created_at, created_by, updated_at, updated_by, deleted_at
) SELECT
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' ||
    substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    'D-27', NULL, 'agreement', s.id, max(a.school_signed_on, a.council_signed_on, a.police_signed_on), a.review_on,
    NULL, NULL, 1, 1, 1, a.updated_at, a.updated_by, a.updated_at, a.updated_by, NULL
FROM schools AS s JOIN relay_agreements AS a ON a.rowid = (
    SELECT n.rowid FROM relay_agreements AS n WHERE n.school_id = s.id AND n.deleted_at IS NULL
    ORDER BY n.created_at DESC, n.rowid DESC LIMIT 1
)
WHERE s.active = 1 AND s.deleted_at IS NULL AND a.review_on IS NOT NULL
AND a.school_signed_on IS NOT NULL AND a.council_signed_on IS NOT NULL AND a.police_signed_on IS NOT NULL
AND (a.ended_on IS NULL OR a.ended_on > a.review_on);
