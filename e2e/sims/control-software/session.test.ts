import { describe, expect, it } from 'vitest'
import type { JsonFile } from '../persistence/jsonFile.ts'
import { type CardMemory, tryProfessionalPin } from './session.ts'

function memoryInRam(): JsonFile<CardMemory> {
  const value: CardMemory = { professionalPins: {}, wrongTries: {}, patientPins: {} }
  return { value, save() {}, replace() {} }
}

describe('professional PIN', () => {
  it('locks after three wrong tries, also for the right PIN, and for this card only', () => {
    const memory = memoryInRam()
    const answers = ['1', '2', '3', '123456'].map((pin) => tryProfessionalPin(memory, 'A', pin, '123456'))
    expect(answers).toEqual([9039, 9039, 9043, 9043])
    expect(tryProfessionalPin(memory, 'B', '123456', '123456')).toBe(0)
  })

  it('counts wrong tries in a row only', () => {
    const memory = memoryInRam()
    const answers = ['1', '2', '123456', '1', '2', '123456'].map((pin) =>
      tryProfessionalPin(memory, 'A', pin, '123456'),
    )
    expect(answers).toEqual([9039, 9039, 0, 9039, 9039, 0])
  })

  it('takes a changed PIN instead of the usual one', () => {
    const memory = memoryInRam()
    memory.value.professionalPins.A = '654321'
    expect(tryProfessionalPin(memory, 'A', '123456', '123456')).toBe(9039)
    expect(tryProfessionalPin(memory, 'A', '654321', '123456')).toBe(0)
  })
})
