import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AlertReasonSchema, type AlertTopic, alertKey, alertOfKey, saysWhy } from './orderAlert.ts'

describe('a key of an alert', () => {
  const topic: fc.Arbitrary<AlertTopic> = fc.record({
    kind: fc.constantFrom('allergy', 'duplicate', 'overlap', 'nhi-renal'),
    code: fc.stringMatching(/^[0-9A-Z]{4,12}$/),
    substance: fc.stringMatching(/^[a-z ]{0,30}$/),
    detail: fc.string({ maxLength: 60 }),
  })
  it('tells what it was made of', () => {
    fc.assert(
      fc.property(topic, (one) => {
        expect(alertOfKey(alertKey(one))).toEqual(one)
      }),
    )
  })

  it('is no longer than may be kept', () => {
    const key = alertKey({ kind: 'allergy', code: 'AC24132100', substance: 'a: b', detail: '過敏'.repeat(200) })
    expect(AlertReasonSchema.safeParse({ key, choice: 'needed', words: '' }).success).toBe(true)
    expect(alertOfKey(key)).toMatchObject({ code: 'AC24132100', substance: 'a  b' })
  })
})

it('keeps a reason whose own words are not typed yet, and takes it for none', () => {
  const begun = AlertReasonSchema.parse({ key: 'k', choice: 'other', words: ' ' })
  expect([saysWhy(begun), saysWhy({ ...begun, words: '已備急救藥' }), saysWhy({ ...begun, choice: 'needed' })]).toEqual(
    [false, true, true],
  )
})
