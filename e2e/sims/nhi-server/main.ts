import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ok, type Reply } from '../http/exchange.ts'
import { createFaultBox } from '../http/faults.ts'
import { asFields } from '../http/fields.ts'
import { createLiveLog } from '../http/liveLog.ts'
import { startService } from '../http/service.ts'
import { createSimulatedClock } from '../http/simulatedClock.ts'
import { startSwitchboard } from '../http/switchboard.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import { openJsonFile } from '../persistence/jsonFile.ts'
import { basicDataRoutes } from './basicDataRoutes.ts'
import type { NhiServerConfiguration } from './configuration.ts'
import { controlSoftwareRoutes } from './controlSoftwareRoutes.ts'
import type { DataCentre } from './dataCentre.ts'
import { decisionSupportRoutes } from './decisionSupportRoutes.ts'
import { prescriptionRoutes } from './prescriptionRoutes.ts'
import { sequenceRoutes } from './sequenceRoutes.ts'
import { emptyNhiState } from './state.ts'
import { nhiSwitches } from './switches.ts'
import { teleMedicineRoutes } from './teleMedicineRoutes.ts'
import { treatmentRoutes } from './treatmentRoutes.ts'
import { uploadRoutes } from './uploadRoutes.ts'

const BODY_LIMIT = 12 * 1024 * 1024

await runSimulator(async (configuration: NhiServerConfiguration) => {
  const centre: DataCentre = {
    configuration,
    file: openJsonFile(configuration.stateFile, emptyNhiState),
    clock: createSimulatedClock(),
    signatureKey: createPublicKey(readFileSync(configuration.signatureKeyFile)),
    orderedRefusals: [],
  }
  const log = createLiveLog()
  const faults = createFaultBox()
  const tls = { cert: readFileSync(configuration.certificateFile), key: readFileSync(configuration.privateKeyFile) }
  const service = await startService({
    name: 'nhi',
    listeners: configuration.dataCentres.map(({ label, port }) => ({ label, port, tls })),
    routes: [
      ...basicDataRoutes(centre),
      ...treatmentRoutes(centre),
      ...prescriptionRoutes(centre),
      ...sequenceRoutes(centre),
      ...teleMedicineRoutes(centre),
      ...uploadRoutes(centre),
      ...decisionSupportRoutes(centre),
      ...controlSoftwareRoutes(centre),
    ],
    clock: centre.clock,
    bodyLimit: BODY_LIMIT,
    log,
    faults,
    failure: (status) => ({ status, body: { statusCode: status } }),
    codeReply: refusalFor,
    note: (_request, reply) => codeOf(reply),
  })
  const switchboard = await startSwitchboard('nhi', configuration.switchPort, nhiSwitches(centre, faults, log))
  return {
    close: async () => {
      await Promise.all([service.close(), switchboard.close()])
    },
  }
})

/** The same code in the words of each interface. */
function refusalFor(code: string, path: string): Reply {
  if (path.startsWith('/V2000/')) return ok({ RtnCode: code, Opcode: '', tx_result_json: '' })
  if (path.startsWith('/api/imie5000/')) return ok({ rtnCode: code, sub: [] })
  return ok({ statusCode: Number(code) })
}

function codeOf(reply: Reply): string {
  const { statusCode, RtnCode, rtnCode } = asFields(reply.body)
  return String(statusCode ?? RtnCode ?? rtnCode ?? '')
}
