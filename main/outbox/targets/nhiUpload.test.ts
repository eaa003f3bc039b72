import { describe, expect, it } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { packText } from '../../store/packedText.ts'
import { hashPayload } from '../payload/openPayload.ts'
import { nhiFailed } from '../testing/fakeNhi.ts'
import { never, now, outcomesOf, setUpUpload, textOf, visits } from '../testing/uploadTarget.ts'
import { visitRows } from '../testing/visitRows.ts'

describe('an exception that was amended or deleted', () => {
  const number = { treatmentDateTime: '1151122100000', treatmentNumber: 'NOCARD00000000000007' }
  const exception = () => visitRows({ exceptionCode: 'A031', version: 2 }).nhi
  const deletion = (row: OutboxRow): OutboxRow => {
    const payload = JSON.parse(textOf(row)) as { record: { H01: string } }
    const packed = packText(JSON.stringify({ ...payload, record: { ...payload.record, H01: 'D' } }))
    return { ...row, payload: packed, payloadHash: hashPayload(packed) }
  }

  it.each([
    ['amended', (row: OutboxRow) => row],
    ['deleted', deletion],
  ])('goes out %s under the number its first record was given, and asks for none', async (_, change) => {
    const { nhi, target, kept, issueBefore } = setUpUpload()
    issueBefore(number)
    const row = change(exception())
    const { outcomes } = await target.send([row], never)
    expect(outcomes.get(row.id)).toMatchObject({ type: 'taken-in' })
    expect(nhi.calls).toEqual([{ call: 'upload', records: 1 }])
    expect(JSON.parse(kept.get(row.id) ?? '{}')).toMatchObject({
      needsCardlessIdentifier: false,
      record: { visit: { M11: number.treatmentDateTime, M15: number.treatmentNumber } },
    })
  })

  it('is not deleted where it never had a number: the NHI has nothing of it', async () => {
    const { nhi, target } = setUpUpload()
    const row = deletion(exception())
    const { outcomes } = await target.send([row], never)
    expect(outcomes.get(row.id)).toEqual({ type: 'unsendable', code: 'NOTHING_TO_DELETE', fieldErrors: [] })
    expect(nhi.calls).toEqual([])
  })
})

describe('handing in', () => {
  it('sends many visits in one file and calls them taken in, not accepted', async () => {
    const { nhi, target } = setUpUpload()
    const rows = visits(30)
    const report = await target.send(rows, never)
    expect(nhi.calls).toEqual([{ call: 'upload', records: 30 }])
    const outcomes = outcomesOf(rows, report.outcomes)
    expect(new Set(outcomes.map((outcome) => outcome?.type))).toEqual(new Set(['taken-in']))
    expect(outcomes[0]).toMatchObject({ askAgainAt: now + 10_000 })
    expect(report.endpoint).toBe('answered')
  })

  it('sets aside what cannot be read or breaks the rules, and sends the others', async () => {
    const { nhi, target } = setUpUpload()
    const [healthy, ...others] = visits(4) as [OutboxRow, OutboxRow, OutboxRow, OutboxRow]
    const [damaged, foreign, invalid] = [
      { ...others[0], payload: others[0].payload.subarray(1) },
      { ...visitRows().cloud, target: 'nhi-upload' as const },
      visitRows({ treatmentItem: '99' }).nhi,
    ]
    const report = await target.send([damaged, healthy, foreign, invalid], never)
    expect(nhi.calls).toEqual([{ call: 'upload', records: 1 }])
    expect(outcomesOf([damaged, foreign, invalid, healthy], report.outcomes)).toMatchObject([
      { type: 'unsendable', code: 'PAYLOAD_DAMAGED' },
      { type: 'unsendable', code: 'PAYLOAD_UNREADABLE' },
      { type: 'unsendable', code: 'RECORD_INVALID', fieldErrors: [{ field: 'M07' }] },
      { type: 'taken-in' },
    ])
  })

  it('claims nothing about an end point it did not ask', async () => {
    const { target } = setUpUpload()
    const [row] = visits(1) as [OutboxRow]
    expect(await target.send([{ ...row, payload: new Uint8Array(0) }], never)).toMatchObject({ endpoint: 'unasked' })
  })

  it('takes a new signature at once when the first has run out, and only once', async () => {
    const { nhi, target } = setUpUpload()
    const rows = visits(2)
    nhi.faults.upload = [nhiFailed('NHI_REFUSED', '8203')]
    const first = await target.send(rows, never)
    expect(outcomesOf(rows, first.outcomes)).toMatchObject([{ type: 'taken-in' }, { type: 'taken-in' }])
    nhi.faults.upload = [nhiFailed('NHI_REFUSED', '8203'), nhiFailed('NHI_REFUSED', '8203')]
    const second = await target.send(rows, never)
    expect(outcomesOf(rows, second.outcomes)[0]).toMatchObject({ type: 'retry', code: 'NHI_REFUSED:8203' })
    expect(nhi.calls).toHaveLength(4)
  })

  it('opens the control software first when that is what is missing', async () => {
    const { nhi, target } = setUpUpload()
    const rows = visits(1)
    nhi.faults.upload = [nhiFailed('SAM_NOT_VERIFIED', '4050')]
    expect(outcomesOf(rows, (await target.send(rows, never)).outcomes)).toMatchObject([{ type: 'taken-in' }])
    expect(nhi.calls.map((call) => call.call)).toEqual(['upload', 'open', 'upload'])
    nhi.faults.upload = [nhiFailed('SAM_NOT_VERIFIED', '4050')]
    nhi.faults.open = [nhiFailed('CONTROL_ABSENT')]
    const report = await target.send(rows, never)
    expect(outcomesOf(rows, report.outcomes)).toMatchObject([{ type: 'retry', code: 'CONTROL_ABSENT' }])
    expect(report.endpoint).toBe('failing')
  })

  it.each([
    ['NHI_UNREACHABLE', undefined, 'unreachable', null, null],
    ['NHI_TIMEOUT', undefined, 'failing', null, null],
    ['NHI_REPLY_LOST', undefined, 'failing', null, null],
    ['NHI_SERVER_ERROR', undefined, 'failing', null, null],
    ['NHI_BAD_REPLY', undefined, 'failing', null, null],
    ['CONTROL_ABSENT', undefined, 'failing', null, null],
    ['NHI_REFUSED', '9002', 'failing', null, null],
    ['NHI_REFUSED', '9005', 'failing', null, null],
    ['NHI_REFUSED', '9999', 'failing', null, null],
    ['NHI_REFUSED', '5003', 'answered', 900_000, 60_000],
    ['NHI_REFUSED', '5004', 'answered', 900_000, 60_000],
    ['NHI_REFUSED', '8205', 'answered', 900_000, 60_000],
  ] as const)('%s %s is never final (%s)', async (code, status, endpoint, retryAfterMs, holdMs) => {
    const { nhi, target } = setUpUpload()
    const rows = visits(3)
    nhi.faults.upload = [nhiFailed(code, status)]
    const report = await target.send(rows, never)
    const visible = status === undefined ? code : `${code}:${status}`
    for (const outcome of outcomesOf(rows, report.outcomes)) {
      expect(outcome).toEqual({ type: 'retry', code: visible, retryAfterMs })
    }
    expect(report).toMatchObject({ endpoint, holdMs })
    expect(nhi.calls).toHaveLength(1)
  })

  it('divides a file that is refused for no known reason until the one record is found', async () => {
    const { nhi, target } = setUpUpload()
    const rows = visits(8)
    const poison = rows[5] as OutboxRow
    const upload = nhi.port.uploadRecords
    Object.assign(nhi.port, {
      uploadRecords: async (xml: Uint8Array, mode: 'formal') => {
        const text = new TextDecoder('big5').decode(xml)
        const number = /"M15":"([^"]+)"/.exec(textOf(poison))?.[1] ?? '?'
        return text.includes(number) ? fail('NHI_REFUSED', { details: { statusCode: '7777' } }) : upload(xml, mode)
      },
    })
    const report = await target.send(rows, never)
    const outcomes = outcomesOf(rows, report.outcomes)
    expect(outcomes.filter((outcome) => outcome?.type === 'taken-in')).toHaveLength(7)
    expect(outcomes[5]).toMatchObject({ type: 'retry', code: 'NHI_REFUSED:7777', retryAfterMs: 900_000 })
    expect(report.holdMs).toBeNull()
  })
})

describe('the result', () => {
  it('is asked for, waited for, and is the only thing that accepts', async () => {
    const { nhi, target, handIn } = setUpUpload()
    nhi.readyAfter = 2
    const rows = await handIn(visits(3))
    const early = await target.send(rows, never)
    expect(outcomesOf(rows, early.outcomes)[0]).toMatchObject({
      type: 'taken-in',
      reference: rows[0]?.reference,
      askAgainAt: now + 10_000,
    })
    const ready = await target.send(rows, never)
    for (const outcome of outcomesOf(rows, ready.outcomes)) {
      const receivedAt = Date.UTC(2026, 10, 22, 2, 30, 15)
      expect(outcome).toEqual({ type: 'accepted', reference: rows[0]?.reference, receivedAt, code: '0000' })
    }
  })

  it('rejects a record with its fields, and accepts the others of the file', async () => {
    const { nhi, target, handIn } = setUpUpload()
    const [good, bad, known] = visits(3) as [OutboxRow, OutboxRow, OutboxRow]
    nhi.judge = (record) => {
      if (textOf(bad).includes(record.visit.M15 ?? '?')) return ['M44:AH01', 'D05[1]:AF']
      return textOf(known).includes(record.visit.M15 ?? '?') ? ['M15:C001'] : []
    }
    const rows = await handIn([good, bad, known])
    const report = await target.send(rows, never)
    expect(outcomesOf(rows, report.outcomes)).toMatchObject([
      { type: 'accepted', code: '0000' },
      {
        type: 'rejected',
        code: 'M44:AH01',
        fieldErrors: [
          { field: 'M44', orderLine: null, code: 'AH01' },
          { field: 'D05', orderLine: 1, code: 'AF' },
        ],
      },
      { type: 'accepted', code: 'C001' },
    ])
  })

  it('accepts a record that the NHI only remarks on, and keeps what it remarked', async () => {
    const { nhi, target, handIn } = setUpUpload()
    const rows = await handIn(visits(2))
    nhi.judge = (record) => (textOf(rows[1] as OutboxRow).includes(record.visit.M15 ?? '?') ? ['M06:D024'] : [])
    nhi.distort = (text) => text.replace('正確筆數：[1]', '正確筆數：[2]').replace('錯誤筆數：[1]', '錯誤筆數：[0]')
    const [plain, remarked] = outcomesOf(rows, (await target.send(rows, never)).outcomes)
    expect(plain).not.toHaveProperty('warnings')
    expect(remarked).toMatchObject({
      type: 'accepted',
      code: '0000',
      warnings: [{ field: 'M06', orderLine: null, code: 'D024' }],
    })
  })

  it.each([
    ['garbage', () => 'nothing of the kind'],
    ['cut off', (text: string) => text.slice(0, 60)],
    ['cut off in its last record', (text: string) => text.replace(/AH01;\s*$/, '')],
    ['about a record that is not ours', (text: string) => text.replace(/M15=\[[^\]]*\]/, 'M15=[ZZZZZZZZZZZZZZZZZZZZ]')],
    ['about an order that is not there', (text: string) => text.replace('M44:AH01;', 'D05[9]:AF;')],
    ['of another file', (text: string) => text.replace('接收筆數：[2]', '接收筆數：[3]')],
    ['empty', () => ''],
  ] as const)('proves nothing when it is %s: asked again, then handed in anew one by one', async (_name, distort) => {
    const { nhi, target, handIn } = setUpUpload()
    nhi.judge = () => ['M44:AH01']
    nhi.distort = (text) => distort(text)
    const rows = await handIn(visits(2))
    const once = await target.send(rows, never)
    expect(outcomesOf(rows, once.outcomes)).toMatchObject([
      { type: 'retry', code: 'NHI_RESULT_UNCLEAR' },
      { type: 'retry', code: 'NHI_RESULT_UNCLEAR' },
    ])
    nhi.calls.length = 0
    const twice = await target.send(rows, never)
    expect(nhi.calls.map((call) => call.records)).toEqual([2, 1, 1])
    const references = outcomesOf(rows, twice.outcomes).map((outcome) =>
      outcome?.type === 'taken-in' ? outcome.reference : null,
    )
    expect(new Set([rows[0]?.reference, ...references]).size).toBe(3)
  })

  it.each([
    ['NHI_UNREACHABLE', undefined, 'unreachable'],
    ['NHI_TIMEOUT', undefined, 'failing'],
    ['NHI_REFUSED', '9005', 'failing'],
    ['NHI_REFUSED', '8205', 'answered'],
  ] as const)('stays open when it cannot be asked for (%s %s)', async (code, status, endpoint) => {
    const { nhi, target, handIn } = setUpUpload()
    const rows = await handIn(visits(2))
    nhi.faults.result = [nhiFailed(code, status)]
    const report = await target.send(rows, never)
    for (const outcome of outcomesOf(rows, report.outcomes)) expect(outcome).toMatchObject({ type: 'retry' })
    expect(report.endpoint).toBe(endpoint)
  })

  it('hands in anew what the NHI no longer knows', async () => {
    const { target, handIn } = setUpUpload()
    const rows = (await handIn(visits(1))).map((row) => ({ ...row, reference: 'forgotten' }))
    const first = await target.send(rows, never)
    expect(outcomesOf(rows, first.outcomes)).toMatchObject([{ type: 'retry', code: 'NHI_REFUSED:5001' }])
    const second = await target.send(rows, never)
    expect(outcomesOf(rows, second.outcomes)).toMatchObject([{ type: 'taken-in' }])
  })
})

describe('an exception without a card', () => {
  const exception = () => visitRows({ exceptionCode: 'A031' }).nhi

  it('gets its treatment number first, keeps it, and only then goes', async () => {
    const { nhi, target, kept } = setUpUpload()
    const row = exception()
    const report = await target.send([row], never)
    expect(nhi.calls.map((call) => call.call)).toEqual(['number', 'upload'])
    expect(kept.get(row.id)).toContain('NOCARD00000000000001')
    expect([...nhi.held.keys()]).toEqual(['3531020884|1151122103000|NOCARD00000000000001'])
    expect(outcomesOf([row], report.outcomes)).toMatchObject([{ type: 'taken-in' }])
  })

  it('does not go under a number that could not be kept', async () => {
    const { nhi, target, refuseToKeep } = setUpUpload()
    refuseToKeep()
    const row = exception()
    const report = await target.send([row], never)
    expect(outcomesOf([row], report.outcomes)).toMatchObject([{ type: 'retry', code: 'STORE_FULL' }])
    expect(nhi.held.size).toBe(0)
  })

  it('is refused for its patient, and delays nobody', async () => {
    const { nhi, target } = setUpUpload()
    nhi.faults.number = [nhiFailed('NHI_REFUSED', '5012')]
    const rows = [exception(), ...visits(1)]
    const report = await target.send(rows, never)
    expect(outcomesOf(rows, report.outcomes)).toMatchObject([
      { type: 'rejected', code: 'M15:5012', fieldErrors: [{ field: 'M15', orderLine: null, code: '5012' }] },
      { type: 'taken-in' },
    ])
  })

  it('stops asking when the NHI does not answer, and still sends what is complete', async () => {
    const { nhi, target } = setUpUpload()
    nhi.faults.number = [nhiFailed('NHI_TIMEOUT')]
    const rows = [exception(), exception(), exception(), ...visits(1)]
    const report = await target.send(rows, never)
    expect(nhi.calls.map((call) => call.call)).toEqual(['number', 'upload'])
    expect(outcomesOf(rows, report.outcomes).map((outcome) => outcome?.type)).toEqual([
      'retry',
      'retry',
      'retry',
      'taken-in',
    ])
  })
})

describe('the plan', () => {
  it('makes files of at most thirty and asks for each result once, for the whole file', async () => {
    const { target, handIn, setAwaiting } = setUpUpload()
    const first = await handIn(visits(3))
    const second = await handIn(visits(2))
    setAwaiting([...first, ...second])
    const waiting = visits(31)
    // Only one row of the second file has come due, and one of a file this process never saw.
    const due = [...first, ...second.slice(0, 1), ...waiting]
    const groups = await target.plan(due)
    expect(groups.map((group) => group.length)).toEqual([30, 1, 3, 2])
    const strange = { ...(visits(1)[0] as OutboxRow), state: 'awaiting-result' as const, reference: 'from before' }
    expect(await target.plan([strange])).toEqual([[strange]])
  })
})
