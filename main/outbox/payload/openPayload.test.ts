import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { packText } from '../../store/packedText.ts'
import { visitRows } from '../testing/visitRows.ts'
import { hashPayload, openPayload } from './openPayload.ts'

const schema = z.strictObject({ text: z.string() })
const someRow = visitRows().nhi
const rowOf = (text: string): OutboxRow => {
  const payload = packText(text)
  return { ...someRow, payload, payloadHash: hashPayload(payload) }
}

describe('openPayload', () => {
  it('gives back what was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(openPayload(rowOf(JSON.stringify({ text })), schema)).toEqual({ ok: true, value: { text } })
      }),
    )
  })

  it('notices any flipped bit', () => {
    const row = rowOf(JSON.stringify({ text: '王測試 A123456789' }))
    fc.assert(
      fc.property(fc.nat(row.payload.length * 8 - 1), (bit) => {
        const flipped = Buffer.from(row.payload)
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        expect(openPayload({ ...row, payload: flipped }, schema)).toMatchObject({
          ok: false,
          outcome: { code: 'PAYLOAD_DAMAGED' },
        })
      }),
    )
  })

  it.each(['', 'null', '{"text":', '{"text":1}', '{"text":"x","more":1}', '[]'])(
    'sets %j aside as unreadable',
    (text) => {
      expect(openPayload(rowOf(text), schema)).toEqual({
        ok: false,
        outcome: { type: 'unsendable', code: 'PAYLOAD_UNREADABLE', fieldErrors: [] },
      })
    },
  )
})
