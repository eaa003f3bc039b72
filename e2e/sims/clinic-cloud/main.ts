import { readFileSync } from 'node:fs'
import type { Route } from '../http/exchange.ts'
import { createFaultBox } from '../http/faults.ts'
import { createLiveLog } from '../http/liveLog.ts'
import { startService } from '../http/service.ts'
import { createSimulatedClock } from '../http/simulatedClock.ts'
import { startSwitchboard } from '../http/switchboard.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import { openJsonFile } from '../persistence/jsonFile.ts'
import type { ClinicCloudConfiguration } from './configuration.ts'
import { otherRoutes } from './otherRoutes.ts'
import { problem } from './problem.ts'
import { createRateLimit } from './rateLimit.ts'
import { type OrderedRejections, recordRoutes } from './recordRoutes.ts'
import { BODY_LIMIT } from './requestBody.ts'
import { emptyCloudState } from './state.ts'
import { cloudSwitches } from './switches.ts'

const FAILURES = { 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED', 413: 'TOO_LARGE', 500: 'INTERNAL' } as const

await runSimulator(async (configuration: ClinicCloudConfiguration) => {
  const file = openJsonFile(configuration.stateFile, emptyCloudState)
  const clock = createSimulatedClock()
  const log = createLiveLog()
  const faults = createFaultBox()
  const orderedRejections: OrderedRejections = []
  let waitFor = createRateLimit()

  const limited = (route: Route): Route => ({
    ...route,
    handle: (request) => {
      const seconds = waitFor(request.peer.commonName, Date.now())
      return seconds > 0
        ? problem(429, 'SLOW_DOWN', 'more than 600 requests a minute', { 'Retry-After': String(seconds) })
        : route.handle(request)
    },
  })

  const tls = {
    cert: readFileSync(configuration.certificateFile),
    key: readFileSync(configuration.privateKeyFile),
    ca: readFileSync(configuration.clientCaFile),
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: true,
  } as const
  const service = await startService({
    name: 'cloud',
    listeners: configuration.dataCentres.map(({ label, port }) => ({ label, port, tls })),
    routes: [...recordRoutes(file, clock, orderedRejections), ...otherRoutes(file, clock)].map(limited),
    clock,
    bodyLimit: BODY_LIMIT,
    log,
    faults,
    failure: (status, { path }) => problem(status, FAILURES[status], path),
    codeReply: (code) => problem(code === 'SLOW_DOWN' ? 429 : 422, code, 'asked for by the admin process'),
  })
  const switchboard = await startSwitchboard(
    'cloud',
    configuration.switchPort,
    cloudSwitches({
      file,
      clock,
      faults,
      orderedRejections,
      log,
      forgetRequests: () => {
        waitFor = createRateLimit()
      },
    }),
  )
  return {
    close: async () => {
      await Promise.all([service.close(), switchboard.close()])
    },
  }
})
