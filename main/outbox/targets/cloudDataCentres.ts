import { z } from 'zod'
import type { JsonClient, NetworkFailure } from '../../../native/network/answer.ts'
import type { DataCentres, DataCentresOptions } from '../../../native/network/dataCentreOptions.ts'
import { createDataCentres } from '../../../native/network/dataCentres.ts'
import { createJsonClient } from '../../../native/network/jsonClient.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { OutboxSettings } from '../process/messages.ts'

const HealthSchema = z.object({ status: z.enum(['ok', 'draining']), idc: z.string().max(40) })

/** Of the five seconds in which another data centre has taken over, most are left for the look and the record. */
const connectTimeoutMs = 2_000
const pushTimeoutMs = 30_000
const healthTimeoutMs = 2_000
const longestAnswerBytes = 4 << 20

const isWell = async (client: JsonClient): Promise<boolean> => {
  const health = await client.request({ method: 'GET', path: '/health', timeoutMs: healthTimeoutMs }, HealthSchema)
  return health.ok && health.value.status === 'ok'
}

type CloudSettings = NonNullable<OutboxSettings['clinicCloud']>

/** TLS 1.3, the clinic's own certificate, the cloud's pinned CA (clinic-cloud.yaml, x-transport). */
const cloudClient = (settings: CloudSettings, baseUrl: string): JsonClient =>
  createJsonClient({
    baseUrl,
    tls: {
      caPem: settings.caPem,
      clientCertPem: settings.clientCertPem,
      clientKeyPem: settings.clientKeyPem,
      minVersion: 'TLSv1.3',
    },
    connectTimeoutMs,
    timeoutMs: pushTimeoutMs,
    maxBodyBytes: longestAnswerBytes,
  })

/** The clinic cloud's data centres. */
export const createCloudDataCentres = (
  settings: CloudSettings,
  remembered: Pick<DataCentresOptions, 'startWith' | 'onActiveChange'> = {},
): DataCentres =>
  createDataCentres({
    ...remembered,
    baseUrls: settings.baseUrls,
    clientFor: (baseUrl) => cloudClient(settings, baseUrl),
    probe: isWell,
  })

/** Asks GET /health of the data centre in use, and of the next ones when it doesn't answer. */
export const probeCloud = async (
  centres: DataCentres,
): Promise<{ readonly up: boolean; readonly dataCentre: number | null }> => {
  const health = await centres.request(
    { method: 'GET', path: '/health', timeoutMs: healthTimeoutMs, safety: 'probe' },
    HealthSchema,
  )
  return { up: health.ok, dataCentre: health.ok ? health.dataCentre : null }
}

/** What a failed question says of a data centre, for the reader check; `kind` is the failure's own name. */
const unreachable = (failure: NetworkFailure): ReturnType<typeof fail> => {
  const details = {
    kind: failure.kind,
    ...('reason' in failure ? { reason: failure.reason } : {}),
    ...(failure.kind === 'http' ? { httpStatus: failure.status } : {}),
  }
  return fail('CLOUD_UNREACHABLE', { retryable: true, details })
}

/** Asks GET /health of one data centre by itself, on a connection of its own. `CLOUD_UNREACHABLE`, also for one that is draining. */
export const probeCloudCentre = async (
  settings: CloudSettings,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly offsetMs: number | null }>> => {
  const client = cloudClient(settings, baseUrl)
  const question = { method: 'GET', path: '/health', timeoutMs: healthTimeoutMs } as const
  const health = await client.request(signal === undefined ? question : { ...question, signal }, HealthSchema)
  void client.close()
  if (!health.ok) return unreachable(health.failure)
  return health.value.status === 'ok'
    ? ok({ offsetMs: health.serverOffsetMs })
    : fail('CLOUD_UNREACHABLE', { retryable: true, details: { reason: 'draining' } })
}
