/** How far a store was: number and hash of its audit trail's newest row; number 0 before the first. */
export interface StoreHead {
  readonly sequence: number
  readonly hash: string
}

/** What an opened store has where it was remembered to be. */
export interface PresentHead {
  /** `at`: epoch ms. Null without any row. */
  readonly newest: { readonly sequence: number; readonly at: number } | null
  /** Hash of the row that has the remembered number; null where no row has it. */
  readonly hashThere: string | null
}

/** The newest records of a store are gone. */
export interface LostTail {
  /** When it was found, epoch ms. */
  readonly foundAt: number
  /** When the newest row was written that is still there, epoch ms; null where none is, or where `missing` is null. */
  readonly lastAt: number | null
  /** Rows of the audit trail that are gone, at least; null where the trail goes on otherwise, so that nobody can count them. */
  readonly missing: number | null
}

/** What an opened store lacks of what is remembered of it; null when it is all there, whatever else has been added since. */
export const lostTail = (remembered: StoreHead, present: PresentHead, now: number): LostTail | null => {
  if (remembered.sequence === 0 || present.hashThere === remembered.hash) return null
  const { newest, hashThere } = present
  const missing = remembered.sequence - (newest?.sequence ?? 0)
  return hashThere === null && missing > 0
    ? { foundAt: now, lastAt: newest?.at ?? null, missing }
    : { foundAt: now, lastAt: null, missing: null }
}

/** A loss found while nobody has taken note of the one before it: they are told as one, found when the newer one was. */
export const bothLost = (before: LostTail | null, found: LostTail): LostTail => {
  if (before === null) return found
  if (before.missing === null || found.missing === null) return { ...found, lastAt: null, missing: null }
  const lastAt = before.lastAt === null || found.lastAt === null ? null : Math.min(before.lastAt, found.lastAt)
  return { ...found, lastAt, missing: before.missing + found.missing }
}
