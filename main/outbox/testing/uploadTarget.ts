import { fail, ok } from '../../../preload/contract/result.ts'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { unpackText } from '../../store/packedText.ts'
import type { IssuedBefore } from '../targets/issuedBefore.ts'
import { createNhiUpload } from '../targets/nhiUpload.ts'
import { createFakeNhi } from './fakeNhi.ts'
import { visitRows } from './visitRows.ts'

export const now = Date.UTC(2026, 10, 22, 3)
export const textOf = (row: OutboxRow): string => unpackText(row.payload) ?? ''
export const never = new AbortController().signal
export const visits = (count: number): OutboxRow[] => Array.from({ length: count }, () => visitRows().nhi)

/** The upload target on a made-up NHI, with what a test may set of the store round it. */
export const setUpUpload = () => {
  const nhi = createFakeNhi()
  const kept = new Map<string, string>()
  let awaiting: readonly OutboxRow[] = []
  let keeps = true
  let before: IssuedBefore = null
  const target = createNhiUpload({
    port: nhi.port,
    keepPayload: async (id, payload) => {
      if (!keeps) return fail('STORE_FULL')
      kept.set(id, unpackText(payload) ?? '')
      return ok(null)
    },
    issuedBefore: async () => before,
    rowsAwaiting: async (opcode) => awaiting.filter((row) => row.reference === opcode),
    now: () => now,
    resultPollMs: 10_000,
  })
  /** Hands the rows in and gives them back as they then stand in the store. */
  const handIn = async (rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> => {
    const { outcomes } = await target.send(rows, never)
    return rows.map((row) => {
      const outcome = outcomes.get(row.id)
      if (outcome?.type !== 'taken-in') throw new Error(`not taken in: ${outcome?.type}`)
      return { ...row, state: 'awaiting-result' as const, reference: outcome.reference }
    })
  }
  return {
    nhi,
    target,
    kept,
    handIn,
    setAwaiting: (rows: readonly OutboxRow[]) => {
      awaiting = rows
    },
    issueBefore: (identifier: IssuedBefore) => {
      before = identifier
    },
    refuseToKeep: () => {
      keeps = false
    },
  }
}

export const outcomesOf = (rows: readonly OutboxRow[], outcomes: ReadonlyMap<string, SendOutcome>) =>
  rows.map((row) => outcomes.get(row.id))
