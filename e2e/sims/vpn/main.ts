import { createLiveLog } from '../http/liveLog.ts'
import { startSwitchboard } from '../http/switchboard.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import type { VpnConfiguration } from './configuration.ts'
import { openGateway } from './gateway.ts'
import { vpnSwitches } from './switches.ts'

await runSimulator(async (configuration: VpnConfiguration) => {
  const gateways = await Promise.all(
    configuration.gateways.map(({ name, port, targetPort }) => openGateway(name, port, targetPort)),
  )
  const switchboard = await startSwitchboard('vpn', configuration.switchPort, vpnSwitches(gateways, createLiveLog()))
  return {
    close: async () => {
      await Promise.all([switchboard.close(), ...gateways.map((gateway) => gateway.close())])
    },
  }
})
