import type { Preferences } from '../../preload/contract/desk/app.ts'
import { defaultPreferences } from '../../preload/contract/desk/defaultPreferences.ts'
import { call } from './desk.ts'
import { queryClient, queryKey, useDeskQuery } from './query.ts'

/** What is kept; until it has arrived, what holds where nobody has chosen. */
export const usePreferences = (): Preferences => useDeskQuery('preferences:get', {}).data ?? defaultPreferences

/**
 * Changes preferences: on the screen at once, and kept by main. A preference that could not be kept stays for this run only;
 * it is no reason to stop anybody, and main reports a full disk where work is saved.
 */
export const savePreferences = async (change: Partial<Preferences>): Promise<void> => {
  const key = queryKey('preferences:get', {})
  queryClient.setQueryData<Preferences>(key, (old) => ({ ...(old ?? defaultPreferences), ...change }))
  const result = await call('preferences:set', change)
  if (result.ok) queryClient.setQueryData(key, result.value)
}
