import { z } from 'zod'
import type { Settings } from '../../../preload/contract/desk/settings.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { inForceOn } from '../../domain/tables/effectiveDate.ts'
import { type DepartmentEntry, ruleFiles } from '../../domain/tables/ruleTables.ts'
import type { Resources } from '../../platform/resourceFiles.ts'

/**
 * Every 就醫科別 there is or was (resources/rules/departments.json), before and without an open desk; `RULES_MISSING` when the file
 * is absent or unsound.
 */
export const readDepartments = async (resources: Resources): Promise<Result<readonly DepartmentEntry[]>> => {
  const read = await resources.readJson('rules/departments.json', z.unknown())
  return read.ok ? ruleFiles.departments.read(read.value) : read
}

/**
 * Refuses settings with somebody whose 科別 is not in force on a day (`YYYY-MM-DD`): `SETTINGS_INVALID` (details.problem: a line for
 * each, the path in the file and no value).
 */
export const checkDepartments = (
  { practitioners }: Pick<Settings, 'practitioners'>,
  departments: readonly DepartmentEntry[],
  day: string,
): Result<null> => {
  const known = new Set(inForceOn(departments, day).map(({ code }) => code))
  const unknown = practitioners.flatMap(({ department }, index) =>
    known.has(department) ? [] : [`practitioners.${index}.department: not in the table`],
  )
  return unknown.length === 0 ? ok(null) : fail('SETTINGS_INVALID', { details: { problem: unknown.join('\n') } })
}
