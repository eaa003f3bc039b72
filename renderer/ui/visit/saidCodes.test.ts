import { describe, expect, it } from 'vitest'
import { saidCodes, supportText } from './saidCodes.ts'

describe('saidCodes', () => {
  it.each([
    ['the control software', 'CONTROL_REFUSED', 'control', 'control', 'control'],
    ['the card services', 'CARD_MISMATCH', 'server', 'nhi', 'control'],
    ['the upload', 'NHI_REFUSED', 'upload', 'upload', 'upload'],
    ['an adapter that does not say, refused by the NHI', 'NHI_REFUSED', undefined, 'nhi', 'control'],
    ['an adapter that does not say, of its own', 'SAM_NOT_VERIFIED', undefined, 'control', 'control'],
  ] as const)('%s', (_, code, source, shown, origin) => {
    const details = source === undefined ? { statusCode: 5003 } : { statusCode: 5003, source }
    expect(saidCodes({ code, details })).toEqual([{ source: shown, origin, code: '5003' }])
  })

  it('keeps the number of the card update that was tried, and puts it last: it is nearer to the cause', () => {
    const details = { statusCode: 5003, source: 'server', updateStatusCode: 9084 }
    expect(saidCodes({ code: 'NHI_CARD_EXPIRED', details }).map(({ source, code }) => [source, code])).toEqual([
      ['nhi', '5003'],
      ['update', '9084'],
    ])
  })

  it('says nothing where no number was given', () => {
    expect(saidCodes({ code: 'SAM_NOT_VERIFIED', details: { statusCode: null, sam: 'none' } })).toEqual([])
    expect(saidCodes({ code: 'INTERNAL' })).toEqual([])
  })
})

describe('supportText', () => {
  it('keeps the PC/SC name and the status word, and every other detail that has no words of its own', () => {
    expect(supportText({ code: 'CARD_UNREADABLE', details: { pcsc: 'UnpoweredCard' } })).toBe('pcsc=UnpoweredCard')
    expect(supportText({ code: 'CARD_UNREADABLE', details: { sw: '6F00' } })).toBe('sw=6F00')
    const details = { httpStatus: 503, retryAfterMs: null, cause: 'NHI_SERVER_ERROR' }
    expect(supportText({ code: 'SERIAL_UNRESOLVED', details })).toBe('httpStatus=503 cause=NHI_SERVER_ERROR')
  })

  it('says why a card update failed only where it has no number', () => {
    const details = { statusCode: 5003, updateError: 'NHI_TIMEOUT', updateStatusCode: null }
    expect(supportText({ code: 'NHI_CARD_EXPIRED', details })).toBe('updateError=NHI_TIMEOUT')
  })

  it('leaves out what the card says in words', () => {
    const details = {
      updateError: 'NHI_REFUSED',
      statusCode: 9084,
      source: 'server',
      updateStatusCode: 9086,
      field: 'M44',
      code: 'AA',
      line: 2,
    }
    expect(supportText({ code: 'RECORD_INVALID', details })).toBe('')
  })
})
