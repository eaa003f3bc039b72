import { describe, expect, it } from 'vitest'
import { fieldOf, fieldProblem } from './fieldProblem.ts'

describe('words for a wrong field', () => {
  it.each([
    ['clinic.providerNumber', false, undefined, 'settings.invalid.providerNumber'],
    ['clinic.providerNumber', true, 'invalid', 'settings.invalid.required'],
    ['nhiServer.baseUrls.1.url', false, 'invalid', 'settings.invalid.url'],
    ['nhiServer.baseUrls.1.url', false, 'duplicate', 'settings.invalid.duplicate'],
    ['practitioners.12.nationalId', false, 'invalid', 'settings.invalid.nationalId'],
    ['desk.name', false, 'invalid', 'settings.invalid.any'],
    ['toString', false, 'invalid', 'settings.invalid.any'],
  ])('%s (blank: %s, %s): %s', (path, blank, message, key) => {
    expect(fieldProblem(path, blank, message)).toBe(key)
  })

  it.each([
    ['nhiServer.baseUrls.0', 'baseUrls'],
    ['rooms.3.id', 'id'],
    ['clinic', 'clinic'],
    ['', ''],
  ])('%s is about %s', (path, field) => {
    expect(fieldOf(path)).toBe(field)
  })
})
