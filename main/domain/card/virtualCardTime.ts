import { virtualCodeLifeMs } from '../../../preload/contract/card/virtualCardText.ts'

/** So long a virtual card that was presented can be used (§2, 3238). */
const tokenLifeMs = 60 * 60_000

/**
 * The latest moment at which a code scanned now can still be redeemed: five minutes, if the app made it at this very instant. It only
 * tells; whether the code is still good is the NHI's answer. Epoch ms, server time.
 */
export const qrUntil = (scannedAt: number): number => scannedAt + virtualCodeLifeMs

/** The end of the hour in which a virtual card serves without another scan. Epoch ms, server time. */
export const usableUntil = (presentedAt: number): number => presentedAt + tokenLifeMs

/** Whether the hour of a card presented at that moment is over, by the server's time. */
export const isHourOver = (presentedAt: number, now: number): boolean => now >= usableUntil(presentedAt)

const virtualSerial = /^[VWM]\d{3}$/
const plasticSerial = /^\d{4}$/

/**
 * Whether a 就醫序號 as the card's history tells it can be one of this kind of card: those of virtual cards begin with a letter and
 * count apart. What has no serial, or a special code, can be either's.
 */
export const fitsMedium = (visitSequenceNumber: string | null, medium: 'plastic' | 'virtual'): boolean => {
  if (visitSequenceNumber === null) return true
  return medium === 'virtual' ? !plasticSerial.test(visitSequenceNumber) : !virtualSerial.test(visitSequenceNumber)
}
