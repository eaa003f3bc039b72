import { create } from 'zustand'
import type { ScanSource } from '../../../preload/contract/card/scan.ts'
import { virtualCodeLifeMs } from '../../../preload/contract/card/virtualCardText.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import type { Note } from '../useScan.ts'

/** A visit whose virtual card has to be scanned again. */
export interface ScannedVisit {
  readonly encounterId: EncounterId
  readonly patientName: string
}

/** What is told of a scanned text; the text itself is kept only while a question about it is open, and no longer than it can be good. */
export interface Scanned {
  readonly source: ScanSource
  /** Characters, all that is kept of a text. */
  readonly length: number
  /** Server time, epoch ms. */
  readonly at: number
}

/** What is being done with the last scanned text. */
export type ScanWork =
  | { readonly kind: 'nothing' }
  /** Somebody else is on the screen: the text is not sent before the person has decided. */
  | { readonly kind: 'asking'; readonly scanned: Scanned; readonly text: string }
  | {
      readonly kind: 'redeeming'
      readonly scanned: Scanned
      /** The card that was on the screen before; another virtual one is the answer. */
      readonly before: CardSessionId | null
      /** Another code came meanwhile and was not sent. */
      readonly isBusy: boolean
    }
  /** The question about a code was open longer than the code can be good: its text is gone. */
  | { readonly kind: 'over'; readonly scanned: Scanned }
  /** The code of the card on the screen, once more. */
  | { readonly kind: 'known'; readonly scanned: Scanned }
  | { readonly kind: 'refused'; readonly scanned: Scanned; readonly error: AppError }

interface ScanDesk {
  /** Whether the scan stands beside the screen. */
  readonly open: boolean
  /** Whether its camera and pictures are wanted, or only a word about a code that a scanner has sent. */
  readonly sources: boolean
  /** The visit that is scanned for; null for a patient who comes. */
  readonly visit: ScannedVisit | null
  /** What a keyboard scanner has to be told of. */
  readonly told: Note | null
  readonly work: ScanWork
  /** Counts the beginnings: the camera takes the same code once more only after a new one. */
  readonly round: number
}

const nothing: ScanWork = { kind: 'nothing' }

/** The scan of this desk, one for all screens, so that going to another one takes nothing away. */
export const useScanDesk = create<ScanDesk>(() => ({
  open: false,
  sources: false,
  visit: null,
  told: null,
  work: nothing,
  round: 0,
}))

const set = useScanDesk.setState
export const isScanOpen = (): boolean => useScanDesk.getState().open

/** Opens the scan, for a visit or for whoever comes. What is being redeemed goes on. */
export const openScan = (visit: ScannedVisit | null): void =>
  set(({ work, round }) =>
    work.kind === 'redeeming'
      ? { open: true }
      : { open: true, sources: true, visit, told: null, work: nothing, round: round + 1 },
  )

/** Takes the scan away with everything that was only told; what is being redeemed is given up by `giveUpRedeeming`. */
export const closeScan = (): void => set({ open: false, sources: false, visit: null, told: null, work: nothing })

/** Out of sight, because its patient is on the screen; the answer is still waited for. */
export const stepAside = (): void => set({ open: false, sources: false })

export const showSlowRedeeming = (): void => set({ open: true })
/** Another code came and was not sent; said also to whom no scan stands beside, as with a barcode scanner. */
export const showBusy = (doing: Extract<ScanWork, { kind: 'redeeming' }>): void =>
  set({ open: true, work: { ...doing, isBusy: true } })
export const work = (next: ScanWork): void => set({ work: next })
export const refuse = (scanned: Scanned, error: AppError): void =>
  set({ open: true, sources: true, told: null, work: { kind: 'refused', scanned, error } })
export const ask = (question: Extract<ScanWork, { kind: 'asking' }>): void => {
  set({ open: true, told: null, work: question })
  setTimeout(
    () => set(({ work: doing }) => (doing === question ? { work: { kind: 'over', scanned: question.scanned } } : {})),
    virtualCodeLifeMs,
  )
}
export const tell = (told: Note): void => set({ open: true, sources: true, told })
