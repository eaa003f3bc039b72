import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { departmentCodes } from '../../outbox/mappers/fhir/departments.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { checkDepartments, readDepartments } from './departments.ts'

const root = resolve(import.meta.dirname, '..', '..', '..', 'resources')
const shipped = okValue(await readDepartments(createResources({ root })))
const today = '2026-11-26'

/** Settings with a doctor in each of these departments. */
const settingsWith = (...departments: readonly string[]): Parameters<typeof checkDepartments>[0] => ({
  practitioners: departments.map((department, index) => ({
    id: `dr-${index}` as never,
    name: '許示範',
    nationalId: 'A123456789' as never,
    department,
    role: 'doctor',
  })),
})

it('has a word in both languages for each, and the clinic cloud takes every one of them', () => {
  expect(shipped.find(({ code }) => code === '02')).toMatchObject({ nameZh: '內科', nameEn: 'Internal medicine' })
  expect(new Set(shipped.map(({ code }) => code))).toEqual(departmentCodes)
})

it('says which people have a department that is not in the table, and nothing of the others', () => {
  expect(checkDepartments(settingsWith('02', 'AB'), shipped, today)).toEqual({ ok: true, value: null })
  expect(checkDepartments(settingsWith('02', 'ZZ', '01', 'QQ'), shipped, today)).toMatchObject({
    ok: false,
    error: {
      code: 'SETTINGS_INVALID',
      details: {
        problem: 'practitioners.1.department: not in the table\npractitioners.3.department: not in the table',
      },
    },
  })
})

it('knows a department no longer than it is in force', () => {
  const ended = shipped.map((entry) =>
    entry.code === '2A' ? { ...entry, validTo: IsoDateSchema.parse('2026-11-25') } : entry,
  )
  expect(checkDepartments(settingsWith('2A'), ended, '2026-11-25').ok).toBe(true)
  expect(checkDepartments(settingsWith('2A'), ended, today).ok).toBe(false)
})

it('is missing where the file is', async () => {
  expect(await readDepartments(createResources({ root: import.meta.dirname }))).toMatchObject({
    ok: false,
    error: { code: 'RULES_MISSING' },
  })
})
