-- A mark of the home address of a restricted person, for comparing alone: a notification of RELAY about that address stops
-- too. The address itself is not kept. A released step is never edited: changes come in a new file.

ALTER TABLE restricted_records ADD COLUMN home_marks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(home_marks));
