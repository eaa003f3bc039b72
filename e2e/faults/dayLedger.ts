import { expect } from 'vitest'
import type { OutboxRow } from '../../main/domain/upload/outboxRow.ts'
import { attemptsOf } from '../../main/store/outbox/outboxQueries.ts'
import { unpackText } from '../../main/store/packedText.ts'
import { rocDateTimeToEpoch } from '../../preload/contract/patient/rocDate.ts'
import type { Sims } from '../sims/client.ts'
import type { DayStore } from './dayStore.ts'

/** What the day knows of a row it has been told is saved. */
export interface SavedRow {
  readonly row: OutboxRow
  /** How the servers know the record: M15 of the NHI, recordId of the cloud. */
  readonly identity: string
  readonly isPoisoned: boolean
}

const hourMs = 3_600_000

export const savedRow = (row: OutboxRow, isPoisoned = false): SavedRow => {
  const payload = JSON.parse(unpackText(row.payload) ?? '') as {
    readonly recordId?: string
    readonly record?: { readonly visit?: { readonly M15?: string } }
  }
  const identity = payload.recordId ?? payload.record?.visit?.M15 ?? ''
  if (identity === '' && !isPoisoned) throw new Error('a row without an identity')
  return { row, identity, isPoisoned }
}

/** When a row's visit was, by its record. */
export const visitedAt = (row: OutboxRow): number => {
  const { record } = JSON.parse(unpackText(row.payload) ?? '') as {
    readonly record: { readonly visit: { readonly M11: string } }
  }
  return rocDateTimeToEpoch(record.visit.M11)
}

/** Identities of what each server holds, in the order of receipt, doubles included. */
const held = async (sims: Sims): Promise<Readonly<Record<OutboxRow['target'], readonly string[]>>> => {
  const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  return {
    'nhi-upload': nhi.records.map(({ identity }) => identity.split('|').at(-1) ?? ''),
    'clinic-cloud': cloud.records.map(({ record }) => record.recordId),
  }
}

/** What is called delivered lies at its server. */
export const expectServersHold = async (sims: Sims, target: OutboxRow['target'], identity: string): Promise<void> => {
  expect((await held(sims))[target], `${target} is green`).toContain(identity)
}

/** The records that the NHI has refused: each is told why, none is green, and the server holds none of them. */
export const expectRefusedExplained = async (
  day: DayStore,
  saved: readonly SavedRow[],
  sims: Sims,
): Promise<readonly SavedRow[]> => {
  const refused: SavedRow[] = []
  for (const each of saved) {
    const { state, fieldErrors, lastCode, receiptAt } = await day.row(each.row.id)
    if (state !== 'rejected') continue
    expect(fieldErrors.length, `the fields of a record refused with ${lastCode}`).toBeGreaterThan(0)
    expect(receiptAt).toBeNull()
    expect((await held(sims))[each.row.target]).not.toContain(each.identity)
    refused.push(each)
  }
  return refused
}

/** At any moment: nothing is green that its server does not hold. The store is read first. */
export const expectNoFalseGreen = async (day: DayStore, saved: readonly SavedRow[], sims: Sims): Promise<void> => {
  const rows = await Promise.all(saved.map(({ row }) => day.row(row.id)))
  const servers = await held(sims)
  for (const [index, { state, target, receiptAt }] of rows.entries()) {
    if (state !== 'accepted') continue
    expect(servers[target], `${target} is green`).toContain(saved[index]?.identity)
    expect(receiptAt).not.toBeNull()
  }
}

/** A visit that a person was told of, and when by the PC's idea of the servers' time; kept by the store or not. */
export interface ToldAlarm {
  readonly encounterId: string
  readonly at: number
}

/**
 * After a look at the deadlines: each upload that is not delivered and has passed a mark by true time has been told of after that mark.
 * The marks are reckoned here anew.
 */
export const expectNoMissedAlarm = async (
  day: DayStore,
  saved: readonly SavedRow[],
  told: readonly ToldAlarm[],
  trueNow: number,
): Promise<number> => {
  let expected = 0
  for (const { row } of saved.filter((each) => each.row.target === 'nhi-upload')) {
    const { state } = await day.row(row.id)
    const left = row.dueAt - trueNow
    if (state === 'accepted' || left > 4 * hourMs) continue
    expected += 1
    const marks = [0, hourMs, 2 * hourMs, 4 * hourMs]
    const mark = marks.find((leftMs) => left <= leftMs) ?? 0
    expect(
      told.some(({ encounterId, at }) => encounterId === row.aggregateId && at >= row.dueAt - mark),
      `alarm with ${mark / hourMs} hours left`,
    ).toBe(true)
  }
  return expected
}

/** At the end of the day: everything healthy is delivered once, everything else says why it is not. */
export const expectAllDelivered = async (day: DayStore, saved: readonly SavedRow[], sims: Sims): Promise<void> => {
  const servers = await held(sims)
  for (const { row, identity, isPoisoned } of saved) {
    const now = await day.row(row.id)
    if (isPoisoned) {
      expect(now.state).toBe('quarantined')
      expect(now.lastCode, 'the reason of a poisoned row').toBeTruthy()
      expect((await attemptsOf(day.store().db, row.id)).length).toBeGreaterThan(0)
    } else {
      expect(now.state, `${row.target} ${now.lastCode}`).toBe('accepted')
      expect(servers[row.target].filter((each) => each === identity)).toHaveLength(1)
    }
  }
  for (const target of ['nhi-upload', 'clinic-cloud'] as const) {
    const healthy = saved.filter((each) => each.row.target === target && !each.isPoisoned)
    expect(servers[target]).toHaveLength(healthy.length)
  }
}
