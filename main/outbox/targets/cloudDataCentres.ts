import { z } from 'zod'
import type { JsonClient } from '../../../native/network/answer.ts'
import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import { createDataCentres } from '../../../native/network/dataCentres.ts'
import { createJsonClient } from '../../../native/network/jsonClient.ts'
import type { OutboxSettings } from '../messages.ts'

const HealthSchema = z.object({ status: z.enum(['ok', 'draining']), idc: z.string().max(40) })

const connectTimeoutMs = 5_000
const pushTimeoutMs = 30_000
const healthTimeoutMs = 5_000
const longestAnswerBytes = 4 << 20

const isWell = async (client: JsonClient): Promise<boolean> => {
  const health = await client.request({ method: 'GET', path: '/health', timeoutMs: healthTimeoutMs }, HealthSchema)
  return health.ok && health.value.status === 'ok'
}

/** The clinic cloud's data centres: TLS 1.3, the clinic's own certificate, the cloud's pinned CA (clinic-cloud.yaml, x-transport). */
export const createCloudDataCentres = (settings: NonNullable<OutboxSettings['clinicCloud']>): DataCentres =>
  createDataCentres({
    baseUrls: settings.baseUrls,
    clientFor: (baseUrl) =>
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
      }),
    probe: isWell,
  })

/** Asks GET /health of the data centre in use, and of the next ones when it doesn't answer. */
export const probeCloud = async (
  centres: DataCentres,
): Promise<{ readonly up: boolean; readonly dataCentre: number | null }> => {
  const health = await centres.request(
    { method: 'GET', path: '/health', timeoutMs: healthTimeoutMs, safety: 'repeatable' },
    HealthSchema,
  )
  return { up: health.ok, dataCentre: health.ok ? health.dataCentre : null }
}
