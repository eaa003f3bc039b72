import { startService } from '../http/service.ts'
import { createSimulatedClock } from '../http/simulatedClock.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import { panelRoutes } from '../panel/routes.ts'
import type { AdminConfiguration } from './configuration.ts'
import { adminRoutes } from './routes.ts'

const BODY_LIMIT = 1024 * 1024

await runSimulator(async (configuration: AdminConfiguration) => {
  const service = await startService({
    name: 'admin',
    listeners: [{ label: 'admin', port: configuration.port }],
    routes: [...adminRoutes(configuration), ...panelRoutes()],
    clock: createSimulatedClock(),
    bodyLimit: BODY_LIMIT,
    failure: (status, { path }) => ({ status, body: { error: `${status} ${path}` } }),
    codeReply: () => ({ status: 500 }),
  })
  return { close: () => service.close() }
})
