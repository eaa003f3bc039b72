import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleVisitRecord } from '../sampleVisitRecord.ts'
import { nhiRecordOfVisit } from './nhiRecordMapper.ts'
import { resultText } from './resultText.ts'
import { parseUploadResult } from './uploadResult.ts'

const records = [nhiRecordOfVisit(sampleVisitRecord())]
const good = resultText(records, [{ index: 0, items: ['M44:AH01', 'D05[1]:AF', 'D08[2]:D029'] }])

describe('parseUploadResult', () => {
  it('reads header and sections', () => {
    expect(parseUploadResult(good)).toEqual({
      ok: true,
      value: {
        header: {
          values: expect.any(Array),
          uploadedAt: '20261122103000123',
          sizeBytes: 4821,
          receivedRecords: 1,
          validRecords: 0,
          validOrders: 4,
          invalidRecords: 1,
        },
        sections: [
          {
            number: 1,
            M03: 'A123456789',
            M15: 'AAAABBBBCCCCDDDDEEEE',
            errors: [
              { field: 'M44', orderLine: null, code: 'AH01' },
              { field: 'D05', orderLine: 1, code: 'AF' },
              { field: 'D08', orderLine: 2, code: 'D029' },
            ],
          },
        ],
      },
    })
  })

  it.each([
    ['line ends of Windows', good.replaceAll('\n', '\r\n')],
    ['a separator at the end', `${good}${'='.repeat(75)}\n`],
    ['no semicolon behind the last reason', good.replace('D029;', 'D029')],
    ['nothing at all behind the last reason', good.replace(/D029;\s*$/, 'D029')],
    ['a byte order mark', `\ufeff${good}`],
    ['reasons on lines of their own', good.replace('錯誤原因：', '錯誤原因\n').replaceAll(';', ';\n')],
  ])('reads %s', (_, text) => {
    expect(parseUploadResult(text)).toEqual(parseUploadResult(good))
  })

  it('reads the refusal of a whole file', () => {
    const text = good.replace('第[1]筆 M03=[A123456789] M15=[AAAABBBBCCCCDDDDEEEE]', '第[0]筆 M03=[] M15=[]')
    expect(parseUploadResult(text)).toMatchObject({ ok: true, value: { sections: [{ number: 0, M03: '', M15: '' }] } })
  })

  it('reads a result without faults', () => {
    expect(parseUploadResult(resultText(records, []))).toMatchObject({
      ok: true,
      value: { header: { validRecords: 1, invalidRecords: 0 }, sections: [] },
    })
  })

  it.each([
    ['nothing', '', { reason: 'header', section: 0 }],
    ['a page of HTML', '<html><body>503</body></html>', { reason: 'header', section: 0 }],
    ['11 values', good.replace('類別：[A1]\n', ''), { reason: 'header', section: 0 }],
    ['13 values', `[extra]${good}`, { reason: 'header', section: 0 }],
    ['a count that is none', good.replace('接收筆數：[1]', '接收筆數：[一]'), { reason: 'header', section: 0 }],
    ['a negative count', good.replace('錯誤筆數：[1]', '錯誤筆數：[-1]'), { reason: 'header', section: 0 }],
    ['no upload time', good.replace('[20261122103000123]', '[]'), { reason: 'header', section: 0 }],
    ['74 signs', good.replace('='.repeat(75), '='.repeat(74)), { reason: 'header', section: 0 }],
    ['a section without number', good.replace('第[1]筆', ''), { reason: 'section', section: 1 }],
    ['record 0 with a name', good.replace('第[1]筆', '第[0]筆'), { reason: 'section', section: 1 }],
    ['a number without a record', good.replace(/M03=\S+ M15=\S+/, 'M03=[] M15=[]'), { reason: 'section', section: 1 }],
    ['two numbers', good.replace('第[1]筆', '第[1]筆第[2]筆'), { reason: 'section', section: 1 }],
    ['no M15', good.replace('M15', 'M16'), { reason: 'section', section: 1 }],
    ['no reasons', good.replace(/錯誤原因.*/, ''), { reason: 'section', section: 1 }],
    ['empty reasons', good.replace(/(錯誤原因：).*/, '$1'), { reason: 'section', section: 1 }],
    ['two reasons that nothing divides', good.replace('AF;', 'AF '), { reason: 'section', section: 1 }],
    ['two reasons that stand together', good.replace('AF;', 'AF'), { reason: 'section', section: 1 }],
    ['a reason cut off in the middle', good.replace('D029;', ''), { reason: 'section', section: 1 }],
    ['words among the reasons', good.replace('M44:AH01;', 'M44:AH01;ok '), { reason: 'section', section: 1 }],
    ['order 0', good.replace('D05[1]', 'D05[0]'), { reason: 'section', section: 1 }],
    [
      'an empty section in the middle',
      good.replace('='.repeat(75), `${'='.repeat(75)}\n${'='.repeat(75)}`),
      { reason: 'section', section: 1 },
    ],
    ['too many sections', `${good}${`${'='.repeat(75)}\n x\n`.repeat(101)}`, { reason: 'too-large', section: null }],
    ['too much', 'x'.repeat(2_000_001), { reason: 'too-large', section: null }],
  ])('refuses %s', (_, text, error) => {
    expect(parseUploadResult(text)).toEqual({ ok: false, error })
  })

  it('reads reasons the same whether they are ended or divided by semicolons', () => {
    const code = fc.stringMatching(/^[0-9A-Z]{2,5}$/)
    const field = fc.stringMatching(/^[A-Z]{1,4}\d{0,2}$/)
    const place = fc.option(fc.integer({ min: 1, max: 500 }), { nil: null })
    const reasons = fc.array(fc.record({ field, orderLine: place, code }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(reasons, fc.constantFrom('', ' ', '\r\n'), (errors, gap) => {
        const items = errors.map(
          (one) => `${one.field}${one.orderLine === null ? '' : `[${one.orderLine}]`}:${one.code}`,
        )
        const head = good.slice(0, good.indexOf('錯誤原因：') + 5)
        for (const list of [items.join(`;${gap}`), `${items.join(`;${gap}`)};${gap}`]) {
          const parsed = parseUploadResult(`${head}${list}`)
          expect(parsed.ok && parsed.value.sections).toMatchObject([{ errors }])
        }
      }),
    )
  })

  it('answers any text at once, and never by throwing', () => {
    const piece = fc.constantFrom(
      '第[1]筆',
      'M03=[',
      ']',
      '錯誤原因',
      'M44:AH01;',
      `\n${'='.repeat(75)}\n`,
      '[1]',
      '\n',
      '中',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const parsed = parseUploadResult(pieces.join(''))
        if (parsed.ok) expect(parsed.value.header.values).toHaveLength(12)
        else expect(parsed.error.reason).toMatch(/^(header|section|too-large)$/)
      }),
    )
  })

  it('is not slowed down by long rows of the same sign', () => {
    for (const sign of ['[', '=', ' ', '第[', 'M03=[', 'A', '\n']) {
      expect(parseUploadResult(sign.repeat(Math.floor(1_900_000 / sign.length))).ok).toBe(false)
    }
  })
})
