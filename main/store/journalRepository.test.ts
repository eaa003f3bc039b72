import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as encounters from './encounterRepository.ts'
import { begin, byEncounter, claim, finish, openSerialsOf, unresolved } from './journalRepository.ts'
import * as patients from './patientRepository.ts'
import { noon, syntheticEncounter, syntheticPatient } from './syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from './temporaryStore.ts'

let temporary: TemporaryStore
const person = syntheticPatient(1)
const encounter = syntheticEncounter(person.id, 1)

beforeAll(async () => {
  temporary = await openTemporaryStore()
  await temporary.must(async (tx) => {
    await patients.insert(tx, person)
    await encounters.insert(tx, encounter)
  })
})
afterAll(() => temporary.dispose())

const intent = { treatmentItem: '01', cardNumber: '900000000011' }
const start = (id: string, at: number) =>
  temporary.must((tx) => begin(tx, { id, encounterId: null, patientId: person.id, kind: 'serial', intent, at }))
const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id)

describe('the card journal', () => {
  it('knows what is unresolved until its fate is known, oldest first', async () => {
    const { db } = temporary.store
    await start('j-late', noon + 2)
    await start('j-early', noon + 1)
    expect(ids(await unresolved(db))).toEqual(['j-early', 'j-late'])
    await temporary.must((tx) =>
      finish(tx, 'j-early', { state: 'lost', outcome: { code: 'NHI_REPLY_LOST' }, at: noon }),
    )
    expect(ids(await unresolved(db))).toEqual(['j-early', 'j-late'])
    await temporary.must((tx) => finish(tx, 'j-late', { state: 'failed', outcome: null, at: noon + 3 }))
    expect(await unresolved(db)).toEqual([
      {
        id: 'j-early',
        encounterId: null,
        patientId: person.id,
        kind: 'serial',
        intent,
        at: noon + 1,
        state: 'lost',
        finishedAt: noon,
        outcome: { code: 'NHI_REPLY_LOST' },
      },
    ])
  })

  it('offers a serial that never became a visit, until one claims it', async () => {
    const { db } = temporary.store
    await temporary.must((tx) => finish(tx, 'j-early', { state: 'done', outcome: { serial: '0007' }, at: noon + 9 }))
    expect(await unresolved(db)).toEqual([])
    expect(ids(await openSerialsOf(db, person.id))).toEqual(['j-early'])
    expect(await openSerialsOf(db, syntheticPatient(2).id)).toEqual([])
    await temporary.must((tx) => claim(tx, 'j-early', encounter.id))
    expect(await openSerialsOf(db, person.id)).toEqual([])
    expect(ids(await byEncounter(db, encounter.id))).toEqual(['j-early'])
  })
})
