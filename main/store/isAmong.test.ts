import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId, PatientId } from '../../preload/contract/words.ts'
import * as cardDebts from './card/cardDebtRepository.ts'
import * as makeUps from './card/makeUpRepository.ts'
import * as replacements from './card/replacementRepository.ts'
import * as virtualCards from './card/virtualCardRepository.ts'
import { foundOf } from './outbox/cloudFindingRepository.ts'
import * as deadlines from './outbox/deadlineRepository.ts'
import * as outbox from './outbox/outboxQueries.ts'
import { append } from './outbox/outboxRepository.ts'
import { keptFor } from './patient/patientMergeRepository.ts'
import * as patients from './patient/patientRepository.ts'
import { insert as insertPatient } from './patient/patientRepository.ts'
import * as signatures from './record/signatureRepository.ts'
import { vitalsOf } from './record/vitalSignRepository.ts'
import { syntheticEncounter, syntheticOutboxRow, syntheticPatient } from './syntheticRecords.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from './temporaryStore.ts'
import { attendancesOf } from './visit/attendanceRepository.ts'
import { summariesOf } from './visit/encounterQueries.ts'
import { insert as insertEncounter } from './visit/encounterRepository.ts'

let temporary: TemporaryStore
beforeEach(async () => {
  temporary = await openTemporaryStore()
})
afterEach(() => temporary.dispose())

/** More than a statement can have parameters. */
const strangers = Array.from({ length: 33_000 }, (_, index) => `nobody-${index}`)

describe('a question for more than 32,766 records', () => {
  it('is answered with those that are there', async () => {
    const { db } = temporary.store
    const patient = syntheticPatient(1)
    const encounter = syntheticEncounter(patient.id, 1)
    const row = syntheticOutboxRow(encounter.id)
    const notice = { encounterId: encounter.id, clock: 'upload', dueAt: 1, mark: 'late', cause: 'waiting' } as const
    okValue(
      await temporary.store.write(async (tx) => {
        await insertPatient(tx, patient)
        await insertEncounter(tx, encounter)
        await append(tx, [row])
        await deadlines.keepNotice(tx, notice, 1)
        await replacements.replace(tx, row.id, 'amended', row.id)
      }),
    )
    const visits = [...strangers, encounter.id]
    const rows = [...strangers, row.id]
    expect(await deadlines.noticesOf(db, visits)).toHaveLength(1)
    expect(await deadlines.lateOf(db, visits)).toHaveLength(1)
    expect(await outbox.byEncounters(db, visits)).toHaveLength(1)
    expect((await replacements.replacementsOf(db, rows)).size).toBe(1)
    expect((await replacements.replacedBy(db, rows)).size).toBe(1)
    expect((await summariesOf(db, visits as EncounterId[])).size).toBe(1)
    expect((await patients.findByIds(db, [...strangers, patient.id] as PatientId[])).size).toBe(1)
    expect((await patients.idsByNationalIds(db, [...strangers, patient.nationalId])).size).toBe(1)
    for (const { size } of [
      await attendancesOf(db, visits),
      await virtualCards.byEncounters(db, visits),
      await cardDebts.byEncounters(db, visits),
      await makeUps.byEncounters(db, visits),
      await signatures.newestOf(db, visits),
      await vitalsOf(db, visits as EncounterId[]),
      await keptFor(db, strangers as PatientId[]),
    ]) {
      expect(size).toBe(0)
    }
    expect(await foundOf(db, strangers)).toEqual([])
  })
})
