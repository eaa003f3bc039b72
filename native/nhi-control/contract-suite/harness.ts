import type { Result } from '../../../preload/contract/result.ts'
import type { NhiCapability, NhiControlPort, NhiWay } from '../port.ts'

/**
 * What the suite needs of an implementation: its port, a patient, and a hand on the surroundings. The members that may be left
 * out belong to a capability: a harness whose way offers it has them, and the suite says so when it hasn't.
 */
export interface NhiControlHarness {
  readonly control: NhiControlPort
  /** Holder of the patient's card; insured, the card not expired, no PIN, no visit yet. */
  readonly person: { readonly cardNumber: string; readonly nationalId: string }
  /**
   * Presents the patient in this way's own manner: the card into the reader, or for a way with virtual cards only a fresh QR
   * through `control.presentVirtualCard`.
   */
  insertCard(): Promise<void>
  /** Takes the patient away again: the card out, or a virtual card logged out. */
  removeCard(): Promise<void>
  /** Cuts the way to the NHI so that nothing arrives there (the servers, or the whole network), and restores it. */
  cutServer(cut: boolean): Promise<void>
  /** The next serial is given, and its answer is lost. */
  loseNextSerial(): Promise<void>
  /** The next serial is given, and answered with this status code instead of with the serial. */
  misanswerNextSerial(statusCode: number): Promise<void>
  /** Before each test: cards out, nothing cut, nothing taken, no PIN changed or tried. */
  reset(): Promise<void>
  close(): Promise<void>

  /** `sam`: forgets the SAM's verification, as control software that was started anew does. */
  lapseSam?(): Promise<void>
  /** `professional-card`: a doctor's card, its PIN not given yet. */
  insertProfessionalCard?(): Promise<void>
  removeProfessionalCard?(): Promise<void>
  /** PIN of that card (6 to 8 digits). */
  readonly pin?: string
  /** `professional-pin-change`: PUK of that card. */
  readonly puk?: string
  /**
   * For ways with `pinEntry: 'device'`: what is typed at the device during the coming call, in turn (a PUK, then the new PIN);
   * whatever the call before did not ask for is forgotten. The suite passes nonsense in the call itself.
   */
  typePins?(pins: readonly string[]): Promise<void>
  /** `physical-card`: puts in a card of another holder that has expired and can be refreshed online; its number. */
  insertExpiredCard?(): Promise<{ readonly cardNumber: string }>
  /** `virtual-card`: the text of a fresh QR of `person`. */
  makeVirtualCard?(): Promise<string>
  /** `remote-visit`: the patient's answer in the app to the request with this access token. */
  decideRemoteVisit?(accessToken: string, agrees: boolean): Promise<void>
  /** `emergency-phone`: the number on the card of `person`. */
  readonly emergencyPhone?: string
  /** `record-upload`: makes the result of an upload come; for surroundings where it doesn't come by itself within seconds. */
  finishUpload?(opcode: string): Promise<void>
  /** Moves the NHI's clock on by so much, for what is only allowed for a time. Left out where that can't be done. */
  passTime?(ms: number): Promise<void>
}

/** What the parts of the suite share: made anew for each test. */
export interface SuiteStage {
  readonly way: NhiWay
  harness(): NhiControlHarness
  control(): NhiControlPort
  /** The patient presented and freshly logged in, as for each new card. */
  withCard(): Promise<void>
  /** The professional card in, and its PIN given. */
  withProfessional(): Promise<void>
  /** What to pass as a PIN: the PIN itself, or nonsense after having it (and what follows it) typed at the device. */
  give(pin: string, ...following: readonly string[]): Promise<string>
  /** The second PIN of a call that takes two. */
  passed(pin: string): string
}

/** Whether a way offers everything named. */
export const offersAll = (way: NhiWay, ...capabilities: readonly NhiCapability[]): boolean =>
  capabilities.every((capability) => way.offers.has(capability))

/** A member of the harness that a capability calls for. */
export const needed = <T>(value: T | undefined, name: keyof NhiControlHarness): T => {
  if (value === undefined) throw new Error(`the harness has no ${name}, which this way's capabilities call for`)
  return value
}

export const given = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details)}`)
  return result.value
}

export const codeOf = <T>(result: Result<T>): string => (result.ok ? 'ok' : result.error.code)

export const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const
