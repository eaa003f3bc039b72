import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { DEMO_STAFF } from '../people/clinicStaff.ts'
import { isNationalId } from '../people/nationalId.ts'
import { populationAt } from '../people/population.ts'
import { createChip, READ_PROFILE, SELECT_PATIENT, WHO_ARE_YOU } from './chip.ts'
import type { PatientCard, VirtualCard } from './virtualCard.ts'

const people = populationAt(Date.parse('2026-01-15T00:00:00Z'))
const [person] = people
if (!person) throw new Error('no people')

const plain: PatientCard = { kind: 'patient', person, dialect: 'plain' }
const LE = Buffer.of(0)

function exchange(card: VirtualCard, ...apdus: Buffer[]): string[] {
  const chip = createChip(card)
  return apdus.map((apdu) => {
    const answer = chip.answer(apdu)
    return answer.kind === 'silence' ? 'silence' : answer.bytes.toString('hex')
  })
}

describe('patient chip', () => {
  it('gives the profile of every person after SELECT', () => {
    for (const each of people) {
      const [selected, read = ''] = exchange({ ...plain, person: each }, SELECT_PATIENT, READ_PROFILE)
      const bytes = Buffer.from(read, 'hex')
      expect(selected).toBe('9000')
      expect(bytes.length).toBe(59)
      expect(bytes.toString('latin1', 0, 12)).toBe(each.nhiCardNumber)
      expect(iconv.decode(bytes.subarray(12, 32), 'cp950').replaceAll('\0', '')).toBe(each.cardName ?? each.name)
      expect(bytes.toString('latin1', 32, 42)).toBe(each.nationalId)
    }
  })

  it('refuses to read before SELECT and after a reset', () => {
    expect(exchange(plain, READ_PROFILE)).toEqual(['6985'])
    const chip = createChip(plain)
    chip.answer(SELECT_PATIENT)
    chip.reset()
    expect(chip.answer(READ_PROFILE)).toMatchObject({ bytes: Buffer.of(0x69, 0x85) })
  })

  it('speaks the dialects', () => {
    const wantsLe: PatientCard = { ...plain, dialect: 'wants-le' }
    expect(exchange(wantsLe, SELECT_PATIENT)).toEqual(['6700'])
    const [selected, read] = exchange(wantsLe, Buffer.concat([SELECT_PATIENT, LE]), Buffer.concat([READ_PROFILE, LE]))
    expect([selected, read?.slice(-4)]).toEqual(['9000', '9000'])

    const getResponse = exchange(
      { ...plain, dialect: 'get-response' },
      SELECT_PATIENT,
      READ_PROFILE,
      Buffer.from('00C0000039', 'hex'),
    )
    expect(getResponse[1]).toBe('6139')
    expect(getResponse[2]?.length).toBe(59 * 2)

    const wrongLe: PatientCard = { ...plain, dialect: 'wrong-le' }
    const answers = exchange(wrongLe, SELECT_PATIENT, READ_PROFILE, Buffer.concat([READ_PROFILE, Buffer.of(57)]))
    expect(answers[1]).toBe('6c39')
    expect(answers[2]?.length).toBe(59 * 2)
  })

  it('is damaged as asked', () => {
    const read = (card: PatientCard) => Buffer.from(exchange(card, SELECT_PATIENT, READ_PROFILE)[1] ?? '', 'hex')
    expect(isNationalId(read({ ...plain, damage: 'wrong-check-digit' }).toString('latin1', 32, 42))).toBe(false)
    expect(iconv.decode(read({ ...plain, damage: 'bad-big5' }).subarray(12, 32), 'cp950')).toContain('\ufffd')
    expect(read({ ...plain, damage: 'short-data' }).length).toBeLessThan(57)
    expect(read({ ...plain, damage: 'impossible-date' }).toString('latin1', 45, 47)).toBe('13')
  })

  it('tears, keeps silent and dawdles as asked', () => {
    const torn = createChip({ ...plain, trouble: { kind: 'tear-after-select' } })
    expect(torn.answer(SELECT_PATIENT)).toMatchObject({ tear: 'after' })
    const midRead = createChip({ ...plain, trouble: { kind: 'tear-mid-read' } })
    midRead.answer(SELECT_PATIENT)
    expect(midRead.answer(READ_PROFILE)).toMatchObject({ tear: 'within' })
    expect(createChip({ ...plain, trouble: { kind: 'silent' } }).answer(SELECT_PATIENT)).toEqual({ kind: 'silence' })
    expect(createChip({ ...plain, trouble: { kind: 'slow', delayMs: 900 } }).answer(SELECT_PATIENT)).toMatchObject({
      delayMs: 900,
    })
  })
})

describe('other chips', () => {
  it('never answer the NHI applet', () => {
    for (const kind of ['foreign', 'sam', 'mute'] as const) {
      expect(exchange({ kind }, SELECT_PATIENT, READ_PROFILE).every((answer) => answer !== '9000')).toBe(true)
    }
  })

  it('tells the simulator whose professional card it is, and no patient', () => {
    const [professional] = DEMO_STAFF
    if (!professional) throw new Error('no staff')
    const [select, who = ''] = exchange({ kind: 'professional', professional }, SELECT_PATIENT, WHO_ARE_YOU)
    expect(select).toBe('6a82')
    expect(JSON.parse(Buffer.from(who, 'hex').subarray(0, -2).toString('utf8'))).toEqual(professional)
  })
})
