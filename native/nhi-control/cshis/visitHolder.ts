import { ok, type Result } from '../../../preload/contract/result.ts'
import { isoToRoc } from '../../../preload/contract/rocDate.ts'
import { decodeBasicData } from '../layouts/personLayouts.ts'
import type { LibrarySession } from './librarySession.ts'

/** Whose card a write is meant for; the library refuses another (5020). The birth date is 民國 `yyyMMdd`. */
export interface Holder {
  readonly nationalId: string
  readonly birthDate: string
}

const basicBytes = 72
/** A clinic day has fewer visits. */
const mostRemembered = 500

/** Remembers whose card each serial was taken with, so that a card that was swapped since is refused instead of written to. */
export interface VisitHolders {
  /** The card in the reader. */
  inserted(): Promise<Result<Holder>>
  remember(treatmentDateTime: string, holder: Holder): void
  /** The holder of that visit; of one that this program has not seen begin, whoever's card is in the reader. */
  of(treatmentDateTime: string): Promise<Result<Holder>>
}

export const createVisitHolders = (session: LibrarySession): VisitHolders => {
  const holders = new Map<string, Holder>()

  const inserted = async (): Promise<Result<Holder>> => {
    const basic = await session.read('hisGetBasicData', [basicBytes], decodeBasicData)
    if (!basic.ok) return basic
    const { nationalId, birthDate } = basic.value
    return ok({ nationalId, birthDate: isoToRoc(birthDate) })
  }

  return {
    inserted,
    remember(treatmentDateTime, holder) {
      const [oldest] = holders.keys()
      if (holders.size >= mostRemembered && oldest !== undefined) holders.delete(oldest)
      holders.set(treatmentDateTime, holder)
    },
    async of(treatmentDateTime) {
      const known = holders.get(treatmentDateTime)
      return known === undefined ? inserted() : ok(known)
    },
  }
}
