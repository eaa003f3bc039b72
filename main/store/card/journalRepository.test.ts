import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as patients from '../patient/patientRepository.ts'
import { noon, syntheticEncounter, syntheticPatient } from '../syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import { byId as byEncounterId } from '../visit/encounterQueries.ts'
import * as encounters from '../visit/encounterRepository.ts'
import type { SerialClaim } from './journalEntry.ts'
import { byEncounter, byId, openSerialsOf, standingClaims, unclaimedSerials, unresolved } from './journalQueries.ts'
import { begin, claim, finish, markInterrupted, settle } from './journalRepository.ts'

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
/** Each a card of its own, unless a test wants them to meet. */
const claimed = (cardNumber: string): SerialClaim => ({ cardNumber, treatmentItem: '01', day: '2026-11-20' })
const start = (id: string, at: number) =>
  temporary.must((tx) =>
    begin(tx, {
      id,
      encounterId: null,
      patientId: person.id,
      kind: 'serial',
      intent,
      at,
      desk: 'front-1',
      claim: claimed(id),
    }),
  )
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
        desk: 'front-1',
        claim: claimed('j-early'),
      },
    ])
  })

  it('offers a serial that never became a visit, until one claims it', async () => {
    const { db } = temporary.store
    await temporary.must((tx) => finish(tx, 'j-early', { state: 'done', outcome: { serial: '0007' }, at: noon + 9 }))
    expect(await unresolved(db)).toEqual([])
    expect(ids(await openSerialsOf(db, person.id))).toEqual(['j-early'])
    expect(await openSerialsOf(db, syntheticPatient(2).id)).toEqual([])
    expect(ids(await unclaimedSerials(db))).toEqual(['j-early'])
    expect(await temporary.must((tx) => claim(tx, 'j-early', encounter.id))).toBe(true)
    expect(await unclaimedSerials(db)).toEqual([])
    expect(await openSerialsOf(db, person.id)).toEqual([])
    expect(ids(await byEncounter(db, encounter.id))).toEqual(['j-early'])
  })

  it('gives a serial to one visit only', async () => {
    expect(await temporary.must((tx) => claim(tx, 'j-early', encounter.id))).toBe(false)
  })

  it('lets one desk ask for a serial of a card, until its fate is known', async () => {
    const { db } = temporary.store
    const ask = (id: string) => ({
      id,
      encounterId: null,
      patientId: person.id,
      kind: 'serial' as const,
      intent,
      at: noon,
      desk: 'front-1',
      claim: claimed('900000000011'),
    })
    await temporary.must((tx) => begin(tx, ask('j-first')))
    await expect(temporary.store.write((tx) => begin(tx, { ...ask('j-other'), desk: 'front-2' }))).rejects.toThrow(
      'UNIQUE',
    )
    expect(ids(await standingClaims(db, '900000000011'))).toEqual(['j-first'])
    await temporary.must((tx) => finish(tx, 'j-first', { state: 'lost', outcome: null, at: noon }))
    await expect(temporary.store.write((tx) => begin(tx, ask('j-other')))).rejects.toThrow('UNIQUE')
    expect(await temporary.must((tx) => settle(tx, 'j-first', { state: 'failed', outcome: null, at: noon }))).toBe(true)
    expect(await temporary.must((tx) => settle(tx, 'j-first', { state: 'done', outcome: {}, at: noon }))).toBe(false)
    expect((await byId(db, 'j-first'))?.state).toBe('failed')
    await temporary.must((tx) => begin(tx, ask('j-other')))
    expect(ids(await standingClaims(db, '900000000011'))).toEqual(['j-other'])
  })

  it('counts as lost what this desk left under way, and leaves another desk’s alone', async () => {
    const { db } = temporary.store
    const write = {
      patientId: person.id,
      encounterId: encounter.id,
      kind: 'write-fees' as const,
      intent,
      at: noon,
      claim: null,
    }
    await temporary.must((tx) => begin(tx, { ...write, id: 'j-mine', desk: 'front-1' }))
    await temporary.must((tx) => begin(tx, { ...write, id: 'j-theirs', desk: 'front-2' }))
    await temporary.must((tx) => encounters.setState(tx, encounter.id, ['waiting'], 'to-pay'))
    await temporary.must((tx) => markInterrupted(tx, 'front-1'))
    expect(await byId(db, 'j-mine')).toMatchObject({ state: 'lost', finishedAt: null })
    expect((await byId(db, 'j-theirs'))?.state).toBe('open')
    expect((await byEncounterId(db, encounter.id))?.cardWrite).toBe('unconfirmed')
  })
})
