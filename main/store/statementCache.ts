import type { Database, Statement } from 'better-sqlite3'

/** Multi-row inserts have one text for each number of rows; beyond this the text used longest ago is forgotten. */
const capacity = 256

export type PreparedStatement = Statement<unknown[], unknown>

/** Prepared statements by their text: preparing costs more than most of our statements. */
export const createStatementCache = (db: Database): ((text: string) => PreparedStatement) => {
  const statements = new Map<string, PreparedStatement>()
  return (text) => {
    const known = statements.get(text)
    if (known !== undefined) {
      statements.delete(text)
      statements.set(text, known)
      return known
    }
    const made = db.prepare<unknown[], unknown>(text)
    statements.set(text, made)
    if (statements.size > capacity) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest)
        break
      }
    }
    return made
  }
}
