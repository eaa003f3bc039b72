import { z } from 'zod'
import type { CodeDescription } from '../../preload/contract/codes/codes.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { parseCodeSystem } from '../domain/tables/codeSystem.ts'
import { parseNhiCodes } from '../domain/tables/nhiCodes.ts'
import { parseRuleTables, type RuleTables } from '../domain/tables/ruleTables.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import { editions, seed } from '../store/codes/catalogEditions.ts'
import { get, set } from '../store/desk/preferenceRepository.ts'
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

/** The NHI's codes in words (resources/code-systems/nhi-codes.json); `RULES_MISSING` when the file is absent or unsound. */
export const loadNhiCodes = async (resources: Resources): Promise<Result<readonly CodeDescription[]>> => {
  const read = await resources.readJson('code-systems/nhi-codes.json', z.unknown())
  return read.ok ? parseNhiCodes(read.value) : read
}

/** The starter code tables of resources/code-systems that the store searches. */
const starterTables = ['icd-10-cm', 'nhi-drug', 'nhi-procedure'] as const
/** Remembers which program brought its starter tables in, so that a start need not read them again. */
const seededByKey = 'catalogSeededBy'

/** Brings the program's starter tables in where the clinic has not imported official ones; once for each version. */
export const seedCatalog = async (resources: Resources, store: Store, version: string): Promise<Result<null>> => {
  if ((await get(store.db, seededByKey)) === version) return ok(null)
  // Whatever its name, what a person has imported is the clinic's own.
  const imported = (await editions(store.db)).filter(
    ({ state, importedAt }) => state === 'active' && importedAt !== null,
  )
  for (const system of starterTables) {
    if (imported.some((edition) => edition.system === system)) continue
    const file = await resources.readJson(`code-systems/${system}.json`, z.unknown())
    if (!file.ok) return fail('RULES_MISSING', { details: { file: `${system}.json` } })
    const parsed = parseCodeSystem(file.value)
    if (!parsed.ok) return parsed
    const seeded = await store.write((tx) => seed(tx, parsed.value))
    if (!seeded.ok) return seeded
  }
  const noted = await store.write((tx) => set(tx, seededByKey, version))
  return noted.ok ? ok(null) : noted
}
