import { z } from 'zod'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { parseCodeSystem } from '../domain/codeSystem.ts'
import { parseRuleTables, type RuleTables } from '../domain/ruleTables.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import { seed } from '../store/catalogRepository.ts'
import type { Store } from '../store/handles.ts'

/** All rule tables of resources/rules; `RULES_MISSING` names the first file that is absent or unsound. */
export const loadRules = async (resources: Resources): Promise<Result<RuleTables>> => {
  const files: Record<string, unknown> = {}
  for (const file of await resources.list('rules')) {
    const read = await resources.readJson(`rules/${file}`, z.unknown())
    if (!read.ok) return read
    files[file.replace(/\.json$/, '')] = read.value
  }
  return parseRuleTables(files)
}

/** The starter code tables of resources/code-systems that the store searches; those it has already are left alone. */
const starterTables = ['icd-10-cm', 'nhi-drug', 'nhi-procedure'] as const

export const seedCatalog = async (resources: Resources, store: Store): Promise<Result<null>> => {
  for (const system of starterTables) {
    const file = await resources.readJson(`code-systems/${system}.json`, z.unknown())
    if (!file.ok) return fail('RULES_MISSING', { details: { file: `${system}.json` } })
    const parsed = parseCodeSystem(file.value)
    if (!parsed.ok) return parsed
    const { edition, concepts } = parsed.value
    const seeded = await store.write((tx) => seed(tx, { system, edition, concepts }))
    if (!seeded.ok) return seeded
  }
  return ok(null)
}
