import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AdminConfiguration } from '../admin/configuration.ts'
import type { ClinicCloudConfiguration } from '../clinic-cloud/configuration.ts'
import type { ControlSoftwareConfiguration } from '../control-software/configuration.ts'
import type { NhiServerConfiguration } from '../nhi-server/configuration.ts'
import { DEMO_CLINIC, DEMO_PROFESSIONAL_PIN, DEMO_PROFESSIONAL_PUK, DEMO_STAFF } from '../people/clinicStaff.ts'
import type { Person } from '../people/person.ts'
import { populationAt } from '../people/population.ts'
import { openJsonFile } from '../persistence/jsonFile.ts'
import type { VhcSdkConfiguration } from '../vhc-sdk/configuration.ts'
import type { VirtualCardsConfiguration, VirtualCardsDetail } from '../virtual-cards/configuration.ts'
import type { VpnConfiguration } from '../vpn/configuration.ts'
import { type Keys, prepareKeys } from './keys.ts'
import type { LaunchOptions } from './options.ts'
import { choosePorts, type Ports } from './ports.ts'
import { DESK, writeSettings } from './settingsFile.ts'
import { type ChildPlan, type SimulatorChild, startChild } from './simulatorChild.ts'

/** The surroundings as they run. */
export interface Surroundings {
  readonly settingsFile: string
  readonly adminUrl: string
  readonly panelUrl: string
  /** Environment in which PC/SC programs find this instance's readers; empty for the machine-wide pcscd. */
  readonly env: Readonly<Record<string, string>>
  readonly children: readonly SimulatorChild[]
  stop(): Promise<void>
}

/** Starts every simulator, waits until all are ready, and writes the settings for the workstation. */
export async function startSurroundings(options: LaunchOptions): Promise<Surroundings> {
  const { stateFolder } = options
  mkdirSync(stateFolder, { recursive: true })
  const ports = await choosePorts(join(stateFolder, 'ports.json'), options.portsFrom)
  const keys = prepareKeys(join(stateFolder, 'keys'), { hospitalId: DEMO_CLINIC.hospitalId, deskId: DESK.id })
  const peopleFile = openJsonFile(join(stateFolder, 'people.json'), () => populationAt(Date.now()))
  peopleFile.save()
  const plan = plansOf(options, ports, keys, peopleFile.value)
  const children: SimulatorChild[] = []
  // In reverse: the control software lets go of the readers before pcscd ends.
  const stop = async (): Promise<void> => {
    const [last, ...others] = children.toReversed()
    await last?.stop()
    await Promise.all(others.map((child) => child.stop()))
  }
  const start = async (one: ChildPlan): Promise<SimulatorChild> => {
    const child = await startChild(one, stateFolder)
    children.push(child)
    return child
  }
  try {
    const [cards] = await settleAll<SimulatorChild>([
      start(plan.cards),
      start(plan.nhi),
      start(plan.cloud),
      ...(options.minimal ? [] : [start(plan.vpn), start(plan.vhc)]),
      start(plan.admin),
    ])
    if (!cards) throw new Error('virtual cards did not start')
    const { readers, environment } = cards.detail as VirtualCardsDetail
    await start({ ...plan.control(readers), environment })
    const addresses = addressesOf(ports, options.minimal)
    const settingsFile = join(stateFolder, 'settings.json')
    const vhcSdkUrl = options.minimal ? '' : `http://localhost:${ports.vhc}`
    const { resultPollMs } = options
    writeSettings(settingsFile, { ports, keys, readers, environment, ...addresses, resultPollMs, vhcSdkUrl })
    const adminUrl = `http://127.0.0.1:${ports.admin}`
    return { settingsFile, adminUrl, panelUrl: `${adminUrl}/`, env: environment, children, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Waits for all, so that a failure of one leaves none half-started and unknown. */
async function settleAll<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(promises)
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

function addressesOf(ports: Ports, minimal: boolean): { nhiBaseUrls: string[]; cloudBaseUrls: string[] } {
  const url = (port: number) => `https://127.0.0.1:${port}`
  const [nhi, cloud] = minimal
    ? [
        [ports.nhiTaipei, ports.nhiTaichung],
        [ports.cloudTaipei, ports.cloudTaichung],
      ]
    : [
        [ports.gatewayNhiTaipei, ports.gatewayNhiTaichung],
        [ports.gatewayCloudTaipei, ports.gatewayCloudTaichung],
      ]
  return { nhiBaseUrls: nhi.map(url), cloudBaseUrls: cloud.map((port) => `${url(port)}/v1`) }
}

function plansOf(options: LaunchOptions, ports: Ports, keys: Keys, people: readonly Person[]) {
  const stateFile = (name: string) => join(options.stateFolder, 'state', `${name}.json`)
  const cards: VirtualCardsConfiguration = {
    switchPort: ports.switchCards,
    people,
    staff: DEMO_STAFF,
    pcsc: options.pcsc,
  }
  const control = (readers: VirtualCardsDetail['readers']): ControlSoftwareConfiguration => ({
    switchPort: ports.switchControl,
    port: ports.control,
    certificateFile: keys.control.certificateFile,
    privateKeyFile: keys.control.privateKeyFile,
    signingKeyFile: keys.signing.privateKeyFile,
    stateFile: stateFile('control-software'),
    clinic: DEMO_CLINIC,
    professionalPin: DEMO_PROFESSIONAL_PIN,
    professionalPuk: DEMO_PROFESSIONAL_PUK,
    readers,
    cardsSwitchPort: ports.switchCards,
    pcsc: options.pcsc,
    nhiBaseUrls: addressesOf(ports, options.minimal).nhiBaseUrls,
    nhiCaFile: keys.nhi.caFile,
  })
  const vhc: VhcSdkConfiguration = {
    switchPort: ports.switchVhc,
    port: ports.vhc,
    signingKeyFile: keys.signing.privateKeyFile,
    clinic: DEMO_CLINIC,
    nhiBaseUrls: addressesOf(ports, options.minimal).nhiBaseUrls,
    nhiCaFile: keys.nhi.caFile,
  }
  const nhi: NhiServerConfiguration = {
    switchPort: ports.switchNhi,
    dataCentres: [
      { label: 'taipei', port: ports.nhiTaipei },
      { label: 'taichung', port: ports.nhiTaichung },
    ],
    certificateFile: keys.nhi.certificateFile,
    privateKeyFile: keys.nhi.privateKeyFile,
    signatureKeyFile: keys.signing.publicKeyFile,
    stateFile: stateFile('nhi-server'),
    clinic: DEMO_CLINIC,
    people,
    staff: DEMO_STAFF,
    resultDelayMs: options.resultDelayMs,
  }
  const cloud: ClinicCloudConfiguration = {
    switchPort: ports.switchCloud,
    dataCentres: [
      { label: 'taipei', port: ports.cloudTaipei },
      { label: 'taichung', port: ports.cloudTaichung },
    ],
    certificateFile: keys.cloud.certificateFile,
    privateKeyFile: keys.cloud.privateKeyFile,
    clientCaFile: keys.cloud.caFile,
    stateFile: stateFile('clinic-cloud'),
  }
  const vpn: VpnConfiguration = {
    switchPort: ports.switchVpn,
    gateways: [
      { name: 'nhi/taipei', port: ports.gatewayNhiTaipei, targetPort: ports.nhiTaipei },
      { name: 'nhi/taichung', port: ports.gatewayNhiTaichung, targetPort: ports.nhiTaichung },
      { name: 'cloud/taipei', port: ports.gatewayCloudTaipei, targetPort: ports.cloudTaipei },
      { name: 'cloud/taichung', port: ports.gatewayCloudTaichung, targetPort: ports.cloudTaichung },
    ],
  }
  const admin: AdminConfiguration = {
    port: ports.admin,
    switchPorts: {
      cards: ports.switchCards,
      control: ports.switchControl,
      nhi: ports.switchNhi,
      cloud: ports.switchCloud,
      ...(options.minimal ? {} : { vpn: ports.switchVpn, vhc: ports.switchVhc }),
    },
    professionalPin: DEMO_PROFESSIONAL_PIN,
  }
  return {
    cards: { simulator: 'virtual-cards', configuration: cards },
    control: (readers: VirtualCardsDetail['readers']): ChildPlan => ({
      simulator: 'control-software',
      configuration: control(readers),
    }),
    vhc: { simulator: 'vhc-sdk', configuration: vhc },
    nhi: { simulator: 'nhi-server', configuration: nhi },
    cloud: { simulator: 'clinic-cloud', configuration: cloud },
    vpn: { simulator: 'vpn', configuration: vpn },
    admin: { simulator: 'admin', configuration: admin },
  }
}
