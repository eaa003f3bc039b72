import type { CodeWrite } from '../../../native/nhi-control/layouts/treatmentWriteLayouts.ts'

/** Longest life of a virtual card's authorisation: one hour. */
export const CARD_MS = 60 * 60 * 1000

/** The virtual card whose QR was uploaded last. */
export interface LoadedCard {
  readonly hcId: string
  readonly hcIdNo: string
  readonly birthday: string
  readonly loadedAt: number
}

/** The state of the running SDK; nothing outlives it. */
export interface SdkSession {
  open: boolean
  card: LoadedCard | undefined
  /** Codes by the visit's date and time, until its fees come. */
  codes: Map<string, CodeWrite>
}

export function newSession(): SdkSession {
  return { open: false, card: undefined, codes: new Map() }
}
