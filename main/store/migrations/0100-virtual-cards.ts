import type { Database } from 'better-sqlite3'

export const version = 100

/**
 * Visits whose card is a virtual one (虛擬健保卡): where its code was scanned, and who presented it for its holder. Every other visit
 * with a card stands on a plastic one. The token is nowhere in the store.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE virtual_card_visit (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      source TEXT NOT NULL CHECK (source IN ('camera', 'image', 'clipboard', 'screen', 'wedge', 'remote')),
      delegate_relation TEXT CHECK (delegate_relation IN ('family', 'carer', 'other')),
      delegate_name TEXT CHECK (delegate_name <> ''),
      CHECK ((delegate_relation IS NULL) = (delegate_name IS NULL))
    ) WITHOUT ROWID;
  `)
}
