import type { ScanSource } from '../../../preload/contract/card/scan.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { goTo, useNavigation } from '../../app/navigation.ts'
import { call } from '../../bridge/desk.ts'
import { answered } from '../../bridge/query.ts'
import { serverNow } from '../../bridge/status.ts'
import { inTheWay } from './inTheWay.ts'
import {
  ask,
  closeScan,
  isScanOpen,
  openScan,
  refuse,
  type Scanned,
  type ScannedVisit,
  showBusy,
  showSlowRedeeming,
  stepAside,
  useScanDesk,
  work,
} from './scanDesk.ts'

/** Redeeming that takes longer is shown, also when a scanner sent the code and no scan stands beside the screen. */
const slowMs = 1_000

/** The code that is on the screen, by its digest: the text is not kept. */
let accepted: { readonly digest: string; readonly sessionId: CardSessionId } | null = null
/** The redeeming whose answer is waited for; null, or another one, once it has been given up. */
let current: { readonly digest: string } | null = null

const digestOf = async (text: string): Promise<string> => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes)].join()
}

const session = () => answered('card:current', {}) ?? null

/** The patient of a code stands where patients are registered; a visit that waits for its card stays where it is. */
const showPatient = (): void => {
  if (useNavigation.getState().screen !== 'front-desk') goTo('front-desk')
}

const redeem = async (text: string, scanned: Scanned, digest: string): Promise<void> => {
  const { visit } = useScanDesk.getState()
  const mine = { digest }
  current = mine
  work({ kind: 'redeeming', scanned, before: session()?.sessionId ?? null, isBusy: false })
  const slow = setTimeout(() => {
    const isHere = patientIsHere()
    if (current === mine && !isHere) showSlowRedeeming()
  }, slowMs)
  const answer = await call('virtual-card:accept', {
    text,
    source: scanned.source,
    encounterId: visit?.encounterId ?? null,
  })
  clearTimeout(slow)
  if (current !== mine) {
    // Given up too late for main to stop: somebody whom nobody waits for any more is not left on the screen. The same code shown once
    // more has the same answer, and is waited for.
    const isWanted = answer.ok && (current?.digest === digest || accepted?.sessionId === answer.value.sessionId)
    if (answer.ok && visit === null && !isWanted) {
      await call('virtual-card:put-away', { cardSessionId: answer.value.sessionId })
    }
    return
  }
  current = null
  if (!answer.ok) return refuse(scanned, answer.error)
  accepted = { digest, sessionId: answer.value.sessionId }
  closeScan()
  if (visit === null) showPatient()
}

/** Whether the card that is being redeemed is on the screen already, and only its authentication is waited for. */
export const patientIsHere = (): boolean => {
  const { work: doing, visit } = useScanDesk.getState()
  const card = session()
  return doing.kind === 'redeeming' && visit === null && card?.medium === 'virtual' && card.sessionId !== doing.before
}

/**
 * The one use case behind every source and every screen: a scanned text is sent to be redeemed, unless its card is on the screen
 * already, or somebody else is, about whom the person is asked first.
 */
export const takeScanned = async (text: string, source: ScanSource): Promise<void> => {
  const scanned: Scanned = { source, length: text.length, at: serverNow() }
  const digest = await digestOf(text)
  const { work: doing, visit } = useScanDesk.getState()
  if (doing.kind === 'redeeming') {
    // A camera, or an impatient hand, shows the same code again: it is being redeemed already.
    if (current?.digest !== digest) showBusy(doing)
    return
  }
  const card = session()
  const isShown =
    accepted?.digest === digest && accepted.sessionId === card?.sessionId && card.virtual?.lapsed === false
  if (isShown && visit === null) {
    // Whose card was read and could not be presented: the code is still good, and is tried once more.
    if (card.phase === 'identified') return redeem(text, scanned, digest)
    useScanDesk.setState({ open: true, told: null, work: { kind: 'known', scanned } })
    return
  }
  if (visit !== null || inTheWay() === null) return redeem(text, scanned, digest)
  ask({ kind: 'asking', scanned, text })
}

/** The person has decided that the scanned patient comes now. */
export const switchPatient = async (): Promise<void> => {
  const { work: doing } = useScanDesk.getState()
  if (doing.kind === 'asking') await redeem(doing.text, doing.scanned, await digestOf(doing.text))
}

/**
 * Nobody waits for the answer any more: main stops before the next step that cannot be taken back. The code may be used up by then,
 * which the screen says beside the button.
 */
export const giveUpRedeeming = (): void => {
  // Whoever is on the screen already stays: only what was told beside them goes away.
  if (patientIsHere()) {
    stepAside()
    return
  }
  if (current !== null) void call('virtual-card:give-up', {})
  current = null
  closeScan()
}

/** One level back: what is redeemed is given up, what is only told goes away. False when no scan is open. */
export const leaveScan = (): boolean => {
  if (!isScanOpen()) return false
  if (useScanDesk.getState().work.kind === 'redeeming') giveUpRedeeming()
  else closeScan()
  return true
}

/** What the scan key does: opens the scan for a visit, or for whoever comes, and takes it away again. */
export const toggleScan = (visit: ScannedVisit | null): void => {
  if (!leaveScan()) openScan(visit)
}
