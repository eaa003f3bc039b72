import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../preload/contract/result.ts'
import { basicDataLayout } from '../layouts/personLayouts.ts'
import { numberedSerialLayout } from '../layouts/serialLayouts.ts'
import type { NhiControlPort } from '../port.ts'
import { createVhcSdk } from './createVhcSdk.ts'
import {
  type Answer,
  bufferOf,
  json,
  type ScriptedSdk,
  sdkPerson,
  sdkSerial,
  startScriptedSdk,
} from './testing/scriptedSdk.ts'
import { bufferBytes, SdkReplySchema, sdkPaths } from './wire.ts'

const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const
const dateTime = sdkSerial.treatmentDateTime
const serialBuffer = bufferOf(numberedSerialLayout, sdkSerial)
const personBuffer = bufferOf(basicDataLayout, sdkPerson)

let sdk: ScriptedSdk
let control: NhiControlPort

beforeEach(async () => {
  sdk = await startScriptedSdk()
  control = createVhcSdk({ baseUrl: sdk.baseUrl, timeoutMs: 1_000 })
})
afterEach(async () => {
  await control.dispose()
  await sdk.close()
})

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

/** Nonsense for any call, and what a call that changes nothing makes of it. */
const nonsense: readonly [string, Answer, string][] = [
  ['no JSON', (response) => response.end('<html>'), 'CONTROL_BAD_REPLY'],
  [
    'half an answer',
    (response) => response.writeHead(200, { 'content-length': '90' }).write('{"ERR', () => response.destroy()),
    'CONTROL_TIMEOUT',
  ],
  ['nothing', (response) => response.end(), 'CONTROL_BAD_REPLY'],
  ['a list', json([0]), 'CONTROL_BAD_REPLY'],
  ['null', json(null), 'CONTROL_BAD_REPLY'],
  ['no number', json({ pBuffer: personBuffer }), 'CONTROL_BAD_REPLY'],
  ['a number that is none', json({ ERRORCODE: '0x10', pBuffer: personBuffer }), 'CONTROL_BAD_REPLY'],
  ['half a number', json({ ERRORCODE: 0.5, pBuffer: personBuffer }), 'CONTROL_BAD_REPLY'],
  ['an object for a number', json({ ERRORCODE: { code: 0 }, pBuffer: personBuffer }), 'CONTROL_BAD_REPLY'],
  ['a list for a buffer', json({ ERRORCODE: 0, pBuffer: [1, 2] }), 'CONTROL_BAD_REPLY'],
  ['no buffer', json({ ERRORCODE: 0 }), 'CONTROL_BAD_REPLY'],
  ['an empty buffer', json({ ERRORCODE: 0, pBuffer: '' }), 'CONTROL_BAD_REPLY'],
  ['a buffer cut short', json({ ERRORCODE: 0, pBuffer: serialBuffer.slice(0, 39) }), 'CONTROL_BAD_REPLY'],
  ['a buffer too long', json({ ERRORCODE: 0, pBuffer: `${serialBuffer} ` }), 'CONTROL_BAD_REPLY'],
  ['characters that Big5 has not', json({ ERRORCODE: 0, pBuffer: '한'.repeat(36) }), 'CONTROL_BAD_REPLY'],
  ['half a surrogate', json({ ERRORCODE: 0, pBuffer: '\ud800'.repeat(36) }), 'CONTROL_BAD_REPLY'],
  ['a megabyte', json({ ERRORCODE: 0, pBuffer: 'A'.repeat(1 << 20) }), 'CONTROL_BAD_REPLY'],
  ['an error of HTTP', (response) => response.writeHead(500).end('oops'), 'CONTROL_TIMEOUT'],
  [
    'another address',
    (response) => response.writeHead(302, { location: 'http://example.org/' }).end(),
    'CONTROL_BAD_REPLY',
  ],
  ['silence', () => undefined, 'CONTROL_TIMEOUT'],
  ['a cut line', (response) => response.destroy(), 'CONTROL_TIMEOUT'],
]

describe.each(nonsense)('%s', (_name, answer, code) => {
  it('for a read is said as it is', async () => {
    sdk.on(sdkPaths.basicData, answer)
    expect(codeOf(await control.readVirtualCard('qr-1'))).toBe(code)
  })

  it('for a serial, an order or a rollback is a lost answer', async () => {
    await control.presentVirtualCard('qr-1')
    for (const path of [sdkPaths.nextSerial, sdkPaths.signOrders]) sdk.on(path, answer)
    expect(codeOf(await control.nextSerial(serialInput, sdkPerson))).toBe('NHI_REPLY_LOST')
    const order = {
      orderType: '1',
      code: 'A1',
      site: '',
      usage: '',
      days: 1,
      totalQuantity: 1,
      deliveryNote: '01',
    } as const
    expect(codeOf(await control.writePrescriptions(dateTime, [order], sdkPerson))).toBe('NHI_REPLY_LOST')
  })
})

describe('what may have been carried out', () => {
  beforeEach(() => control.presentVirtualCard('qr-1'))

  it('is lost for writes and rollbacks too, but not when nobody was there', async () => {
    const treatment = {
      afterCheck: '1',
      treatmentDateTime: dateTime,
      diagnoses: ['I10'],
      outpatientFee: 1,
      copayment: 0,
    } as const
    sdk.on(sdkPaths.rollbackSerial, (response) => response.destroy())
    sdk.on(sdkPaths.writeFees, () => undefined)
    expect(codeOf(await control.rollbackSerial(dateTime, sdkPerson))).toBe('NHI_REPLY_LOST')
    expect(codeOf(await control.writeTreatment(treatment, sdkPerson))).toBe('NHI_REPLY_LOST')
    await sdk.close()
    expect(codeOf(await control.writeTreatment(treatment, sdkPerson))).toBe('CONTROL_ABSENT')
  })

  it('is a serial without its treatment number (5174): a second try would take a second one', async () => {
    sdk.on(sdkPaths.nextSerial, json({ ERRORCODE: 5174, pBuffer: `${serialBuffer.slice(0, 296)}${' '.repeat(20)}` }))
    expect(await control.nextSerial(serialInput, sdkPerson)).toMatchObject({
      error: { code: 'NHI_REPLY_LOST', details: { statusCode: 5174 } },
    })
  })

  it("is the data centre's own time-out (9003), but not that nobody could be reached (4061)", async () => {
    sdk.on(sdkPaths.nextSerial, json({ ERRORCODE: 9003 }))
    expect(codeOf(await control.nextSerial(serialInput, sdkPerson))).toBe('NHI_REPLY_LOST')
    sdk.on(sdkPaths.nextSerial, json({ ERRORCODE: 4061 }))
    expect(codeOf(await control.nextSerial(serialInput, sdkPerson))).toBe('NHI_UNREACHABLE')
  })

  it('is an answer with too few signatures', async () => {
    sdk.on(sdkPaths.signOrders, json({ ERRORCODE: 0, pBuffer: 'AB'.repeat(20) }))
    const order = {
      orderType: '1',
      code: 'A1',
      site: '',
      usage: '',
      days: 1,
      totalQuantity: 1,
      deliveryNote: '01',
    } as const
    expect(await control.writePrescriptions(dateTime, [order, order], sdkPerson)).toMatchObject({
      error: { code: 'NHI_REPLY_LOST', details: { reason: 'signature-count' } },
    })
  })
})

describe('the wire', () => {
  it('reads no answer that is not one, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ ERRORCODE: fc.anything(), pBuffer: fc.anything() })), (reply) => {
        const parsed = SdkReplySchema.safeParse(reply)
        if (parsed.success) expect(Number.isInteger(parsed.data.code)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  it('gives bytes for every text that Big5 can write, NUL included, and never throws', () => {
    expect(bufferBytes('A\u0000王 ')).toEqual(Uint8Array.of(0x41, 0x00, 0xa4, 0xfd, 0x20))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const bytes = bufferBytes(text)
        if (bytes !== null) expect(bytes.length).toBeGreaterThanOrEqual(text.length)
      }),
      { numRuns: 5_000 },
    )
  })
})
