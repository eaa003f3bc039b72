import type { Database } from 'better-sqlite3'

export const version = 520

/**
 * What kind of thing was sold (檢驗檢查, 藥品, 衛材, 其他) stands with the sale: the clinic's list, from which it came, changes. Nobody knows it
 * of what was sold before.
 */
export const up = (db: Database): void => {
  db.exec(`
    ALTER TABLE money_entry ADD COLUMN self_pay_kind TEXT
      CHECK (self_pay_kind IS NULL OR (kind = 'self-pay' AND self_pay_kind IN ('examination', 'drug', 'supply', 'other')))
  `)
}
