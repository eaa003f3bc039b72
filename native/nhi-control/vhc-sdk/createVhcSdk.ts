import { z } from 'zod'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { createJsonClient } from '../../network/jsonClient.ts'
import { createCallQueue } from '../control6/callQueue.ts'
import { controlFailure } from '../control6/controlErrors.ts'
import { mapped } from '../control6/mapped.ts'
import { type BasicData, decodeBasicData, decodeRegisterBasic } from '../layouts/personLayouts.ts'
import type { ControlStatus, NhiControlPort, RegisteredPerson } from '../port.ts'
import { createHeldCard } from './heldCard.ts'
import { notOffered, vhcSdkWay } from './notOffered.ts'
import { type AskSdk, createSdkCalls, noBuffer, type SdkCall } from './sdkCalls.ts'
import { createSdkWrites, type OnCard } from './sdkWrites.ts'
import { sdkPaths, sdkReplyBytes } from './wire.ts'

/** Every call but opening goes on to the NHI's cloud. */
const callTimeoutMs = 30_000
const connectMs = 3_000
const probeTimeoutMs = 5_000

/** 1001: open already. */
const alreadyOpen = 1001
/** 1000: the SDK was started anew and has to be opened. */
const notOpen = 1000
/** 3237, 3238: it no longer has the card's authorisation. */
const forgotten = [notOpen, 3237, 3238]

export interface VhcSdkOptions {
  /** `http://localhost:3033`; only this PC. */
  readonly baseUrl: string
  /** This PC's clock in epoch ms; `Date.now` when left out. */
  readonly now?: () => number
  /** Shorter in tests; 30 s for a call when left out. */
  readonly timeoutMs?: number
}

const probe = { method: 'GET', path: '/', anyAnswer: true, freshConnection: true, timeoutMs: probeTimeoutMs } as const

/**
 * Virtual cards through the SDK version 1 (facts/nhi-card.md §5.1): a program on this PC that holds one virtual card at a time and
 * speaks to the NHI's cloud for it. Throws only when `baseUrl` is not of this PC.
 */
export const createVhcSdk = (options: VhcSdkOptions): NhiControlPort => {
  const client = createJsonClient({
    baseUrl: options.baseUrl,
    tls: 'loopback',
    connectTimeoutMs: connectMs,
    timeoutMs: options.timeoutMs ?? callTimeoutMs,
    maxBodyBytes: sdkReplyBytes,
  })
  const card = createHeldCard(options.now ?? Date.now)
  const queue = createCallQueue()
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

  const read = <T>(path: SdkCall<T>['path'], decode: SdkCall<T>['read'], signal?: AbortSignal): Promise<Result<T>> =>
    ask({
      path,
      body: {},
      safety: 'repeatable',
      answerer: 'server',
      read: decode,
      ...(signal === undefined ? {} : { signal }),
    })

  const local = (path: typeof sdkPaths.open | typeof sdkPaths.close): Promise<Result<null>> =>
    ask({ path, body: {}, safety: 'repeatable', answerer: 'control', read: noBuffer })

  const openSdk = async (): Promise<Result<null>> => {
    const opened = await local(sdkPaths.open)
    if (!opened.ok && opened.error.details?.statusCode !== alreadyOpen) return opened
    isOpen = true
    return ok(null)
  }

  /** The card goes before the SDK is asked, so that no answer, late or lost, leaves it standing for the next patient. */
  const closeSdk = async (): Promise<Result<null>> => {
    forget()
    const closed = await local(sdkPaths.close)
    // A refusal means that nothing was open.
    return closed.ok || closed.error.details?.statusCode !== undefined ? ok(null) : closed
  }

  const standing = (): ControlStatus => ({
    initialised: isOpen,
    sam: 'none',
    professionalCard: 'none',
    patientCard: card.state(),
  })

  const status = async (): Promise<Result<ControlStatus>> => {
    const answer = await client.request(probe, z.undefined())
    if (answer.ok) return ok(standing())
    // A program that isn't there holds no card.
    if (answer.failure.kind === 'no-connection' && answer.failure.reason === 'ECONNREFUSED') forget()
    return controlFailure(answer.failure)
  }

  /** An SDK that was started anew meanwhile (1000) has not looked at the QR: it is opened and given it again. */
  const upload = async (token: string): Promise<Result<null>> => {
    const give = () =>
      ask({
        path: sdkPaths.uploadQrCode,
        body: { QRCodeString: token },
        safety: 'repeatable',
        answerer: 'server',
        read: noBuffer,
      })
    if (isOpen) {
      const given = await give()
      if (given.ok || given.error.details?.statusCode !== notOpen) return given
    }
    const opened = await openSdk()
    return opened.ok ? give() : opened
  }

  /** Gives the SDK the QR unless it has it, and finds out whose card it is. */
  const load = async (token: string): Promise<Result<BasicData>> => {
    if (!card.isLoaded(token)) {
      card.drop()
      const uploaded = await upload(token)
      if (!uploaded.ok) return uploaded
      card.loaded(token)
    }
    const known = card.holder()
    if (known !== null) return ok(known)
    const holder = await read(sdkPaths.basicData, decodeBasicData)
    if (holder.ok) card.read(holder.value)
    return holder
  }

  /** What the SDK says about its card, which must still be the card that was presented. */
  const sameCard = <T extends Pick<BasicData, 'cardNumber' | 'nationalId'>>(
    holder: BasicData,
    said: Result<T>,
  ): Result<T> => {
    if (!said.ok) return said
    if (said.value.cardNumber === holder.cardNumber && said.value.nationalId === holder.nationalId) return said
    card.drop()
    return fail('CARD_MISMATCH')
  }

  const register = async (holder: BasicData, signal?: AbortSignal): Promise<Result<RegisteredPerson>> =>
    sameCard(holder, await read(sdkPaths.registerBasic, decodeRegisterBasic, signal))

  const basic = async (holder: BasicData, signal?: AbortSignal): Promise<Result<BasicData>> =>
    sameCard(holder, await read(sdkPaths.basicData, decodeBasicData, signal))

  const onCard: OnCard = (call) =>
    queue.run(async () => {
      const holder = card.presented()
      return holder.ok ? call(holder.value) : holder
    })

  /** As `onCard`, after another look at whose card it is: these calls don't name the person to the SDK. */
  const onSameCard: OnCard = (call) =>
    onCard(async (holder) => {
      const now = await basic(holder)
      return now.ok ? call(now.value) : now
    })

  const registered = (): Promise<Result<RegisteredPerson>> =>
    queue.runAbandonable(async (signal) => {
      const holder = card.presented()
      return holder.ok ? register(holder.value, signal) : holder
    })

  return {
    way: vhcSdkWay,
    status,
    async open() {
      const before = await status()
      if (!before.ok || isOpen) return before
      return mapped(await queue.run(openSdk), standing)
    },
    async reopen() {
      queue.abandon()
      const closed = await queue.run(closeSdk)
      return closed.ok ? mapped(await queue.run(openSdk), standing) : closed
    },
    async logOutPatientCard() {
      queue.abandon()
      return queue.run(async () => {
        // A card that was only read stands for nobody yet; ending it would cost the patient's QR.
        if (!card.isPresented()) return ok(null)
        const closed = await closeSdk()
        return closed.ok ? openSdk() : closed
      })
    },
    readVirtualCard: (token) =>
      queue.run(async () => {
        const holder = await load(token)
        if (!holder.ok) return holder
        const person = await register(holder.value)
        return mapped(person, ({ cardNumber, name, nationalId, birthDate, sex, insuredMark }) => ({
          cardNumber,
          name,
          nationalId,
          birthDate,
          sex,
          identityStatus: insuredMark,
        }))
      }),
    presentVirtualCard: (token) =>
      queue.run(async () => {
        const holder = await load(token)
        if (holder.ok) card.present()
        return mapped(holder, () => null)
      }),
    registeredPerson: registered,
    cardValidity: async () =>
      mapped(await registered(), ({ validUntil, remainingCount }) => ({ validUntil, remainingCount })),
    emergencyPhone: () =>
      queue.runAbandonable(async (signal) => {
        const holder = card.presented()
        if (!holder.ok) return holder
        return mapped(await basic(holder.value, signal), ({ emergencyPhone }) => emergencyPhone)
      }),
    ...createSdkWrites(ask, { onCard, onSameCard }),
    ...notOffered,
    // The SDK runs on this PC: its Date header tells nothing about the NHI's clock.
    serverOffsetMs: () => null,
    async dispose() {
      queue.abandon()
      await client.close()
    },
  }
}
