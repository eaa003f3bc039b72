import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditRow, chainStart, nextAuditRow, verifyAuditChain } from './auditChain.ts'

const chainOf = (length: number): AuditRow[] => {
  const rows: AuditRow[] = []
  let tail = chainStart
  for (let index = 0; index < length; index += 1) {
    const row = nextAuditRow(tail, {
      at: 1_000 + index,
      who: '櫃檯',
      desk: 'desk-1',
      action: 'visit-closed',
      subject: `e${index}`,
      details: { amountDue: index, exceptionCode: null },
    })
    rows.push(row)
    tail = row
  }
  return rows
}

/** What somebody who can write to the file, but forgets the hashes, might change. */
const tamperings: readonly ((row: AuditRow) => AuditRow)[] = [
  (row) => ({ ...row, at: row.at + 1 }),
  (row) => ({ ...row, who: '別人' }),
  (row) => ({ ...row, desk: 'desk-2' }),
  (row) => ({ ...row, action: 'visit-closed ' }),
  (row) => ({ ...row, subject: 'e0x' }),
  (row) => ({ ...row, details: row.details.replace('{', '{ ') }),
  (row) => ({ ...row, previousHash: 'f'.repeat(64) }),
  (row) => ({ ...row, hash: 'f'.repeat(64) }),
  (row) => ({ ...row, sequence: row.sequence + 1 }),
  // Moving text from one field to the next keeps the joined text the same.
  (row) => ({ ...row, who: `${row.who}${row.desk.slice(0, 1)}`, desk: row.desk.slice(1) }),
]

describe('verifyAuditChain', () => {
  it('accepts an untouched chain, whole or from a known place on', () => {
    const rows = chainOf(12)
    const last = rows.at(-1)
    expect(verifyAuditChain(rows)).toEqual({ intact: true, tail: { sequence: 12, hash: last?.hash } })
    const [, , third] = rows
    expect(verifyAuditChain(rows.slice(3), third).intact).toBe(true)
    expect(verifyAuditChain([])).toEqual({ intact: true, tail: chainStart })
  })

  it('finds any change of any field, at its row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat(),
        fc.constantFrom(...tamperings),
        (length, place, tamper) => {
          const rows = chainOf(length)
          const index = place % length
          const tampered = rows.map((row, at) => (at === index ? tamper(row) : row))
          const verdict = verifyAuditChain(tampered)
          expect(verdict.intact).toBe(false)
          if (!verdict.intact) expect(verdict.sequence).toBe(index + 1)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('finds rows taken out, put in or swapped', () => {
    const rows = chainOf(6)
    const [first, second, third] = rows
    if (first === undefined || second === undefined || third === undefined) throw new Error('no rows')
    expect(verifyAuditChain([first, third])).toEqual({ intact: false, sequence: 2, reason: 'missing' })
    expect(verifyAuditChain([second, third])).toEqual({ intact: false, sequence: 1, reason: 'missing' })
    const forged = nextAuditRow(first, {
      at: 5,
      who: 'w',
      desk: 'd',
      action: 'a',
      subject: 's',
      details: {},
    })
    expect(verifyAuditChain([first, forged, third])).toEqual({ intact: false, sequence: 3, reason: 'unlinked' })
    expect(verifyAuditChain([first, { ...second, who: 'x' }])).toMatchObject({ sequence: 2, reason: 'changed' })
  })

  it('shows a tail cut off by another tail than the one kept elsewhere', () => {
    const rows = chainOf(5)
    const verdict = verifyAuditChain(rows.slice(0, 4))
    expect(verdict).toMatchObject({ intact: true, tail: { sequence: 4 } })
    expect(verdict).not.toMatchObject({ tail: { hash: rows.at(-1)?.hash } })
  })
})
