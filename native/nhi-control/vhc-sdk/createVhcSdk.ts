import { ok } from '../../../preload/contract/result.ts'
import { createJsonClient } from '../../network/jsonClient.ts'
import { createCallQueue } from '../control6/callQueue.ts'
import { mapped } from '../control6/mapped.ts'
import type { CardIdentity, ControlStatus, NhiControlPort } from '../port.ts'
import { createHeldCard } from './heldCard.ts'
import { notOffered, vhcSdkWay } from './notOffered.ts'
import { createSdkCard } from './sdkCard.ts'
import { createSdkProgram } from './sdkProgram.ts'
import { createSdkWrites, type SdkWrites } from './sdkWrites.ts'
import { sdkReplyBytes } from './wire.ts'

/** Every call but opening goes on to the NHI's cloud. */
const callTimeoutMs = 30_000
const connectMs = 3_000

export interface VhcSdkOptions {
  /** `http://localhost:3033`; only this PC. */
  readonly baseUrl: string
  /** This PC's clock in epoch ms; `Date.now` when left out. */
  readonly now?: () => number
  /** Shorter in tests; 30 s for a call when left out. */
  readonly timeoutMs?: number
}

/**
 * Virtual cards through the SDK version 1 (facts/nhi-card.md §5.1): a program on this PC that holds one virtual card at a time and
 * speaks to the NHI's cloud for it. Throws only when `baseUrl` is not of this PC.
 */
export const createVhcSdk = (options: VhcSdkOptions): NhiControlPort & SdkWrites => {
  const client = createJsonClient({
    baseUrl: options.baseUrl,
    tls: 'loopback',
    connectTimeoutMs: connectMs,
    timeoutMs: options.timeoutMs ?? callTimeoutMs,
    maxBodyBytes: sdkReplyBytes,
  })
  const held = createHeldCard(options.now ?? Date.now)
  const queue = createCallQueue()
  const program = createSdkProgram(client, held)
  const card = createSdkCard(program, held, queue)

  const standing = (): ControlStatus => ({
    initialised: program.isOpen(),
    sam: 'none',
    professionalCard: 'none',
    patientCard: held.state(),
  })
  const status = async (): ReturnType<NhiControlPort['status']> => mapped(await program.look(), standing)

  return {
    way: vhcSdkWay,
    status,
    async open() {
      const before = await status()
      if (!before.ok || program.isOpen()) return before
      return mapped(await queue.run(program.open), standing)
    },
    async reopen() {
      queue.abandon()
      return queue.run(async () => {
        const closed = await program.close()
        return closed.ok ? mapped(await program.open(), standing) : closed
      })
    },
    async logOutPatientCard() {
      queue.abandon()
      return queue.run(async () => {
        // A card that was only read stands for nobody yet; ending it would cost the patient's QR.
        if (!held.isPresented()) return ok(null)
        const closed = await program.close()
        return closed.ok ? program.open() : closed
      })
    },
    readVirtualCard: (token) =>
      queue.run(async () => {
        const holder = await card.load(token)
        if (!holder.ok) return holder
        return mapped(await card.register(holder.value), (person) => ({
          cardNumber: person.cardNumber,
          name: person.name,
          nationalId: person.nationalId,
          birthDate: person.birthDate,
          sex: person.sex,
          identityStatus: person.insuredMark,
          photo: null,
        }))
      }),
    presentVirtualCard: (token) =>
      queue.run(async () => {
        const holder = await card.load(token)
        if (holder.ok) held.present()
        return mapped(holder, () => null)
      }),
    registeredPerson: () => card.question(card.register),
    cardValidity: async (expected?: CardIdentity) =>
      mapped(await card.question(card.register, expected), ({ validUntil, remainingCount }) => ({
        validUntil,
        remainingCount,
      })),
    emergencyPhone: async () => mapped(await card.question(card.basic), ({ emergencyPhone }) => emergencyPhone),
    ...createSdkWrites(program.ask, card),
    ...notOffered,
    // The SDK runs on this PC: its Date header tells nothing about the NHI's clock.
    serverOffsetMs: () => null,
    async dispose() {
      queue.abandon()
      await client.close()
    },
  }
}
