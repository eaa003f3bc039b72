import type { DataCentresOptions } from '../../../native/network/dataCentreOptions.ts'
import { get, set } from '../desk/preferenceRepository.ts'
import type { Store } from '../handles.ts'

/** Services with more than one data centre. */
export type CentredService = 'nhi' | 'cloud'

/** Where the last run has left off, and how this one keeps what it comes to. */
export type RememberedCentre = Required<Pick<DataCentresOptions, 'startWith' | 'onActiveChange'>>

/**
 * The data centre of a service that was in use when the program last ran: with the preferred one down, the first card of the day does not
 * wait for its time-out again. Kept by address, so that a list that was changed meanwhile means the same; an unknown one is forgotten.
 */
export const rememberedCentre = async (
  store: Store,
  service: CentredService,
  baseUrls: readonly string[],
): Promise<RememberedCentre> => {
  const key = `dataCentre.${service}`
  const kept = await get(store.db, key)
  return {
    startWith: kept === null ? 0 : Math.max(0, baseUrls.indexOf(kept)),
    onActiveChange(index) {
      const baseUrl = baseUrls[index]
      // What can't be kept (a full disk, a store that is closing) costs the next start a time-out, and nobody's work.
      if (baseUrl !== undefined) void store.write((tx) => set(tx, key, baseUrl)).catch(() => undefined)
    },
  }
}
