import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import type { NhiControlPort } from '../port.ts'
import { codeOf, next, scriptedCard, serialInput, serialReply, signHc, update } from '../testing/replies.ts'
import { type ScriptedNhi, scriptedSignatures, startScriptedNhi } from '../testing/scriptedNhi.ts'

const rollback = 'POST /api/v1/SequelNumber/Rollback'

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi()
  control = nhi.control
})
afterEach(() => nhi.close())

describe('a serial', () => {
  it('is taken with a signature for it', async () => {
    nhi.first.set(next, serialReply)
    expect(await control.nextSerial(serialInput, scriptedCard)).toEqual({
      ok: true,
      value: {
        treatmentDateTime: '1151122093000',
        visitSequenceNumber: '0017',
        hospitalId: '3501200000',
        securitySignature: 'S'.repeat(256),
        samId: '900000000001',
        sameDay: false,
        treatmentNumber: '3501200000A123456789',
      },
    })
    expect(nhi.first.lastBody(next)).toEqual({ ...scriptedSignatures.hc, ...serialInput })
    expect(nhi.local.lastBody(signHc)).toEqual({ serviceType: '03' })
  })

  it('may be blank for an item that counts none', async () => {
    nhi.first.set(next, { ...serialReply, sequenceNumber: '    ', isSameDay: 'Y' })
    const ofNoCount = { ...serialInput, treatmentItem: 'AC' }
    expect(await control.nextSerial(ofNoCount, scriptedCard)).toMatchObject({
      value: { visitSequenceNumber: '', sameDay: true },
    })
  })

  it('is asked of the second data centre only when the first could not be reached', async () => {
    nhi.second.set(next, serialReply)
    await nhi.first.close()
    expect(await control.nextSerial(serialInput, scriptedCard)).toMatchObject({ ok: true })
    expect(nhi.second.calls()).toEqual([next])
  })

  it.each<[string, Parameters<ScriptedNhi['first']['set']>[1], string]>([
    ['a cut line', (_request, _response, socket) => socket.destroy(), 'NHI_REPLY_LOST'],
    ['no answer in time', () => undefined, 'NHI_REPLY_LOST'],
    [
      'half an answer',
      (_request, response, socket) =>
        response.writeHead(200, { 'content-length': '900' }).write('{"statusCode":0', () => socket.destroy()),
      'NHI_REPLY_LOST',
    ],
    ['an error of the server', (_request, response) => response.writeHead(502).end(), 'NHI_SERVER_ERROR'],
    ['nonsense', (_request, response) => response.end('ok'), 'NHI_BAD_REPLY'],
    ['a reply without a treatment number', { ...serialReply, treatmentNumber: '' }, 'NHI_BAD_REPLY'],
    ['a reply without the serial of an item that counts', { ...serialReply, sequenceNumber: '    ' }, 'NHI_REPLY_LOST'],
    ['a number that leaves open what was done', 5174, 'NHI_REPLY_LOST'],
    ['a refusal', 5012, 'NHI_REFUSED'],
  ])('is asked once and never again after %s', async (_name, answer, code) => {
    nhi.first.set(next, answer)
    nhi.second.set(next, serialReply)
    expect(await codeOf(control.nextSerial(serialInput, scriptedCard))).toBe(code)
    expect(nhi.first.calls()).toEqual([next])
    expect(nhi.second.calls()).toEqual([])
  })

  it('is not asked for when no signature can be had', async () => {
    nhi.local.set(signHc, () => undefined)
    expect(await codeOf(control.nextSerial(serialInput, scriptedCard))).toBe('CONTROL_TIMEOUT')
    expect(nhi.first.seen).toHaveLength(0)
  })

  it('that cannot reach any data centre has not been used up', async () => {
    await nhi.first.close()
    await nhi.second.close()
    expect(await codeOf(control.nextSerial(serialInput, scriptedCard))).toBe('NHI_UNREACHABLE')
  })

  it('is given back, and counts as given back when it was before', async () => {
    const visit = toRocDateTime(Date.now())
    nhi.first.once(rollback, 0)
    nhi.first.once(rollback, 3220)
    nhi.first.once(rollback, 5153)
    nhi.first.once(rollback, 3219)
    for (const code of ['ok', 'ok', 'ok', 'NHI_REFUSED'])
      expect(await codeOf(control.rollbackSerial(visit, scriptedCard))).toBe(code)
    expect(nhi.first.lastBody(rollback)).toMatchObject({ treatmentDateTime: visit, hcId: '900000000017' })
  })

  it('is not given back after 24 hours, by the word of the server and by its clock', async () => {
    const yesterday = toRocDateTime(Date.now() - 86_390_000)
    nhi.first.set(rollback, 3218)
    expect(await control.rollbackSerial(yesterday, scriptedCard)).toMatchObject({
      error: { code: 'ROLLBACK_TOO_LATE', details: { statusCode: 3218 } },
    })
    // From here on the server's clock is known, and it is not asked in vain.
    expect(await codeOf(control.rollbackSerial(toRocDateTime(Date.now() - 86_410_000), scriptedCard))).toBe(
      'ROLLBACK_TOO_LATE',
    )
    expect(nhi.first.calls()).toEqual([rollback])
  })

  it('has its treatment number with and without the card', async () => {
    const treatmentNumber = '3501200000A123456789'
    nhi.first.set('POST /api/v1/TreatmentNumber/Card', { treatmentNumber })
    nhi.first.set('POST /api/v1/TreatmentNumber/NoCard', { treatmentNumber, treatmentDateTime: '1151122093000' })
    expect(await control.treatmentNumberOfCard('1151122093000')).toEqual({ ok: true, value: treatmentNumber })
    expect(await control.treatmentNumberWithoutCard('A123456789')).toEqual({
      ok: true,
      value: { treatmentNumber, treatmentDateTime: '1151122093000' },
    })
    expect(nhi.first.lastBody('POST /api/v1/TreatmentNumber/NoCard')).toEqual({
      ...scriptedSignatures.sam,
      patientId: 'A123456789',
    })
  })
})

describe('a card that was swapped', () => {
  const other = { ...scriptedSignatures.hc, hcId: '900000000025', hcIdNo: 'F131104093' }

  it.each([
    ['another card', other],
    ['the same number with another holder', { ...other, hcId: scriptedCard.cardNumber }],
  ])('is found out by its signature: %s, and nothing is sent', async (_name, signature) => {
    nhi.first.set(next, serialReply)
    nhi.local.set(signHc, signature)
    expect(await codeOf(control.nextSerial(serialInput, scriptedCard))).toBe('CARD_CHANGED')
    expect(await codeOf(control.rollbackSerial(toRocDateTime(Date.now()), scriptedCard))).toBe('CARD_CHANGED')
    expect(await codeOf(control.updateCard(scriptedCard))).toBe('CARD_CHANGED')
    expect(await codeOf(control.cardVisits(scriptedCard))).toBe('CARD_CHANGED')
    expect(await codeOf(control.cardValidity(scriptedCard))).toBe('CARD_CHANGED')
    expect(await codeOf(control.treatmentNumberOfCard('1151122093000', scriptedCard))).toBe('CARD_CHANGED')
    expect(nhi.first.seen).toHaveLength(0)
  })

  it('between the refusal and the update is not updated', async () => {
    nhi.first.set(next, 5003)
    nhi.first.set(update, 0)
    nhi.local.once(signHc, scriptedSignatures.hc)
    nhi.local.set(signHc, other)
    expect(await codeOf(control.nextSerial(serialInput, scriptedCard))).toBe('NHI_CARD_EXPIRED')
    expect(nhi.first.calls()).toEqual([next])
  })
})

describe('a card that has to be refreshed', () => {
  it.each([5001, 5003])('is updated after %d, and asked for its serial once more', async (refusal) => {
    nhi.first.once(next, refusal)
    nhi.first.set(update, 0)
    nhi.first.set(next, serialReply)
    expect(await control.nextSerial(serialInput, scriptedCard)).toMatchObject({
      ok: true,
      value: { visitSequenceNumber: '0017' },
    })
    expect(nhi.first.calls()).toEqual([next, update, next])
  })

  it('keeps the first refusal when the update is refused, and the number of that, too', async () => {
    nhi.first.set(next, 5001)
    nhi.first.set(update, 9081)
    expect(await control.nextSerial(serialInput, scriptedCard)).toMatchObject({
      error: { code: 'NHI_REFUSED', details: { statusCode: 5001, source: 'server', updateStatusCode: 9081 } },
    })
    expect(nhi.first.calls()).toEqual([next, update])
  })

  it('says why the update had no answer of its own', async () => {
    nhi.first.set(next, 5003)
    nhi.first.set(update, (_request, response) => response.writeHead(500).end())
    nhi.second.set(update, (_request, response) => response.writeHead(500).end())
    expect(await control.nextSerial(serialInput, scriptedCard)).toMatchObject({
      error: { details: { statusCode: 5003, updateStatusCode: null, updateError: 'NHI_SERVER_ERROR' } },
    })
  })

  it('is asked no third time', async () => {
    nhi.first.set(next, 5001)
    nhi.first.set(update, 0)
    expect(await control.nextSerial(serialInput, scriptedCard)).toMatchObject({
      error: { details: { statusCode: 5001 } },
    })
    expect(nhi.first.calls()).toEqual([next, update, next])
  })

  it('is not asked again when the serial itself may have been given', async () => {
    nhi.first.once(next, 5003)
    nhi.first.set(update, 0)
    nhi.first.set(next, (_request, _response, socket) => socket.destroy())
    expect(await codeOf(control.nextSerial(serialInput, scriptedCard))).toBe('NHI_REPLY_LOST')
    expect(nhi.first.calls()).toEqual([next, update, next])
  })
})
