import { isoToRoc } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { decodeBasicData } from '../layouts/personLayouts.ts'
import type { CardIdentity } from '../port.ts'
import type { LibrarySession } from './librarySession.ts'

/** Whose card a write is meant for, as the library wants it named; it refuses another (5020). Birth date 民國 `yyyMMdd`. */
export interface Holder {
  readonly nationalId: string
  readonly birthDate: string
}

const basicBytes = 72

/** The holder of the card in the reader; `CARD_CHANGED` when it isn't the one that is meant. */
export const readHolder = async (session: LibrarySession, expected: CardIdentity): Promise<Result<Holder>> => {
  const basic = await session.read('hisGetBasicData', [basicBytes], decodeBasicData)
  if (!basic.ok) return basic
  const { cardNumber, nationalId, birthDate } = basic.value
  return cardNumber === expected.cardNumber && nationalId === expected.nationalId
    ? ok({ nationalId, birthDate: isoToRoc(birthDate) })
    : fail('CARD_CHANGED', { retryable: true })
}

/** Calls when the card that is meant lies in the reader, or when none is named. */
export const onCard = async <T>(
  session: LibrarySession,
  expected: CardIdentity | undefined,
  call: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  if (expected === undefined) return call()
  const holder = await readHolder(session, expected)
  return holder.ok ? call() : holder
}
