import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ok } from '../http/exchange.ts'
import { createFaultBox } from '../http/faults.ts'
import { asFields } from '../http/fields.ts'
import { createLiveLog } from '../http/liveLog.ts'
import { startService } from '../http/service.ts'
import { createSimulatedClock } from '../http/simulatedClock.ts'
import { startSwitchboard } from '../http/switchboard.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import { openJsonFile } from '../persistence/jsonFile.ts'
import { commonRoutes } from './commonRoutes.ts'
import type { ControlSoftwareConfiguration } from './configuration.ts'
import { openDataCentreLink } from './dataCentreLink.ts'
import type { Desk } from './desk.ts'
import { openDirectCardAccess } from './directCardAccess.ts'
import { openIsolatedCardAccess } from './isolatedCardAccess.ts'
import { patientCardRoutes } from './patientCardRoutes.ts'
import { professionalCardRoutes } from './professionalCardRoutes.ts'
import { newSession } from './session.ts'
import { ENDS_PROFESSIONAL_SESSION } from './statusCode.ts'
import { controlSwitches, emptyCardMemory } from './switches.ts'
import { virtualCardRoutes } from './virtualCardRoutes.ts'

const BODY_LIMIT = 64 * 1024

await runSimulator(async (configuration: ControlSoftwareConfiguration) => {
  const cards = configuration.pcsc
    ? openIsolatedCardAccess(configuration.readers)
    : openDirectCardAccess(configuration.cardsSwitchPort)
  const desk: Desk = {
    configuration,
    cards,
    dataCentre: openDataCentreLink(configuration.nhiBaseUrls, configuration.nhiCaFile),
    memory: openJsonFile(configuration.stateFile, emptyCardMemory),
    signingKey: createPrivateKey(readFileSync(configuration.signingKeyFile)),
    session: newSession(),
  }
  const log = createLiveLog()
  const faults = createFaultBox()
  const tls = { cert: readFileSync(configuration.certificateFile), key: readFileSync(configuration.privateKeyFile) }
  const service = await startService({
    name: 'control',
    listeners: [{ label: '6.0', port: configuration.port, tls }],
    routes: [
      ...commonRoutes(desk),
      ...patientCardRoutes(desk),
      ...professionalCardRoutes(desk),
      ...virtualCardRoutes(desk),
    ],
    clock: createSimulatedClock(),
    bodyLimit: BODY_LIMIT,
    log,
    faults,
    failure: (status) => ({ status, body: { statusCode: status } }),
    codeReply: (code) => {
      if (ENDS_PROFESSIONAL_SESSION.has(Number(code))) desk.session.pinVerified = undefined
      return ok({ statusCode: Number(code) })
    },
    note: (_request, reply) => String(asFields(reply.body).statusCode ?? ''),
  })
  const switchboard = await startSwitchboard(
    'control',
    configuration.switchPort,
    controlSwitches({ service, faults, session: desk.session, memory: desk.memory, log }),
  )
  return {
    close: async () => {
      await Promise.all([service.close(), switchboard.close()])
      cards.close()
    },
  }
})
