import { describe, expect, it } from 'vitest'
import { fillKnown, placeFrom, triggerBefore } from './snippetText.ts'

describe('the name of a snippet', () => {
  it.each([
    ['.uri', '.uri'],
    ['咳嗽三天 .uri', '.uri'],
    ['咳嗽三天.uri', '.uri'],
    ['第一行\n.感冒', '.感冒'],
  ])('ends at the caret of %j', (text, name) => {
    expect(triggerBefore(text, text.length)).toEqual({ name, start: text.length - name.length })
  })

  it.each(['37.2', 'BT 38.5', 'e.g.uri', '...', '.', '.uri ', ''])('is nowhere in %j', (text) => {
    expect(triggerBefore(text, text.length)).toBe(null)
  })

  it('is looked for before the caret alone', () => {
    expect(triggerBefore('.uri 之後', 4)?.name).toBe('.uri')
  })
})

it('fills in what the program knows and leaves the rest to be jumped through', () => {
  const text = fillKnown('{{date}} {{diagnosis}}，服藥 {{days}} 天，{{ vitals }}', {
    date: '115/11/26',
    diagnosis: '',
    vitals: '體溫 38.4',
  })
  expect(text).toBe('115/11/26 {{diagnosis}}，服藥 {{days}} 天，體溫 38.4')
  const first = placeFrom(text, 0, 'forward')
  expect(first).toEqual({ start: 10, end: 23 })
  const second = placeFrom(text, first?.end ?? 0, 'forward')
  expect(text.slice(second?.start, second?.end)).toBe('{{days}}')
  expect(placeFrom(text, second?.end ?? 0, 'forward')).toBe(null)
  expect(placeFrom(text, second?.start ?? 0, 'back')).toEqual(first)
})
