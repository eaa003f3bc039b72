import { z } from 'zod'
import { ok, type Result } from '../../preload/contract/result.ts'
import { createJsonClient } from '../network/jsonClient.ts'
import { serverFailure } from './control6/controlErrors.ts'

const connectTimeoutMs = 5_000
const timeoutMs = 8_000
/** Whatever a front page says isn't looked at. */
const maxBodyBytes = 1 << 20

/** What one data centre answered, whatever it was. */
export interface ProbedDataCentre {
  /** Server time minus this PC's time in ms; null without a Date header. */
  readonly offsetMs: number | null
}

/**
 * Asks one NHI data centre by itself whether it answers, on a connection of its own: no other call notices, and none of the policy
 * that chooses a data centre hears of it. `NHI_UNREACHABLE`, `NHI_TIMEOUT`, `NHI_REPLY_LOST`, `NHI_SERVER_ERROR`, `NHI_BAD_REPLY`.
 */
export const probeDataCentre = async (
  server: { readonly baseUrl: string; readonly caPem: string | null; readonly interfaceName?: string | undefined },
  signal?: AbortSignal,
): Promise<Result<ProbedDataCentre>> => {
  const { baseUrl, caPem, interfaceName } = server
  const tls = { caPem }
  const client = createJsonClient({ baseUrl, tls, interfaceName, connectTimeoutMs, timeoutMs, maxBodyBytes })
  const answer = await client.request(
    { method: 'GET', path: '/', anyAnswer: true, ...(signal === undefined ? {} : { signal }) },
    z.undefined(),
  )
  // Nothing is waited for: the answer is there.
  void client.close()
  return answer.ok ? ok({ offsetMs: answer.serverOffsetMs }) : serverFailure(answer.failure, 'repeatable')
}
