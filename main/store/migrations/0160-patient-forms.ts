import type { Database } from 'better-sqlite3'

export const version = 160

/**
 * What the desk writes down of a person. `national_id` stays what tells people apart, once each: a 身分證號 or 居留證號, a passport's
 * number, or for a newborn without one the parent's number with the birthday and the order of birth; `id_kind` says which. Columns
 * added with a constant default cost nothing on old rows, who all came with a card.
 */
export const up = (db: Database): void => {
  db.exec(`
    ALTER TABLE patient ADD COLUMN id_kind TEXT NOT NULL DEFAULT 'national-id'
      CHECK (id_kind IN ('national-id', 'passport', 'newborn'));
    ALTER TABLE patient ADD COLUMN newborn TEXT;
    ALTER TABLE patient ADD COLUMN phone TEXT NOT NULL DEFAULT '';
    ALTER TABLE patient ADD COLUMN phone_digits TEXT NOT NULL DEFAULT '';
    ALTER TABLE patient ADD COLUMN address TEXT NOT NULL DEFAULT '';
    ALTER TABLE patient ADD COLUMN contact TEXT NOT NULL DEFAULT '{"name":"","relation":"","phone":""}';
    ALTER TABLE patient ADD COLUMN contact_digits TEXT NOT NULL DEFAULT '';
  `)
}
