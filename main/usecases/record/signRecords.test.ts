import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { newestOf } from '../../store/record/signatureRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { makeUpVisit } from '../make-up/makeUpVisit.ts'
import { exceptionVisit, issueNumber } from '../make-up/makeUpVisits.ts'
import { drugOrder, lin, openTestDesk, settings, soap, type TestDesk, wu } from '../testDesk.ts'
import { amendVisit } from './amendVisit.ts'
import { closedVisit } from './closedVisit.fixture.ts'
import { signRecords, unsignedRecords } from './signRecords.ts'
import { showVisit } from './visitView.ts'

const hour = 3_600_000

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const sign = (...encounterIds: readonly EncounterId[]) =>
  signRecords(desk.context, { records: encounterIds.map((encounterId) => ({ encounterId, version: 1 })) })
const signatureOf = async (encounterId: EncounterId) => okValue(await showVisit(desk.context, encounterId)).signature
const diagnoses = [{ code: 'J02.9', nameZh: '急性咽炎', nameEn: '' }]
const amend = async (encounterId: EncounterId) =>
  okValue(
    await amendVisit(desk.context, {
      encounterId,
      fromVersion: 1,
      reason: '更正',
      soap,
      diagnoses,
      orders: [drugOrder],
    }),
  )

describe('the doctor’s signature', () => {
  it('stands for all records of one press, each with the digest of its own text', async () => {
    await desk.signIn()
    const one = await closedVisit(desk)
    desk.pull()
    const other = await closedVisit(desk, wu)
    expect(okValue(await unsignedRecords(desk.context)).map(({ encounterId }) => encounterId)).toEqual([one, other])
    expect(await signatureOf(one)).toMatchObject({ state: 'unsigned', version: 1, isLate: false, signedAt: null })
    expect(okValue(await sign(one, other))).toEqual({ signed: 2, skipped: 0 })
    expect(okValue(await unsignedRecords(desk.context))).toEqual([])
    const at = desk.context.now()
    expect(await signatureOf(one)).toMatchObject({
      state: 'signed',
      isLate: false,
      signedAt: new Date(at).toISOString(),
    })
    const { db } = desk.context.store
    const acts = await db.selectFrom('signature_act').selectAll().execute()
    expect(acts).toMatchObject([{ national_id: 'A123456789', card_number: '990000000001', at, desk: 'front-1' }])
    const rows = await db.selectFrom('record_signature').selectAll().execute()
    for (const row of rows) {
      expect(row.act_id).toBe(acts[0]?.id)
      expect(row.digest).toBe(hash('sha256', row.text))
      expect(row.text).toContain('喉嚨痛')
    }
    expect(new Set(rows.map(({ digest }) => digest)).size).toBe(2)
    const audit = await read(db, { after: 0, limit: 50 })
    expect(audit.filter(({ action }) => action === 'record-signed')).toMatchObject([
      { who: '許示範' },
      { who: '許示範' },
    ])
  })

  it('needs the card with its PIN, and nothing is signed without', async () => {
    const encounterId = await closedVisit(desk)
    expect(await sign(encounterId)).toMatchObject({ error: { code: 'PROFESSIONAL_PIN_NEEDED' } })
    desk.control.removeProfessionalCard()
    expect(await sign(encounterId)).toMatchObject({ error: { code: 'PROFESSIONAL_CARD_ABSENT' } })
    expect(await signatureOf(encounterId)).toMatchObject({ state: 'unsigned' })
  })

  it('is the doctor’s own: another’s card signs none of the records', async () => {
    const encounterId = await closedVisit(desk)
    await desk.signIn()
    const [doctor] = settings.practitioners
    if (doctor === undefined) throw new Error('no doctor')
    const other = { ...doctor, id: 'dr-2' as typeof doctor.id, name: '他示範' }
    const context = {
      ...desk.context,
      settings: { ...settings, practitioners: [{ ...doctor, nationalId: 'F131104093' as never }, other] },
    }
    const records = [{ encounterId, version: 1 }]
    expect(await signRecords(context, { records })).toMatchObject({ error: { code: 'SIGNER_DIFFERS' } })
    expect(await signatureOf(encounterId)).toMatchObject({ state: 'unsigned' })
  })

  it('signs the version that was looked at, or not at all; a signed one is not signed twice', async () => {
    const one = await closedVisit(desk)
    await desk.signIn()
    await amend(one)
    expect(okValue(await sign(one))).toEqual({ signed: 0, skipped: 1 })
    const records = [{ encounterId: one, version: 2 }]
    expect(okValue(await signRecords(desk.context, { records }))).toEqual({ signed: 1, skipped: 0 })
    expect(okValue(await signRecords(desk.context, { records }))).toEqual({ signed: 0, skipped: 1 })
  })

  it('is wanted anew after an amendment, whose deadline is no later where the first was never signed', async () => {
    const encounterId = await closedVisit(desk)
    await desk.signIn()
    const first = (await signatureOf(encounterId))?.dueAt
    desk.advance(20 * hour)
    await amend(encounterId)
    expect(await signatureOf(encounterId)).toMatchObject({ state: 'unsigned', version: 2, dueAt: first })
    desk.advance(5 * hour)
    expect(await signatureOf(encounterId)).toMatchObject({ isLate: true })
    okValue(await signRecords(desk.context, { records: [{ encounterId, version: 2 }] }))
    expect(await signatureOf(encounterId)).toMatchObject({ state: 'signed', isLate: true })
  })

  it('gives the amendment of a signed record 24 hours of its own', async () => {
    const encounterId = await closedVisit(desk)
    await desk.signIn()
    okValue(await sign(encounterId))
    desk.advance(50 * hour)
    await amend(encounterId)
    const dueAt = new Date(desk.context.now() + 24 * hour).toISOString()
    expect(await signatureOf(encounterId)).toMatchObject({ state: 'unsigned', dueAt })
  })

  it('stays for a visit that is made good with its card: the doctor’s words are the same', async () => {
    await desk.signIn()
    const encounterId = await exceptionVisit(desk)
    await issueNumber(desk, encounterId)
    okValue(await sign(encounterId))
    await desk.insert(lin)
    const cardSessionId = desk.context.cards.current()?.session.sessionId
    if (cardSessionId === undefined) throw new Error('no card')
    okValue(await makeUpVisit(desk.context, { encounterId, cardSessionId }))
    expect((await newestOf(desk.context.store.db, [encounterId])).get(encounterId)?.state).toBe('signed')
  })
})
