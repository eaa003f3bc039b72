import { closeSync, fsyncSync, openSync } from 'node:fs'
import { type ConnectionOptions, openConnection } from '../sqliteConnection.ts'
import { checkStore } from './checkStore.ts'
import { auditHashAt, type StoreFacts, storeFacts } from './storeFacts.ts'

type Opening = Omit<ConnectionOptions, 'readonly'>

const fsyncFile = (file: string): void => {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** What the store held just before and just after a copy was taken of it while others went on writing. */
export interface CopyBounds {
  readonly before: StoreFacts
  readonly after: StoreFacts
}

/**
 * Copies a store in use to a new file, encrypted with the same key, and brings it to the disk. The driver's own online backup opens its target
 * without a key and refuses an encrypted source; VACUUM INTO takes one snapshot, with the key, while readers and the writer go on.
 * Throws the driver's errors, a full target's among them.
 */
export const copyStore = (source: Opening, target: string): CopyBounds => {
  const db = openConnection({ ...source, readonly: true })
  try {
    const before = storeFacts(db)
    db.prepare('VACUUM INTO ?').run(target)
    fsyncFile(target)
    return { before, after: storeFacts(db) }
  } finally {
    db.close()
  }
}

/** Why a copy can't be relied on; null when it can. */
export type CopyProblem = 'damaged' | 'schema' | 'fewer-rows' | 'more-rows' | 'audit-differs'

const counted = ['patients', 'visits', 'outboxRows', 'auditRows'] as const

/**
 * Opens a copy for itself, with the key, looks through it, and holds it against the store it was taken from: as many rows as then, and the
 * same newest audit row. Rows are never deleted, so that the copy's numbers lie between those of before and after.
 */
export const verifyCopy = (
  copy: Opening,
  source: Opening,
  { before, after }: CopyBounds,
): { readonly facts: StoreFacts; readonly problem: CopyProblem | null } => {
  const db = openConnection({ ...copy, readonly: true })
  try {
    if (checkStore(db, 'quick') !== null) return { facts: before, problem: 'damaged' }
    const facts = storeFacts(db)
    if (facts.schemaVersion !== before.schemaVersion) return { facts, problem: 'schema' }
    if (counted.some((name) => facts[name] < before[name])) return { facts, problem: 'fewer-rows' }
    if (counted.some((name) => facts[name] > after[name])) return { facts, problem: 'more-rows' }
    const original = openConnection({ ...source, readonly: true })
    try {
      const hash = facts.auditRows === 0 ? '' : auditHashAt(original, facts.auditRows)
      return { facts, problem: hash === facts.auditHash ? null : 'audit-differs' }
    } finally {
      original.close()
    }
  } finally {
    db.close()
  }
}
