import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  type ReaderSlot,
  readConfiguration,
  readerConfiguration,
  slotName,
  vpcdSlotsOf,
} from './readerConfiguration.ts'
import { buildUnpluggableDriver, layDriver, type ReaderDriver } from './readerDriver.ts'

/** Where every PC/SC program looks for the daemon unless PCSCLITE_CSOCK_NAME says otherwise. */
export const MACHINE_SOCKET = '/run/pcscd/pcscd.comm'

const PATIENT_READER = 'NHI Reader Patient'
const PROFESSIONAL_READER = 'NHI Reader Professional'
/** Below the range from which Linux takes ports for outgoing connections: one could have it while pcscd is stopped. */
const PORTS_FROM = 0x3000
const PORTS_TO = 0x4e00
const START_TIMEOUT_MS = 8000
const POLL_MS = 20
const KEPT_CHARACTERS = 4000

/** Virtual readers of one pcscd, and the environment in which PC/SC programs find that pcscd. */
export interface Readers {
  readonly patient: ReaderSlot
  readonly professional: ReaderSlot
  readonly environment: Readonly<Record<string, string>>
  /** Pulls a reader's cable, or puts it back; pcscd notices at once. Rejects where that cannot be done, with the reason. */
  setUnplugged(role: 'patient' | 'professional', isOut: boolean): Promise<void>
  /** Whether a card put into this reader now would lie there unnoticed: its cable is out, or pcscd is not running. */
  isDead(role: 'patient' | 'professional'): boolean
  /** Ends pcscd, as a stopped service would; the readers keep their names and ports for the next start. */
  stopService(): Promise<void>
  startService(): Promise<void>
  stop(): Promise<void>
}

const notOurs = async (): Promise<never> => {
  throw new Error('this pcscd was started by somebody else')
}

/** Is a pcscd listening on the machine-wide socket? */
export function isMachineDaemonRunning(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(MACHINE_SOCKET)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** The virtual readers of the machine-wide pcscd that somebody else started; undefined when it has too few. */
export function readersOfMachineDaemon(): Readers | undefined {
  const [patient, professional] = pickPair(vpcdSlotsOf(readConfiguration(machineConfigurationPath())))
  if (!patient || !professional) return undefined
  return {
    patient,
    professional,
    environment: {},
    setUnplugged: notOurs,
    isDead: () => false,
    stopService: notOurs,
    startService: notOurs,
    stop: async () => {},
  }
}

/** Starts the machine-wide pcscd with two readers. Needs root. */
export function startMachineDaemon(): Promise<Readers> {
  return startDaemon((configurationPath) => ({ command: ['pcscd', '-f', '-c', configurationPath], environment: {} }))
}

/** Starts a pcscd of our own in a mount namespace, so that several can run on one machine. */
export function startPrivateDaemon(): Promise<Readers> {
  return startDaemon((configurationPath, folder) => ({
    command: [
      'unshare',
      process.getuid?.() === 0 ? '-m' : '-rm',
      'sh',
      '-c',
      'mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd && exec pcscd -f -c "$2"',
      'sh',
      folder,
      configurationPath,
    ],
    environment: { PCSCLITE_CSOCK_NAME: join(folder, 'pcscd.comm') },
  }))
}

async function startDaemon(
  plan: (configurationPath: string, folder: string) => { command: string[]; environment: Record<string, string> },
): Promise<Readers> {
  const folder = mkdtempSync(join(tmpdir(), 'pcscd-'))
  const base = await freePorts(4)
  const unpluggable = await buildUnpluggableDriver(folder)
  const drivers = {
    patient: layDriver(folder, 'patient', unpluggable),
    professional: layDriver(folder, 'professional', unpluggable),
  } as const satisfies Record<string, ReaderDriver>
  const configurationPath = join(folder, 'reader.conf')
  writeFileSync(
    configurationPath,
    readerConfiguration([
      { name: PATIENT_READER, port: base, driver: drivers.patient.path },
      { name: PROFESSIONAL_READER, port: base + 2, driver: drivers.professional.path },
    ]),
  )
  const { command, environment } = plan(configurationPath, folder)
  const socket = environment.PCSCLITE_CSOCK_NAME ?? MACHINE_SOCKET
  const unplugged = new Set<'patient' | 'professional'>()
  const portsOf = { patient: [base, base + 1], professional: [base + 2, base + 3] } as const
  /** Readers that were out when the running pcscd started. */
  const unseen = new Set<'patient' | 'professional'>()
  const start = (): Promise<RunningDaemon> => {
    unseen.clear()
    for (const role of unplugged) unseen.add(role)
    const plugged = (['patient', 'professional'] as const).filter((role) => !unplugged.has(role))
    return runDaemon(
      command,
      socket,
      plugged.flatMap((role) => portsOf[role]),
    )
  }
  let daemon: RunningDaemon | undefined
  try {
    daemon = await start()
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  const stopService = async (): Promise<void> => {
    await daemon?.stop()
    daemon = undefined
  }
  return {
    patient: { name: slotName(PATIENT_READER, 0), port: base },
    professional: { name: slotName(PROFESSIONAL_READER, 0), port: base + 2 },
    environment,
    async setUnplugged(role, isOut) {
      const { cable } = drivers[role]
      if (cable === null) throw new Error('readers cannot be unplugged without a C compiler')
      cable.setUnplugged(isOut)
      if (isOut) unplugged.add(role)
      else unplugged.delete(role)
      if (daemon === undefined) return
      if (!isOut && unseen.has(role)) {
        // pcscd takes up no reader that wasn't there when it started: it has to start with it.
        await stopService()
        daemon = await start()
      }
      daemon.lookAgain()
      for (let waited = 0; cable.isKnownUnplugged() !== isOut; waited += POLL_MS) {
        if (waited > START_TIMEOUT_MS) throw new Error(`pcscd took no notice of the ${role} reader's cable`)
        await delay(POLL_MS)
      }
    },
    isDead: (role) => daemon === undefined || unplugged.has(role),
    stopService,
    async startService() {
      daemon ??= await start()
    },
    async stop() {
      await stopService()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface RunningDaemon {
  /** Makes pcscd look at its readers again, as when the system tells of a device that came or went. */
  lookAgain(): void
  stop(): Promise<void>
}

async function runDaemon(command: readonly string[], socket: string, ports: readonly number[]): Promise<RunningDaemon> {
  const daemon = spawn('setpriv', ['--pdeathsig', 'TERM', '--', ...command], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const listen = (chunk: Buffer): void => {
    said = `${said}${chunk}`.slice(-KEPT_CHARACTERS)
  }
  daemon.stdout.on('data', listen)
  daemon.stderr.on('data', listen)
  const gone = new Promise<void>((resolve) => daemon.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    daemon.kill('SIGTERM')
    const patience = new AbortController()
    const force = delay(3000, undefined, { signal: patience.signal }).then(
      () => daemon.kill('SIGKILL'),
      () => undefined,
    )
    await Promise.race([gone, force])
    patience.abort()
  }
  try {
    await becomeReady(daemon, socket, ports)
  } catch (error) {
    await stop()
    throw new Error(`pcscd did not start: ${error instanceof Error ? error.message : error}. It said: ${said.trim()}`)
  }
  return { lookAgain: () => void daemon.kill('SIGUSR1'), stop }
}

async function becomeReady(daemon: ChildProcess, socket: string, ports: readonly number[]): Promise<void> {
  let failure: Error | undefined
  daemon.once('error', (error) => {
    failure = error
  })
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    if (failure) throw failure
    if (daemon.exitCode !== null) throw new Error(`it ended with ${daemon.exitCode}`)
    const heard = listeningPorts()
    if (existsSync(socket) && ports.every((port) => heard.has(port))) return
    await delay(POLL_MS)
  }
  throw new Error('its readers did not open their ports in time')
}

/** Ports on which somebody listens. Looked up, not tried: a try would hold the port at the moment at which a reader wants it. */
function listeningPorts(): ReadonlySet<number> {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(1) : [],
  )
  return new Set(
    rows.map((row) => /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) \S+ 0A /.exec(row)?.[1]).map((port) => Number(`0x${port}`)),
  )
}

/** First of `count` free ports in a row, from a random place so that two starts at once rarely meet. */
async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const base = PORTS_FROM + Math.floor((Math.random() * (PORTS_TO - PORTS_FROM)) / count) * count
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(base + index)))
    if (free.every(Boolean)) return base
  }
  throw new Error('no free ports for virtual readers')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '0.0.0.0', () => probe.close(() => resolve(true)))
  })
}

/** Prefers readers whose names say their role; else the first two slots of different readers, else of one. */
function pickPair(slots: readonly ReaderSlot[]): readonly (ReaderSlot | undefined)[] {
  const named = (word: RegExp) => slots.find((slot) => word.test(slot.name))
  const patient = named(/patient/i) ?? slots[0]
  const professional = named(/professional/i) ?? slots.find((slot, index) => index > 1 && slot !== patient) ?? slots[1]
  return [patient, professional]
}

/** The configuration the running daemon was given on its command line, else Debian's folder. */
function machineConfigurationPath(): string {
  try {
    const pid = readFileSync('/run/pcscd/pcscd.pid', 'utf8').trim()
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const flag = words.findIndex((word) => word === '-c' || word === '--config')
    return words[flag + 1] && flag >= 0 ? (words[flag + 1] ?? '') : '/etc/reader.conf.d'
  } catch {
    return '/etc/reader.conf.d'
  }
}
