import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import type { CloudLedger } from '../sims/clinic-cloud/switches.ts'
import type { NhiLedger } from '../sims/nhi-server/ledger.ts'

/** A visit as the killed program left it. */
export interface StoredVisit {
  readonly id: string
  readonly state: 'waiting' | 'in-consultation' | 'to-pay' | 'closed' | 'cancelled'
  readonly serial: string | null
  readonly treatmentNumber: string | null
}

/** An outbox row as the killed program left it; `identity` is what its receiver knows it by. */
export interface StoredRow {
  readonly id: string
  readonly encounterId: string
  readonly target: 'nhi-upload' | 'clinic-cloud'
  readonly state: 'waiting' | 'sending' | 'awaiting-result' | 'accepted' | 'rejected' | 'quarantined'
  readonly reference: string | null
  readonly receiptAt: number | null
  readonly identity: string | null
}

export interface StoredLedger {
  /** What SQLite says of the whole file: `ok`. */
  readonly integrity: string
  readonly foreignKeys: number
  /** Frames of a transaction that the kill has cut in the middle. */
  readonly cutFrames: number
  readonly visits: readonly StoredVisit[]
  readonly rows: readonly StoredRow[]
}

/** What the screen has called saved, by visit. Only ever grows. */
export interface ScreenLedger {
  /** Serial of each registration that was shown. */
  readonly registered: Map<string, string | null>
  readonly closed: Set<string>
  /** Rows that were shown green. */
  readonly green: Set<string>
}

export const emptyScreenLedger = (): ScreenLedger => ({
  registered: new Map(),
  closed: new Set(),
  green: new Set(),
})

const run = promisify(execFile)

/** Reads the store: a copy of it between a kill and the next start, or beside the running program. */
export const readStore = async (dataDirectory: string, program: 'dead' | 'running'): Promise<StoredLedger> => {
  const copy = join(dataDirectory, '..', 'copy')
  const args = [join(import.meta.dirname, 'readStore.ts'), dataDirectory, ...(program === 'dead' ? [copy] : [])]
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 << 20 })
  rmSync(copy, { recursive: true, force: true })
  return JSON.parse(stdout) as StoredLedger
}

/** The tables of the running program's store that hold each text, in whatever column and also inside packed texts. */
export const tablesWith = async <Text extends string>(
  dataDirectory: string,
  texts: readonly Text[],
): Promise<Readonly<Record<Text, readonly string[]>>> => {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'searchStore.ts'), dataDirectory, ...texts])
  return JSON.parse(stdout) as Record<Text, readonly string[]>
}

interface Servers {
  readonly nhi: NhiLedger
  readonly cloud: CloudLedger
}

const m15Of = ({ record }: NhiLedger['records'][number]): string => String(record.visit.M15 ?? '')

const isDouble = (values: readonly string[]): boolean => new Set(values).size !== values.length

/** Nothing lost, nothing doubled, nothing green without its record: what must hold at every moment, also in the middle of work. */
export const compareLedgers = (screen: ScreenLedger, store: StoredLedger, { nhi, cloud }: Servers): void => {
  expect(store.integrity, 'integrity of the store').toBe('ok')
  expect(store.foreignKeys, 'rows that point nowhere').toBe(0)

  const visits = new Map(store.visits.map((visit) => [visit.id, visit]))
  for (const [id, serial] of screen.registered)
    expect(visits.get(id)?.serial, `serial of visit ${id}, which the screen has shown`).toBe(serial)
  for (const id of screen.closed)
    expect(visits.get(id)?.state, `visit ${id}, which the screen has called saved`).toBe('closed')

  const rowsOf = Map.groupBy(store.rows, (row) => row.encounterId)
  for (const visit of store.visits) {
    const targets = (rowsOf.get(visit.id) ?? []).map((row) => row.target).toSorted()
    const wanted = visit.state === 'closed' ? ['clinic-cloud', 'nhi-upload'] : []
    expect(targets, `outbox rows of the ${visit.state} visit ${visit.id}`).toEqual(wanted)
  }

  const held = {
    'nhi-upload': nhi.records.map(m15Of),
    'clinic-cloud': cloud.records.map(({ record }) => record.recordId),
  }
  for (const target of ['nhi-upload', 'clinic-cloud'] as const) {
    expect(isDouble(held[target]), `a record twice at ${target}`).toBe(false)
    const known = new Set(store.rows.filter((row) => row.target === target).map((row) => row.identity))
    for (const identity of held[target])
      expect(known.has(identity), `${target} holds ${identity}, of which the store knows nothing`).toBe(true)
  }
  const byId = new Map(store.rows.map((row) => [row.id, row]))
  for (const row of store.rows.filter(({ state }) => state === 'accepted')) {
    expect(row.receiptAt, `receipt of the accepted row ${row.id}`).not.toBeNull()
    expect(held[row.target], `accepted by ${row.target}`).toContain(row.identity)
  }
  for (const id of screen.green) expect(byId.get(id)?.state, `row ${id}, which was shown green`).toBe('accepted')
}

/** Everything delivered, once: what must hold when all has been given its time. */
export const compareAtEnd = (store: StoredLedger, { nhi, cloud }: Servers): void => {
  const closed = store.visits.filter(({ state }) => state === 'closed')
  expect(
    store.rows.filter(({ state }) => state !== 'accepted'),
    'rows without a receipt',
  ).toEqual([])
  // By the row's own identity: a visit whose serial came with a lost answer goes out under a card-less identifier.
  const identities = store.rows.filter(({ target }) => target === 'nhi-upload').map(({ identity }) => identity ?? '')
  expect(nhi.records.map(m15Of).toSorted(), 'records at the NHI').toEqual(identities.toSorted())
  expect(identities, 'one record for each closed visit').toHaveLength(closed.length)
  expect(cloud.records, 'records at the clinic cloud').toHaveLength(closed.length)
  const serials = nhi.visits.filter(({ counted, rolledBack }) => counted && !rolledBack)
  expect(serials.map(({ treatmentNumber }) => treatmentNumber).toSorted(), 'serials taken, and visits kept').toEqual(
    store.visits
      .filter(({ state }) => state !== 'cancelled')
      .map(({ treatmentNumber }) => treatmentNumber ?? '')
      .toSorted(),
  )
}
