import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { proposeRegistration, type RegistrationFacts, sessionOf } from './proposeRegistration.ts'
import { takesSerial } from './takesSerial.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const tables = rulesOn(loaded.value, '2026-11-22')
const adult = { insuredMark: '3', age: 40, criticalIllness: false, area: 'general', hour: 9, tables } as const

describe('proposeRegistration', () => {
  it.each<[string, Partial<RegistrationFacts>, string, string]>([
    ['an ordinary adult', {}, 'D10', 'general'],
    ['somebody of whom nothing is known', { insuredMark: null, age: null }, 'D10', 'general'],
    ['a low-income household', { insuredMark: '1' }, '003', 'low-income'],
    ['a veteran', { insuredMark: '2' }, '004', 'veteran'],
    ['a middle-to-low-income household', { insuredMark: '4' }, 'D10', 'general'],
    ['a child of two', { age: 2 }, '902', 'under-three'],
    ['a child of three', { age: 3 }, 'D10', 'general'],
    ['a child of two in a low-income household', { age: 2, insuredMark: '1' }, '003', 'low-income'],
    ['a critical illness', { criticalIllness: true }, '001', 'catastrophic'],
    [
      'a critical illness before everything an agency pays',
      { criticalIllness: true, insuredMark: '1' },
      '001',
      'catastrophic',
    ],
    ['preventive care, which is forced', { treatmentItem: 'AC', criticalIllness: true }, '009', 'preventive'],
    ['a refill, which is forced', { treatmentItem: 'AE', insuredMark: '1' }, '009', 'chronic-refill'],
    [
      'an occupational injury before everything else',
      { treatmentItem: 'AD', criticalIllness: true, insuredMark: '1', age: 2 },
      '006',
      'occupational',
    ],
    ['somebody of 99 years', { age: 99 }, 'D10', 'general'],
    ['somebody of a hundred years', { age: 100 }, '009', 'centenarian'],
    ['somebody of 110 years in a low-income household', { age: 110, insuredMark: '1' }, '009', 'centenarian'],
    ['anybody in the mountains', { area: 'mountain-island' }, '007', 'mountain-island'],
    ['an emergency in the mountains', { area: 'mountain-island', treatmentItem: '04' }, '007', 'mountain-island'],
    ['a child of two in the mountains', { area: 'mountain-island', age: 2 }, '007', 'mountain-island'],
    ['an injury at work in the mountains', { area: 'mountain-island', treatmentItem: 'AD' }, '006', 'occupational'],
    ['an injury at work', { treatmentItem: 'AD' }, '006', 'occupational'],
    ['an emergency', { treatmentItem: '04' }, 'D00', 'general'],
    ['a referral', { treatmentItem: '06' }, 'D30', 'general'],
  ])('%s', (_, changes, copaymentCode, copaymentReason) => {
    expect(proposeRegistration({ ...adult, ...changes })).toMatchObject({ copaymentCode, copaymentReason })
  })

  it.each(['AA', 'AB', 'AG', 'AH', 'AI', 'CA', 'DA', 'DB', 'DC'])(
    'leaves the code of %s, of which no source says anything, to a person',
    (treatmentItem) => {
      expect(proposeRegistration({ ...adult, treatmentItem })).toBeNull()
      // What the person is let off for holds in every category.
      expect(proposeRegistration({ ...adult, treatmentItem, insuredMark: '1' })).toMatchObject({ copaymentCode: '003' })
    },
  )

  it.each(['00', '01', '07', '08'])('proposes the ordinary code for %s', (treatmentItem) => {
    expect(proposeRegistration({ ...adult, treatmentItem })?.copaymentCode).toBe('D10')
  })

  it('proposes the western clinic’s ordinary item unless one is chosen', () => {
    expect(proposeRegistration(adult)?.treatmentItem).toBe('01')
    expect(proposeRegistration({ ...adult, treatmentItem: '06' })?.treatmentItem).toBe('06')
  })

  it.each([
    [0, 'morning'],
    [12, 'morning'],
    [13, 'afternoon'],
    [17, 'afternoon'],
    [18, 'evening'],
    [23, 'evening'],
  ])('at %d o’clock it is %s', (hour, session) => {
    expect(proposeRegistration({ ...adult, hour })?.session).toBe(session)
  })

  it('proposes nothing from tables that have no answer', () => {
    expect(proposeRegistration({ ...adult, tables: { ...tables, copaymentProposals: [] } })).toBeNull()
    expect(proposeRegistration({ ...adult, tables: { ...tables, sessions: [] } })).toBeNull()
    expect(sessionOf(9, [])).toBeNull()
  })
})

describe('takesSerial', () => {
  it.each(['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'])('%s does', (item) => {
    expect(takesSerial(item, tables.treatmentItems)).toBe(true)
  })

  it.each(['AA', 'AC', 'AD', 'AE', 'AG', 'AI', 'CA', 'ZA', 'QQ'])('%s does not', (item) => {
    expect(takesSerial(item, tables.treatmentItems)).toBe(false)
  })
})
