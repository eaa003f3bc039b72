import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { beginReading, continueReading } from './apdu.ts'
import { pcscCodeOf, pcscFailure } from './pcscErrors.ts'

/** A card opened SHARED. Every call may throw an error whose `code` is PC/SC's name for it. */
export interface CardConnection {
  /** Begins a transaction: no other program's command comes between ours. */
  begin(): Promise<{ end(): Promise<void> }>
  transmit(command: Uint8Array): Promise<Uint8Array>
  /** The card's answer to reset, upper-case hex; throws when the card is no longer there. */
  atr(): Promise<string>
  /** Lets the card go as it is (LEAVE), so that other programs keep their sessions. */
  release(): Promise<void>
}

/**
 * What may pass when it is tried again, and how often it is tried: another program holds or resets the card for a moment, or the
 * contacts were moved under a command.
 */
const pauseMs = 150
const attempts: Readonly<Record<string, number>> = { SharingViolation: 5, ResetCard: 5, NotTransacted: 2, CommError: 2 }

/** Whether a response ends in what can be a status word: every one begins with 6 or 9 (ISO 7816-4). */
const hasStatusWord = (response: Uint8Array): boolean => {
  const sw1 = response[response.length - 2]
  return sw1 !== undefined && (sw1 >> 4 === 6 || sw1 >> 4 === 9)
}

/** Sends one command; throws when there is no response to it. */
type Send = (command: Uint8Array) => Promise<Uint8Array>
/** What is done with a card within one transaction. */
type Work<T> = (send: Send) => Promise<Result<T>>

const readProfile: Work<Uint8Array> = async (send) => {
  let step = beginReading()
  while (step.type === 'transmit') step = continueReading(step.state, await send(step.command))
  return step.type === 'done' ? ok(step.data) : fail(step.code, { details: { sw: step.sw } })
}

const inTransaction = async <T>(card: CardConnection, work: Work<T>, onSend: () => void): Promise<Result<T>> => {
  const transaction = await card.begin()
  try {
    return await work(async (command) => {
      onSend()
      const response = await card.transmit(command)
      // Some drivers give nothing, or nonsense, for a card that is pulled under a command.
      if (!hasStatusWord(response)) throw Object.assign(new Error('no status word'), { code: 'NotTransacted' })
      return response
    })
  } finally {
    // A card that has been pulled has ended its transaction by itself; what went wrong before is what counts.
    await transaction.end().catch(() => undefined)
  }
}

/** How a command fails whose card is pulled under it; the service notices the removal itself only at its next look, 0.4 s apart. */
const maybePulled: readonly string[] = ['NotTransacted', 'CommError']
const looks = 12
const lookEveryMs = 50

const wasPulled = async (card: CardConnection, pause: (ms: number) => Promise<void>): Promise<boolean> => {
  for (let look = 1; look <= looks; look += 1) {
    const isPresent = await card.atr().then(
      () => true,
      () => false,
    )
    if (!isPresent) return true
    if (look < looks) await pause(lookEveryMs)
  }
  return false
}

type Connect = () => Promise<CardConnection>
type Pause = (ms: number) => Promise<void>
type Outcome<T> = Result<T> | { readonly pcsc: string; readonly sent: boolean }

const tryOnce = async <T>(connect: Connect, pause: Pause, work: Work<T>): Promise<Outcome<T>> => {
  let card: CardConnection | null = null
  let sent = false
  try {
    card = await connect()
    return await inTransaction(card, work, () => {
      sent = true
    })
  } catch (error) {
    const pcsc = pcscCodeOf(error)
    const isGone = maybePulled.includes(pcsc) && card !== null && (await wasPulled(card, pause))
    return { pcsc: isGone ? 'RemovedCard' : pcsc, sent }
  } finally {
    await card?.release().catch(() => undefined)
  }
}

const withCard = async <T>(
  connect: Connect,
  pause: Pause,
  work: Work<T>,
  mayRepeat: (sent: boolean) => boolean,
): Promise<Result<T>> => {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce(connect, pause, work)
    if ('ok' in outcome) return outcome
    if (attempt >= (attempts[outcome.pcsc] ?? 1) || !mayRepeat(outcome.sent)) return pcscFailure(outcome.pcsc)
    await pause(pauseMs)
  }
}

/**
 * Reads the bytes of the public profile in one short transaction. Errors as in the port; the deadline is the caller's, because a
 * PC/SC call cannot be taken back.
 */
export const readProfileBytes = (connect: Connect, pause: Pause): Promise<Result<Uint8Array>> =>
  withCard(connect, pause, readProfile, () => true)

/**
 * Sends commands one after the other in one transaction and gives their responses as they came, status words included. A script
 * is tried again only as long as none of it was sent: what its commands do is not known here.
 */
export const exchangeWithCard = (
  connect: Connect,
  pause: Pause,
  commands: readonly Uint8Array[],
): Promise<Result<readonly Uint8Array[]>> =>
  withCard(
    connect,
    pause,
    async (send) => {
      const responses: Uint8Array[] = []
      for (const command of commands) responses.push(await send(command))
      return ok(responses)
    },
    (sent) => !sent,
  )
