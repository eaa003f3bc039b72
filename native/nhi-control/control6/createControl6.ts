import { z } from 'zod'
import { ok } from '../../../preload/contract/result.ts'
import type { DataCentresOptions } from '../../network/dataCentreOptions.ts'
import { createDataCentres } from '../../network/dataCentres.ts'
import { createJsonClient } from '../../network/jsonClient.ts'
import { notOffered } from '../offered.ts'
import type { NhiControlPort, NhiWay } from '../port.ts'
import { createCallQueue } from './callQueue.ts'
import { createCardCalls } from './cardCalls.ts'
import { createCardReadCalls } from './cardReadCalls.ts'
import { createCardRefresh } from './cardRefresh.ts'
import { serverFailure } from './controlErrors.ts'
import { createDecisionSupport } from './decisionSupport.ts'
import { createIdentityCalls } from './identityCalls.ts'
import { createLocalApi } from './localApi.ts'
import { readStatus } from './opening.ts'
import { createRecordUpload } from './recordUpload.ts'
import { createSamCalls } from './samCalls.ts'
import { createSamKeeper, keepingSam } from './samKeeper.ts'
import { createServerApi } from './serverApi.ts'
import { signingInTurn } from './signing.ts'

const localTimeoutMs = 10_000
const serverTimeoutMs = 20_000
const localConnectMs = 3_000
const serverConnectMs = 2_000
const probeTimeoutMs = 2_000
const localBodyBytes = 256 << 10
/** The result text of thirty refused records with sixty orders each stays far below. */
const serverBodyBytes = 16 << 20

/** Asks whether anybody answers at all; the page names no address for it, so any answer will do. */
const probe = { method: 'GET', path: '/', anyAnswer: true, timeoutMs: probeTimeoutMs } as const

/** What control software 6.0 can do: everything but the yearly counters, which only the older interface gives. */
export const control6Way: NhiWay = {
  adapter: 'control6',
  pinEntry: 'screen',
  offers: new Set([
    'physical-card',
    'virtual-card',
    'sam',
    'signatures',
    'professional-signature',
    'professional-card',
    'professional-pin-change',
    'patient-pin',
    'visit-history',
    'emergency-phone',
    'prescriptions',
    'cardless-number',
    'remote-visit',
    'record-upload',
    'server-probe',
    'decision-support',
  ]),
}

export interface Control6Options {
  readonly controlSoftware: {
    readonly baseUrl: string
    /** SHA-256 of the local certificate; empty refuses every call with `CONTROL_FINGERPRINT`. */
    readonly sha256Fingerprint: string
    readonly initialName: string
  }
  readonly nhiServer: {
    /** Data centres in order of preference. */
    readonly baseUrls: readonly string[]
    /** PEM text; null for the public roots. */
    readonly caPem: string | null
    /** The interface the connections to the data centres leave by; left out: as the system routes them. */
    readonly interfaceName?: string
  }
  /** The data centre that the last run has left off with, and where this one keeps what it comes to; the first when left out. */
  readonly dataCentre?: Pick<DataCentresOptions, 'startWith' | 'onActiveChange'>
  /** This PC's clock in epoch ms; `Date.now` when left out. */
  readonly now?: () => number
  /** Shorter in tests; 10 s and 20 s (contract §2, §3) when left out. */
  readonly timeoutsMs?: { readonly local: number; readonly server: number }
}

/** The NHI by reader control software 6.0 (contract §2–4): local HTTPS JSON, and the server behind it through the VPN. */
export const createControl6 = (options: Control6Options): NhiControlPort => {
  const { controlSoftware, nhiServer } = options
  const now = options.now ?? Date.now
  const localClient = createJsonClient({
    baseUrl: controlSoftware.baseUrl,
    tls: { pinnedSha256: controlSoftware.sha256Fingerprint },
    connectTimeoutMs: localConnectMs,
    timeoutMs: options.timeoutsMs?.local ?? localTimeoutMs,
    maxBodyBytes: localBodyBytes,
  })
  const dataCentres = createDataCentres({
    ...options.dataCentre,
    baseUrls: nhiServer.baseUrls,
    clientFor: (baseUrl) =>
      createJsonClient({
        baseUrl,
        tls: { caPem: nhiServer.caPem },
        interfaceName: nhiServer.interfaceName,
        connectTimeoutMs: serverConnectMs,
        timeoutMs: options.timeoutsMs?.server ?? serverTimeoutMs,
        maxBodyBytes: serverBodyBytes,
        now,
      }),
    probe: async (client) => (await client.request(probe, z.undefined())).ok,
  })
  const plainLocal = signingInTurn(createLocalApi(localClient))
  const keeper = createSamKeeper(plainLocal, controlSoftware.initialName)
  const local = keepingSam(plainLocal, keeper)
  const ask = createServerApi(plainLocal, dataCentres, keeper.keeping)
  const refresh = createCardRefresh(ask)
  const serverNow = (): number | null => {
    const offsetMs = dataCentres.serverOffsetMs()
    return offsetMs === null ? null : now() + offsetMs
  }
  const uploads = createRecordUpload(dataCentres, () => serverNow() ?? now())
  const cards = createCallQueue()

  return {
    way: control6Way,
    status: () => readStatus(local),
    open: keeper.open,
    async reopen() {
      const ended = await cards.run(() => local.finalise())
      return ended.ok ? keeper.open() : ended
    },
    ...createCardCalls({ local, ask, queue: cards, refresh, serverNow }),
    ...createCardReadCalls({ ask, queue: cards, refresh }),
    ...createIdentityCalls({ local, queue: cards }),
    ...createDecisionSupport({ local, dataCentres, queue: cards }),
    ...createSamCalls({ local, ask }),
    async professionalCardHolder() {
      const signature = await local.signWithProfessionalCard('01')
      return signature.ok ? ok({ nationalId: signature.value.hpcIdNo }) : signature
    },
    // Neither page of the interface names a way to the yearly counters.
    cumulativeData: async () => notOffered(control6Way.adapter),
    async uploadRecords(xml, mode, signal) {
      const signature = await local.signWithSam('30')
      return signature.ok ? uploads.upload(signature.value, xml, mode, signal) : signature
    },
    async uploadResult(opcode, signal) {
      const signature = await local.signWithSam('30')
      return signature.ok ? uploads.result(signature.value, opcode, signal) : signature
    },
    async probeServer() {
      const answer = await dataCentres.request({ ...probe, safety: 'probe' }, z.undefined())
      return answer.ok ? ok({ dataCentre: answer.dataCentre }) : serverFailure(answer.failure, 'repeatable')
    },
    serverOffsetMs: () => dataCentres.serverOffsetMs(),
    async dispose() {
      cards.abandon()
      await Promise.all([localClient.close(), dataCentres.close()])
    },
  }
}
