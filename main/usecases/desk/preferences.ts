import { type Preferences, PreferencesSchema } from '../../../preload/contract/desk/app.ts'
import { defaultPreferences } from '../../../preload/contract/desk/defaultPreferences.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import { all, set } from '../../store/desk/preferenceRepository.ts'
import type { Store } from '../../store/handles.ts'

/** What people have chosen at this desk; a value that no longer fits falls back to its default alone. */
export const readPreferences = async (store: Store): Promise<Preferences> => {
  const kept = await all(store.db)
  const entries = Object.entries(PreferencesSchema.shape).flatMap(([key, schema]) => {
    const text = kept.get(key)
    const parsed = text === undefined ? null : schema.safeParse(fromJson(text))
    return parsed?.success === true ? [[key, parsed.data] as const] : []
  })
  return PreferencesSchema.parse({ ...defaultPreferences, ...Object.fromEntries(entries) })
}

export const writePreferences = async (store: Store, changed: Partial<Preferences>): Promise<Result<Preferences>> => {
  const saved = await store.write(async (tx) => {
    for (const [key, value] of Object.entries(changed)) await set(tx, key, JSON.stringify(value))
  })
  return saved.ok ? ok(await readPreferences(store)) : saved
}

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
