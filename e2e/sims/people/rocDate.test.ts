import { describe, expect, it } from 'vitest'
import { momentOfRoc, rocDate, rocDateOfIso, rocDateTime } from './rocDate.ts'

describe('ROC dates', () => {
  it('writes Taipei time', () => {
    expect(rocDateTime(Date.parse('2025-12-31T16:00:01Z'))).toBe('1150101000001')
    expect(rocDate(Date.parse('2025-12-31T15:59:59Z'))).toBe('1141231')
    expect(rocDateOfIso('1934-02-03')).toBe('0230203')
  })

  it('reads back what it wrote and refuses dates that do not exist', () => {
    const at = Date.parse('2026-02-28T23:59:59+08:00')
    expect(momentOfRoc(rocDateTime(at))).toBe(at)
    for (const text of ['1150229', '1151301', '115022', 'abc', '1150228240000', '1150228126000']) {
      expect(momentOfRoc(text)).toBeUndefined()
    }
  })
})
