import type { CardMedication } from './useCardMedication.ts'

/** How it stands with the NHI's own alerts about the drugs on a sheet. */
export type NhiAlertState =
  | 'not-asked'
  | 'asking'
  | 'failed'
  | 'told'
  /** Told, but other drugs have been ordered since. */
  | 'newer'
  | NonNullable<CardMedication['cannotAsk']>

export const nhiAlertState = (asked: {
  readonly isPending: boolean
  readonly isFailed: boolean
  /** Drugs that the answer says nothing of; null where there is no answer. */
  readonly unanswered: number | null
  readonly cannotAsk: CardMedication['cannotAsk']
}): NhiAlertState => {
  const { isPending, isFailed, unanswered, cannotAsk } = asked
  if (isPending) return 'asking'
  if (isFailed) return 'failed'
  if (unanswered === null) return cannotAsk ?? 'not-asked'
  return unanswered > 0 ? 'newer' : 'told'
}

/** Whether the line has something to see. What nobody has asked for is said plainly and no more, or it would nag at every sheet. */
export const isToBeSeen = (state: NhiAlertState, alerts: number): boolean =>
  state === 'failed' || state === 'newer' || alerts > 0
