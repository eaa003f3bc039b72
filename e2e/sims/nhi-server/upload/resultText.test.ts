import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemOf, parseItem, resultText } from './resultText.ts'

const header = {
  opcode: 'OP',
  samId: 'SAM',
  hospitalId: 'HOSP',
  uploadedAt: '20260115100000123',
  sizeBytes: 4321,
  recordsReceived: 3,
  ordersReceived: 7,
  receivedAt: '20260115100001',
  checkedAt: '20260115100002',
  recordsValid: 2,
  ordersValid: 5,
  recordsInvalid: 1,
}

describe('result text', () => {
  it('is a header of twelve bracketed values and a section for each refused record', () => {
    const text = resultText(header, [
      {
        place: 2,
        nationalId: 'PERSON',
        treatmentNumber: 'NUMBER',
        findings: [
          { tag: 'M44', code: 'AA' },
          { tag: 'D05', code: 'AF', order: 1 },
        ],
      },
    ])
    const [head = '', section = '', ...others] = text.split(`\n${'='.repeat(75)}\n`)
    const values = [...head.matchAll(/\[(.*?)\]/g)].map((match) => match[1])
    expect(values).toHaveLength(12)
    expect([3, 4, 5, 9, 10, 11].map((index) => values[index])).toEqual([
      '20260115100000123',
      '4321',
      '3',
      '2',
      '5',
      '1',
    ])
    expect(section.split('\n')).toEqual(['第[2]筆', 'M03=[PERSON]', 'M15=[NUMBER]', '錯誤原因：M44:AA;D05[1]:AF;', ''])
    expect(others).toEqual([])
  })

  it('has no section when nothing is refused', () => {
    expect(resultText(header, [])).not.toContain('='.repeat(75))
  })

  it('reads every item back', () => {
    const finding = fc.record(
      {
        tag: fc.stringMatching(/^[A-Z]\d\d$/),
        code: fc.stringMatching(/^[0-9A-Z]{2,4}$/),
        order: fc.integer({ min: 1, max: 500 }),
      },
      { requiredKeys: ['tag', 'code'] },
    )
    fc.assert(
      fc.property(finding, (each) => {
        expect(parseItem(itemOf(each))).toEqual(each)
      }),
    )
    expect(parseItem('M44')).toBeUndefined()
  })
})
