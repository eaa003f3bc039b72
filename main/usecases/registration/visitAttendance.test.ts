import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { byEncounters, byId as outboxRowOf } from '../../store/outbox/outboxQueries.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { attendanceOf } from '../../store/visit/attendanceRepository.ts'
import { acceptVirtualCardToken } from '../card/acceptVirtualCard.ts'
import { putAwayVirtualCard } from '../card/virtualCardAtDesk.ts'
import { verifySam } from '../desk/verifySam.ts'
import { listMakeUps } from '../make-up/listMakeUps.ts'
import { makeUpVisit } from '../make-up/makeUpVisit.ts'
import { consult, issueNumber, knownPatient, nhiRowsOf } from '../make-up/makeUpVisits.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { showVisit } from '../record/visitView.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { checkHome } from './checkHome.ts'
import { addHomeStop, moveHomeStop, removeHomeStop, showHomeRoute } from './homeRoute.ts'
import { registerVisit } from './registerVisit.ts'
import { registrationException } from './registrationException.ts'
import { registrationOptions } from './registrationOptions.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const documentOf = async (encounterId: string): Promise<string> => {
  const header = (await byEncounters(desk.context.store.db, [encounterId])).find(
    ({ target }) => target === 'clinic-cloud',
  )
  const row = header === undefined ? null : await outboxRowOf(desk.context.store.db, header.id)
  if (row === null) throw new Error('no document for the cloud')
  return unpackText(row.payload) ?? ''
}
const close = (encounterId: Parameters<typeof closeVisit>[1]['encounterId']) =>
  closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null })

describe('a visit by video', () => {
  it('keeps the consent with who took it and when, and marks the document, not the NHI record', async () => {
    await desk.insert(lin)
    const form = desk.registration({ attendance: 'video', consent: { how: 'urgent', reason: '胸痛，家屬代訴' } })
    const visit = okValue(await registerVisit(desk.context, form))
    const consent = {
      how: 'urgent',
      reason: '胸痛，家屬代訴',
      takenBy: '櫃檯人員',
      takenAt: new Date(desk.context.now()).toISOString(),
    }
    expect(visit).toMatchObject({ attendance: 'video', consent })
    expect((await read(desk.context.store.db, { after: 0, limit: 99 })).at(-1)).toMatchObject({
      action: 'visit-registered',
      details: expect.stringContaining('"attendance":"video","consent":"urgent"'),
    })
    await consult(desk, visit.encounterId)
    okValue(await close(visit.encounterId))
    expect(okValue(await showVisit(desk.context, visit.encounterId))).toMatchObject({ attendance: 'video', consent })
    expect(await documentOf(visit.encounterId)).toContain('"code":"VR"')
    const [row] = await nhiRowsOf(desk, visit.encounterId)
    expect(JSON.stringify(row?.payload)).not.toContain('video')
  })

  it('is not registered without the consent, and takes no serial', async () => {
    await desk.insert(lin)
    const form = desk.registration({ attendance: 'phone' })
    expect(await registerVisit(desk.context, form)).toMatchObject({ error: { code: 'CONSENT_MISSING' } })
    expect(desk.control.serialRequests).toEqual([])
  })

  it('takes over the consent that was given with the request for authorisation', async () => {
    await desk.insert(lin)
    const kept = { how: 'spoken', reason: null, by: '櫃檯人員', at: 5 } as const
    const context = { ...desk.context, remoteConsentOf: () => kept }
    const visit = okValue(await registerVisit(context, desk.registration({ attendance: 'phone' })))
    expect(await attendanceOf(desk.context.store.db, visit.encounterId)).toEqual({ attendance: 'phone', consent: kept })
  })
})

it('a visit in the clinic has no consent to keep, whatever was sent with it', async () => {
  await desk.insert(lin)
  const form = desk.registration({ consent: { how: 'spoken', reason: null } })
  expect(okValue(await registerVisit(desk.context, form))).toMatchObject({ attendance: 'on-site', consent: null })
})

describe('a home visit without a network', () => {
  const cutOff = () => {
    desk.board.change({ vpn: { state: 'down', since: null, dataCentre: null } })
    desk.control.cutServer(true)
  }

  it('proposes F000 from the start, goes out so, and is made good with the plastic card later', async () => {
    const patientId = await knownPatient(desk)
    const who = { cardSessionId: null, patientId } as const
    cutOff()
    const options = okValue(await registrationOptions(desk.context, { ...who, attendance: 'home' }))
    expect(options.proposed.exceptionCode).toBe('F000')
    const inClinic = okValue(await registrationOptions(desk.context, { ...who, attendance: 'on-site' }))
    expect(inClinic.proposed.exceptionCode).toBeNull()
    const form = desk.registration({ patientId, attendance: 'home', exceptionCode: 'F000' })
    const visit = okValue(await registerVisit(desk.context, form))
    expect(visit).toMatchObject({ attendance: 'home', exceptionCode: 'F000', visitSequenceNumber: null })
    await consult(desk, visit.encounterId)
    okValue(await close(visit.encounterId))
    expect(await documentOf(visit.encounterId)).toContain('"code":"HH"')
    desk.control.cutServer(false)
    expect((await nhiRowsOf(desk, visit.encounterId))[0]?.payload.record).toMatchObject({
      H01: 'B',
      visit: { M13: 'F000' },
    })
    await issueNumber(desk, visit.encounterId)
    expect(okValue(await listMakeUps(desk.context)).items).toMatchObject([{ state: 'open', exceptionCode: 'F000' }])
    const makeUp = () => {
      const cardSessionId = desk.context.cards.current()?.session.sessionId
      if (cardSessionId === undefined) throw new Error('no card')
      return makeUpVisit(desk.context, { cardSessionId, encounterId: visit.encounterId })
    }
    const person = { ...lin, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false }
    const token = desk.control.makeVirtualCard({ person })
    const scanned = okValue(await acceptVirtualCardToken(desk.context, { token, source: 'camera', encounterId: null }))
    expect(await makeUp()).toMatchObject({ error: { code: 'PLASTIC_CARD_NEEDED' } })
    okValue(await putAwayVirtualCard(desk.context, { cardSessionId: scanned.sessionId }))
    await desk.insert(lin)
    okValue(await makeUp())
    const [, madeUp] = await nhiRowsOf(desk, visit.encounterId)
    expect(madeUp?.payload.record).toMatchObject({ H01: 'A', visit: { M12: '2' } })
  })

  it('proposes F000 for the failures of the network, and the ordinary codes for everything else', async () => {
    const proposed = async (
      code: 'NHI_TIMEOUT' | 'SAM_NOT_VERIFIED' | 'CARD_UNREADABLE',
      attendance: 'home' | 'on-site',
    ) => {
      const input = { cardSessionId: null, patientId: null, error: fail(code).error, attendance }
      return okValue(await registrationException(desk.context, input)).proposed
    }
    expect(await proposed('NHI_TIMEOUT', 'home')).toBe('F000')
    expect(await proposed('NHI_TIMEOUT', 'on-site')).toBe('A020')
    expect(await proposed('SAM_NOT_VERIFIED', 'home')).toBe('A030')
    expect(await proposed('CARD_UNREADABLE', 'home')).toBe('B000')
  })
})

describe("the day's route", () => {
  it('keeps its order, each patient once, and shows how far the visit has come', async () => {
    const one = await knownPatient(desk)
    await desk.insert(wu)
    const other = okValue(await registerVisit(desk.context, desk.registration({ attendance: 'home' })))
    desk.pull()
    const two = other.patient.patientId
    const names = (route: { readonly stops: readonly { readonly patient: { readonly name: string } }[] }) =>
      route.stops.map(({ patient }) => patient.name)
    for (const patientId of [one, two, one]) okValue(await addHomeStop(desk.context, { day: null, patientId }))
    const route = okValue(await showHomeRoute(desk.context, null))
    expect(names(route)).toEqual([lin.name, wu.name])
    expect(route.stops).toMatchObject([{ visit: null }, { visit: { attendance: 'home', state: 'waiting' } }])
    const move = async (patientId: typeof one, by: 1 | -1) =>
      names(okValue(await moveHomeStop(desk.context, { day: null, patientId, by })))
    expect(await move(one, 1)).toEqual([wu.name, lin.name])
    expect(await move(one, 1)).toEqual([wu.name, lin.name])
    expect(await move(one, -1)).toEqual([lin.name, wu.name])
    expect(names(okValue(await removeHomeStop(desk.context, { day: null, patientId: one })))).toEqual([wu.name])
    expect(await moveHomeStop(desk.context, { day: null, patientId: one, by: 1 })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
    expect(desk.published.filter(({ name }) => name === 'home-route:changed')).not.toEqual([])
  })

  it('says what is possible: everything with a network, F000 without', async () => {
    const check = async () => okValue(await checkHome(desk.context, desk.board, desk.watch))
    desk.board.change({ reader: { ...desk.board.current().reader, state: 'ready' } })
    okValue(await verifySam(desk.watch, desk.board))
    const there = await check()
    expect(there).toMatchObject({ control: 'ok', network: 'up', sam: { state: 'verified' } })
    expect(there.sam.until).toBe(new Date(desk.context.now() + 8 * 3_600_000).toISOString())
    expect(there.ways.filter((way) => way.possible).map(({ way }) => way)).toEqual(['virtual', 'plastic'])
    desk.control.cutServer(true)
    const gone = await check()
    expect(gone.ways.filter((way) => way.possible).map(({ way }) => way)).toEqual(['exception'])
    expect(gone.ways[0]).toMatchObject({ way: 'virtual', obstacles: ['network'] })
  })
})
