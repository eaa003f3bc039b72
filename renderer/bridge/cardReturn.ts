import { useEffect, useRef } from 'react'
import type { CardSession } from '../../preload/contract/card/card.ts'
import { wantsNewScan } from '../../preload/contract/card/newScan.ts'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { AppError } from '../../preload/contract/result.ts'
import type { PatientId } from '../../preload/contract/words.ts'
import { useDeskQuery } from './query.ts'

const aboutCard: readonly ErrorCode[] = ['CARD_CHANGED', 'CARD_ABSENT', 'CARD_REMOVED']

/** Whether an action stopped because the patient's card was not in the reader, so that it can go on once it is back. */
export const isStoppedByCard = (error: Pick<AppError, 'code'> | null): boolean =>
  error !== null && aboutCard.includes(error.code)

/** What goes on by itself once the patient's card is back: for a lapsed virtual card, once it has been scanned again. */
const goesOnWithCard = (error: Pick<AppError, 'code'> | null): boolean =>
  isStoppedByCard(error) || (error !== null && wantsNewScan(error.code))

/** A stop in the words of what is in the reader by now: the card that was pulled may have been followed by another. */
export const stopAsOfNow = (error: AppError, session: CardSession | null): AppError =>
  isStoppedByCard(error) ? { ...error, code: session === null ? 'CARD_ABSENT' : 'CARD_CHANGED' } : error

/**
 * Goes on, once, with what stopped because another card or none was in the reader, or a virtual one had lapsed, as soon as the
 * patient's own card has been put in, or scanned, again and authenticated.
 *
 * @param action the failing action as the screen has it
 * @param patientId whose card is waited for
 */
export const useCardReturn = (
  action: { readonly error: AppError | null; readonly isPending: boolean },
  patientId: PatientId,
  goOn: () => void,
): void => {
  const session = useDeskQuery('card:current', {}).data ?? null
  const triedWith = useRef<string | null>(null)
  const latest = useRef(goOn)
  latest.current = goOn
  const { isPending } = action
  const isStopped = goesOnWithCard(action.error)
  const sessionId = session?.sessionId ?? null
  const isBack = session?.phase === 'authenticated' && session.patient?.patientId === patientId
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card that lay there when the try began, not the one of now
  useEffect(() => {
    if (isPending) triedWith.current = sessionId
  }, [isPending])
  useEffect(() => {
    if (!isStopped || isPending || !isBack || sessionId === triedWith.current) return
    triedWith.current = sessionId
    latest.current()
  }, [isStopped, isPending, isBack, sessionId])
}
