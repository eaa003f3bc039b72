import type { Database } from 'better-sqlite3'

export const version = 160

/**
 * What the desk writes down of a person. `national_id` stays what tells people apart, once each: a 身分證號 or 居留證號, a passport's
 * number, or for a newborn without one the parent's number with the birthday and the order of birth; `id_kind` says which. Columns
 * added with a constant default cost nothing on old rows, who all came with a card.
 */
const forms = `
  ALTER TABLE patient ADD COLUMN id_kind TEXT NOT NULL DEFAULT 'national-id'
    CHECK (id_kind IN ('national-id', 'passport', 'newborn'));
  ALTER TABLE patient ADD COLUMN newborn TEXT;
  ALTER TABLE patient ADD COLUMN phone TEXT NOT NULL DEFAULT '';
  ALTER TABLE patient ADD COLUMN address TEXT NOT NULL DEFAULT '';
  ALTER TABLE patient ADD COLUMN contact TEXT NOT NULL DEFAULT '{"name":"","relation":"","phone":""}';
`

/**
 * Everything by which a patient is found, as words that begin with what is typed: each end of the name, its initials, the day of
 * birth, number and telephone from behind. One range of this table answers a key with 200,000 patients, where the names alone would have
 * to be read whole. The rows are the program's to make: `words_edition` 0 says that a patient's are still to come, so that old
 * patients get theirs behind the open desk and a program that ended goes on where it was.
 */
const words = `
  ALTER TABLE patient ADD COLUMN search_no INTEGER;
  ALTER TABLE patient ADD COLUMN words_edition INTEGER NOT NULL DEFAULT 0;
  CREATE UNIQUE INDEX patient_by_search_no ON patient (search_no);
  CREATE INDEX patient_by_words_edition ON patient (words_edition);
  CREATE TABLE patient_word (
    word TEXT NOT NULL,
    search_no INTEGER NOT NULL,
    -- yyyyMMdd, 0 for nobody's yet: the newest come first without a look at the patients.
    last_visit INTEGER NOT NULL,
    PRIMARY KEY (word, search_no)
  ) WITHOUT ROWID;
`

/** What is written down of a person, and by what a person is found. */
export const up = (db: Database): void => {
  db.exec(forms)
  db.exec(words)
}
