import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { type RemoteVisit, type RemoteVisitId, RemoteVisitSchema } from '../../../preload/contract/visit/remoteVisit.ts'
import type { CardSessionId, PatientId } from '../../../preload/contract/words.ts'
import { patienceMs } from '../../domain/card/remoteVisitPolicy.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import type { RemotePatientDesk } from '../card/remotePatientDesk.ts'
import { knownPatient } from '../make-up/makeUpVisits.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'
import { createRemoteVisits, type RemoteVisits } from './remoteVisits.ts'
import { requestRemoteVisit } from './remoteVisitVerbs.ts'

const session = '019a0000-0000-7000-8000-000000000001' as CardSessionId
const again = '019a0000-0000-7000-8000-000000000002' as CardSessionId
const spoken = { how: 'spoken', reason: null } as const

let desk: TestDesk
let patientId: PatientId
/** The waits that are under way, to be ended by hand. */
let waits: { readonly ms: number; readonly end: () => void }[]
let shown: { readonly token: string; readonly nationalId: string }[]
let atDesk: CardSessionId | null
let showing: ReturnType<RemotePatientDesk['show']> | null
let putAway: CardSessionId[]
let faults: unknown[]

const open = (): RemoteVisits =>
  createRemoteVisits({
    store: desk.context.store,
    control: desk.context.control,
    desk: desk.context.settings.desk,
    now: desk.context.now,
    newId: desk.context.newId,
    publish: desk.context.publish,
    pause: (ms) => new Promise((resolve) => waits.push({ ms, end: resolve })),
    atDesk: {
      isFree: () => atDesk === null,
      stayOf: () => (atDesk === session || atDesk === again ? atDesk : null),
      show: (token, nationalId) => {
        shown.push({ token, nationalId })
        if (showing !== null) return showing
        atDesk = session
        return Promise.resolve(ok({ sessionId: session, card: lin }))
      },
      awaitsVisit: async () => false,
      showKept: async () => fail('VIRTUAL_CARD_LAPSED'),
      putAway: async (sessionId) => {
        putAway.push(sessionId)
      },
    },
    onFault: (error) => faults.push(error),
  })

let remote: RemoteVisits
beforeEach(async () => {
  desk = await openTestDesk()
  patientId = await knownPatient(desk)
  waits = []
  shown = []
  atDesk = null
  showing = null
  putAway = []
  faults = []
  remote = open()
})
afterEach(async () => {
  remote.dispose()
  expect(faults).toEqual([])
  await desk.dispose()
})

const request = async (): Promise<Result<RemoteVisit>> => {
  const asked = await requestRemoteVisit(desk.context, remote, { patientId, attendance: 'video', consent: spoken })
  return asked.ok ? ok(RemoteVisitSchema.parse(asked.value)) : asked
}
/** Lets the longest-standing wait end, and what follows from it happen. Gives how long it was. */
const ask = async (): Promise<number | null> => {
  const wait = waits.shift()
  wait?.end()
  for (let turn = 0; turn < 20; turn += 1) await setImmediate()
  return wait?.ms ?? null
}
const only = async (): Promise<RemoteVisit | undefined> => (await remote.list())[0]
/** The patient's answer; gives the token of the virtual card that comes with a yes. */
const answer = (agrees: boolean, number = 1): string | null => {
  const person = { ...lin, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false }
  const token = agrees ? desk.control.makeVirtualCard({ person }) : null
  desk.control.decideRemoteVisit(`fake-access-${number}`, token)
  return token
}
const told = () => desk.published.filter(({ name }) => name === 'remote-visit:changed').map(({ payload }) => payload)

it('says that the waiting has ended when it breaks, and lets it be asked anew', async () => {
  const { control } = desk.context
  const token = control.remoteVisitToken
  okValue(await request())
  control.remoteVisitToken = () => Promise.reject(new Error('the store is gone'))
  desk.published.length = 0
  await ask()
  expect(await only()).toMatchObject({ state: 'failed', fault: { code: 'INTERNAL' } })
  expect(told()).toMatchObject([{ state: 'failed' }])
  expect(faults.splice(0)).toHaveLength(1)
  control.remoteVisitToken = token
  expect(okValue(await request())).toMatchObject({ state: 'waiting' })
})

describe('a patient who approves', () => {
  it('is at the desk as with a scan, with the consent taken at the request', async () => {
    const asked = okValue(await request())
    expect(asked).toMatchObject({
      state: 'waiting',
      attendance: 'video',
      consent: { how: 'spoken', takenBy: '櫃檯人員' },
    })
    expect(await ask()).toBe(2_000)
    expect(await only()).toMatchObject({ state: 'waiting', fault: null })
    const token = answer(true)
    await ask()
    expect(shown).toEqual([{ token, nationalId: lin.nationalId }])
    expect(JSON.stringify([desk.published, await remote.list()])).not.toContain(token)
    expect(await only()).toMatchObject({ state: 'presented', cardSessionId: session })
    expect(remote.consentOf(session)).toMatchObject({ ...spoken, by: '櫃檯人員', at: Date.parse(asked.requestedAt) })
    expect(remote.consentOf(null)).toBeNull()
    expect(waits).toEqual([])
    // Read again, the card has a new stay, and the screens are told whose consent it has.
    desk.published.length = 0
    atDesk = again
    await remote.cardChanged()
    expect(told()).toMatchObject([{ state: 'presented' }])
    expect(remote.consentOf(again)).toMatchObject(spoken)
    atDesk = null
    expect(await remote.list()).toEqual([])
  })

  it('waits while somebody else is at the desk, and comes when a person says so', async () => {
    const { remoteVisitId } = okValue(await request())
    atDesk = '019a0000-0000-7000-8000-000000000009' as CardSessionId
    answer(true)
    await ask()
    expect(shown).toEqual([])
    expect(await only()).toMatchObject({ state: 'approved' })
    expect(await remote.present(remoteVisitId)).toMatchObject({ error: { code: 'DESK_OCCUPIED' } })
    atDesk = null
    okValue(await remote.present(remoteVisitId))
    expect(await only()).toMatchObject({ state: 'presented' })
    expect(await remote.present(remoteVisitId)).toMatchObject({ error: { code: 'CONFLICT' } })
  })

  it('is kept whatever is in the way of showing the card, and lost only where the card itself is no good', async () => {
    const { remoteVisitId } = okValue(await request())
    showing = Promise.resolve(fail('VIRTUAL_CARD_NOT_REDEEMED', { retryable: true }))
    answer(true)
    await ask()
    expect(await only()).toMatchObject({ state: 'approved', fault: { code: 'VIRTUAL_CARD_NOT_REDEEMED' } })
    for (const code of ['CARD_CHANGED', 'READER_TIMEOUT', 'CONTROL_BAD_REPLY', 'NHI_REFUSED'] as const) {
      showing = Promise.resolve(fail(code))
      okValue(await remote.present(remoteVisitId))
      expect(await only()).toMatchObject({ state: 'approved', fault: { code } })
    }
    showing = Promise.resolve(fail('VIRTUAL_CARD_EXPIRED'))
    okValue(await remote.present(remoteVisitId))
    expect(await only()).toMatchObject({ state: 'failed', fault: { code: 'VIRTUAL_CARD_EXPIRED' } })
    expect(okValue(await request()).state).toBe('waiting')
  })
})

describe('cancelled while the card is being shown', () => {
  it.each([
    ['a card that comes all the same is put away', ok({ sessionId: session, card: lin }), [session]],
    ['one that does not come leaves nothing', fail('NHI_TIMEOUT', { retryable: true }), []],
  ] as const)('%s', async (_, outcome, away) => {
    const { remoteVisitId } = okValue(await request())
    const under = Promise.withResolvers<typeof outcome>()
    showing = under.promise
    answer(true)
    await ask()
    expect(shown).toHaveLength(1)
    okValue(await remote.cancel(remoteVisitId))
    under.resolve(outcome)
    await expect.poll(() => putAway).toEqual(away)
    expect(await remote.list()).toEqual([])
    expect(told()).toMatchObject([{ state: 'waiting' }, { state: 'approved' }, { state: 'put-away' }])
  })
})

describe('a patient who does not', () => {
  it('refuses: it has ended, is written down, and may be put away', async () => {
    const { remoteVisitId } = okValue(await request())
    answer(false)
    await ask()
    expect(await only()).toMatchObject({ state: 'refused', fault: { code: 'REMOTE_VISIT_REFUSED' } })
    expect((await read(desk.context.store.db, { after: 0, limit: 99 })).at(-1)).toMatchObject({
      action: 'remote-visit-ended',
      subject: patientId,
      details: JSON.stringify({ outcome: 'refused', attendance: 'video' }),
    })
    okValue(await remote.cancel(remoteVisitId))
    expect(await remote.list()).toEqual([])
    expect(told()).toMatchObject([{ state: 'waiting' }, { state: 'refused' }, { state: 'put-away' }])
  })

  it('stays silent: after ten minutes a person decides, and may wait on', async () => {
    const { remoteVisitId } = okValue(await request())
    await ask()
    desk.advance(patienceMs)
    await ask()
    expect(await only()).toMatchObject({ state: 'silent', waitsUntil: null })
    expect(waits).toEqual([])
    expect(await request()).toMatchObject({ error: { code: 'REMOTE_VISIT_OPEN' } })
    okValue(remote.waitOn(remoteVisitId))
    expect(remote.waitOn(remoteVisitId)).toMatchObject({ error: { code: 'CONFLICT' } })
    answer(true)
    await ask()
    expect(await only()).toMatchObject({ state: 'presented' })
  })

  it('is waited for no more once it is cancelled, whatever is answered then', async () => {
    const { remoteVisitId } = okValue(await request())
    okValue(await remote.cancel(remoteVisitId))
    answer(true)
    await ask()
    expect(shown).toEqual([])
    expect(await remote.list()).toEqual([])
    expect(await remote.cancel(remoteVisitId)).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(okValue(await request()).state).toBe('waiting')
  })
})

it('several wait side by side, and the answer of one is not the answer of another', async () => {
  await desk.insert(wu)
  const other = okValue(await registerVisit(desk.context, desk.registration())).patient.patientId
  desk.pull()
  okValue(await request())
  const phone = { patientId: other, attendance: 'phone', consent: spoken } as const
  okValue(await requestRemoteVisit(desk.context, remote, phone))
  answer(false, 2)
  await ask()
  await ask()
  expect((await remote.list()).map(({ patient, attendance, state }) => [patient.name, attendance, state])).toEqual([
    [lin.name, 'video', 'waiting'],
    [wu.name, 'phone', 'refused'],
  ])
})

it('a line that is cut ends nothing: it says so, and goes on when it is back', async () => {
  okValue(await request())
  desk.control.refuseNext('remoteVisitToken', 'NHI_UNREACHABLE')
  await ask()
  expect(await only()).toMatchObject({ state: 'waiting', fault: { code: 'NHI_UNREACHABLE' } })
  expect(await ask()).toBe(3_000)
  expect(await only()).toMatchObject({ state: 'waiting', fault: null })
  answer(true)
  await ask()
  expect(await only()).toMatchObject({ state: 'presented' })
})

it('a request that could not be made leaves nothing behind, and a second Enter asks the patient once', async () => {
  desk.control.refuseNext('requestRemoteVisit', 'NHI_UNREACHABLE')
  expect(await request()).toMatchObject({ error: { code: 'NHI_UNREACHABLE' } })
  expect(await remote.list()).toEqual([])
  const [first, second] = await Promise.all([request(), request()])
  expect(okValue(first).state).toBe('waiting')
  expect(second).toMatchObject({ error: { code: 'REMOTE_VISIT_OPEN' } })
  const nobody = '019a0000-0000-7000-8000-00000000ffff' as PatientId
  const other = { patientId: nobody, attendance: 'phone', consent: spoken } as const
  expect(await requestRemoteVisit(desk.context, remote, other)).toMatchObject({ error: { code: 'PATIENT_UNKNOWN' } })
})

it('after a restart the request is told of as interrupted, and its token was never stored', async () => {
  const { remoteVisitId } = okValue(await request())
  remote.dispose()
  await ask()
  remote = open()
  expect(await only()).toMatchObject({ remoteVisitId, state: 'interrupted', consent: { how: 'spoken' } })
  const stored = await desk.context.store.db.selectFrom('remote_request').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain('fake-access')
  expect(remote.waitOn('019a0000-0000-7000-8000-00000000ffff' as RemoteVisitId)).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
  okValue(await remote.cancel(remoteVisitId))
  expect(await remote.list()).toEqual([])
  expect(okValue(await request()).state).toBe('waiting')
})
