import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createFaultBox } from '../http/faults.ts'
import { asFields } from '../http/fields.ts'
import { createLiveLog } from '../http/liveLog.ts'
import { startService } from '../http/service.ts'
import { createSimulatedClock } from '../http/simulatedClock.ts'
import { startSwitchboard } from '../http/switchboard.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import { cardRoutes } from './cardRoutes.ts'
import { openCloudLink } from './cloudLink.ts'
import type { VhcSdkConfiguration } from './configuration.ts'
import { sdkReply } from './errorCode.ts'
import type { Sdk } from './sdk.ts'
import { newSession } from './session.ts'
import { vhcSwitches } from './switches.ts'
import { visitRoutes } from './visitRoutes.ts'

const BODY_LIMIT = 64 * 1024

await runSimulator(async (configuration: VhcSdkConfiguration) => {
  const sdk: Sdk = {
    configuration,
    cloud: openCloudLink(configuration.nhiBaseUrls, configuration.nhiCaFile),
    signingKey: createPrivateKey(readFileSync(configuration.signingKeyFile)),
    session: newSession(),
  }
  const log = createLiveLog()
  const faults = createFaultBox()
  const service = await startService({
    name: 'vhc',
    listeners: [{ label: 'v1', port: configuration.port }],
    routes: [...cardRoutes(sdk), ...visitRoutes(sdk)],
    clock: createSimulatedClock(),
    bodyLimit: BODY_LIMIT,
    log,
    faults,
    failure: (status) => ({ status, body: { ERRORCODE: String(status) } }),
    codeReply: (code) => sdkReply(Number(code)),
    note: (_request, reply) => String(asFields(reply.body).ERRORCODE ?? ''),
  })
  const switchboard = await startSwitchboard(
    'vhc',
    configuration.switchPort,
    vhcSwitches({ service, faults, session: sdk.session, log }),
  )
  return {
    close: async () => {
      await Promise.all([service.close(), switchboard.close()])
    },
  }
})
