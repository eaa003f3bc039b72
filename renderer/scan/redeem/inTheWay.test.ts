import { describe, expect, it } from 'vitest'
import { visit } from '../../dev/answers/visits.ts'
import { session } from '../../dev/scenes/sceneParts.ts'
import { personInTheWay } from './inTheWay.ts'

const here = session()
const nobody = { screen: 'front-desk', session: null, strip: null, visits: [] } as const

describe('who would have to make room for a scanned patient', () => {
  it('is nobody at an empty desk', () => {
    expect(personInTheWay(nobody)).toBeNull()
  })

  it('is the person of the card, and whoever was looked up, while not registered', () => {
    expect(personInTheWay({ ...nobody, session: here })).toBe(here.holder?.name)
    const strip = visit(3, 'waiting').patient
    expect(personInTheWay({ ...nobody, strip })).toBe(strip.name)
  })

  it('is nobody once the person is registered', () => {
    const patient = here.patient ?? visit(1, 'waiting').patient
    expect(personInTheWay({ ...nobody, session: here, visits: [visit(1, 'waiting', { patient })] })).toBeNull()
    expect(personInTheWay({ ...nobody, session: here, visits: [visit(1, 'closed', { patient })] })).toBe(patient.name)
  })

  it('is whoever is seen or pays on another screen', () => {
    const open = visit(4, 'in-consultation')
    const at = { ...nobody, screen: 'consultation', strip: open.patient } as const
    expect(personInTheWay({ ...at, visits: [open] })).toBe(open.patient.name)
    expect(personInTheWay({ ...at, visits: [visit(4, 'closed')] })).toBeNull()
  })

  it('is not the holder of a card that has lapsed', () => {
    const virtual = {
      scannedAt: here.insertedAt,
      source: 'camera',
      qrUntil: here.insertedAt,
      usableUntil: here.insertedAt,
      lapsed: true,
      delegate: null,
      photo: null,
    }
    expect(personInTheWay({ ...nobody, session: session({ medium: 'virtual', virtual }) })).toBeNull()
  })
})
