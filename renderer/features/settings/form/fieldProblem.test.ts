import { describe, expect, it } from 'vitest'
import { fieldOf, fieldProblem } from './fieldProblem.ts'

describe('words for a wrong field', () => {
  it.each([
    ['clinic.providerNumber', undefined, 'settings.invalid.providerNumber'],
    ['clinic.providerNumber', 'required', 'settings.invalid.required'],
    ['nhiServer.baseUrls.1.url', 'invalid', 'settings.invalid.url'],
    ['nhiServer.baseUrls.1.url', 'duplicate', 'settings.invalid.duplicate'],
    ['controlSoftware.baseUrl', 'invalid', 'settings.invalid.url'],
    ['controlSoftware.vhcSdk.baseUrl', 'invalid', 'settings.invalid.ownUrl'],
    ['controlSoftware.cshis.port', 'invalid', 'settings.invalid.number'],
    ['practitioners.12.nationalId', 'invalid', 'settings.invalid.nationalId'],
    ['desk.name', 'invalid', 'settings.invalid.any'],
    ['toString', 'invalid', 'settings.invalid.any'],
  ])('%s (%s): %s', (path, problem, key) => {
    expect(fieldProblem(path, problem)).toBe(key)
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
