import { z } from 'zod'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { JsonClient } from '../../network/answer.ts'
import { controlFailure } from '../control6/controlErrors.ts'
import type { HeldCard } from './heldCard.ts'
import { type AskSdk, createSdkCalls, noBuffer, type SdkCall } from './sdkCalls.ts'
import { sdkPaths } from './wire.ts'

const probeTimeoutMs = 5_000
/** 1000: the SDK was started anew and has to be opened. */
const notOpen = 1000
/** 1001: open already. */
const alreadyOpen = 1001
/** 3237, 3238: it no longer has the card's authorisation. */
const forgotten = [notOpen, 3237, 3238]

const probe = {
  method: 'GET',
  path: '/',
  anyAnswer: true,
  freshConnection: true,
  timeoutMs: probeTimeoutMs,
} as const

/** The program on this PC: whether it is there and open. Whenever it turns out to be another run of it, its card is dropped. */
export interface SdkProgram {
  readonly ask: AskSdk
  isOpen(): boolean
  /** Whether anybody answers; the SDK has no call that tells its state. */
  look(): Promise<Result<null>>
  open(): Promise<Result<null>>
  /** Ends what is open and the card with it; done when nothing was. */
  close(): Promise<Result<null>>
  /** Gives it a QR, opening it first where it needs that. */
  upload(token: string): Promise<Result<null>>
}

export const createSdkProgram = (client: Pick<JsonClient, 'request'>, card: HeldCard): SdkProgram => {
  const sdk = createSdkCalls(client)
  let isOpen = false

  const forget = (): void => {
    isOpen = false
    card.drop()
  }

  const ask: AskSdk = async <T>(call: SdkCall<T>) => {
    const answer = await sdk(call)
    if (!answer.ok && forgotten.includes(Number(answer.error.details?.statusCode))) forget()
    return answer
  }

  const local = (path: typeof sdkPaths.open | typeof sdkPaths.close): Promise<Result<null>> =>
    ask({ path, body: {}, safety: 'repeatable', answerer: 'control', read: noBuffer })

  const open = async (): Promise<Result<null>> => {
    const opened = await local(sdkPaths.open)
    if (!opened.ok && opened.error.details?.statusCode !== alreadyOpen) return opened
    isOpen = true
    return ok(null)
  }

  const give = (token: string): Promise<Result<null>> =>
    ask({
      path: sdkPaths.uploadQrCode,
      body: { QRCodeString: token },
      safety: 'repeatable',
      answerer: 'server',
      read: noBuffer,
    })

  return {
    ask,
    isOpen: () => isOpen,
    async look() {
      const answer = await client.request(probe, z.undefined())
      if (answer.ok) return ok(null)
      // A program that isn't there holds no card.
      if (answer.failure.kind === 'no-connection' && answer.failure.reason === 'ECONNREFUSED') forget()
      return controlFailure(answer.failure)
    },
    open,
    async close() {
      // Before the SDK is asked, so that no answer, late or lost, leaves the card standing for the next patient.
      forget()
      const closed = await local(sdkPaths.close)
      // A refusal means that nothing was open.
      return closed.ok || closed.error.details?.statusCode !== undefined ? ok(null) : closed
    },
    async upload(token) {
      if (isOpen) {
        const given = await give(token)
        // Whoever answers that it isn't open has not looked at the QR.
        if (given.ok || given.error.details?.statusCode !== notOpen) return given
      }
      const opened = await open()
      return opened.ok ? give(token) : opened
    },
  }
}
