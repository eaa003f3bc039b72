import { readFileSync } from 'node:fs'
import type { Appointment } from './clinic-cloud/state.ts'
import type { CloudLedger } from './clinic-cloud/switches.ts'
import type { Fault } from './http/faults.ts'
import type { ProgramMode } from './http/mode.ts'
import type { DemoSettings } from './launch/settingsFile.ts'
import { type ReadyLine, startRun } from './launch/startRun.ts'
import type { NhiLedger } from './nhi-server/ledger.ts'
import type { ReaderRole, ReaderState } from './virtual-cards/readerBank.ts'
import type { GatewayState } from './vpn/gateway.ts'

/** What goes wrong with the next fitting requests. Every field but `kind` may be left out: any path, once. */
export type NextFault = Partial<Fault> & Pick<Fault, 'kind'>

/** Ids of people, professionals and odd cards; `cards.catalogue()` lists them all with their titles. */
export type CardId =
  | 'lin-adult'
  | 'chen-infant'
  | 'wu-low-income'
  | 'zhao-veteran'
  | 'huang-critical'
  | 'xu-expired'
  | 'you-rare-name'
  | 'nguyen-resident'
  | 'zhang-child'
  | 'gao-cancelled'
  | 'dr-wang'
  | 'dr-li'
  | 'ph-zhou'
  | 'wants-le'
  | 'get-response'
  | 'wrong-le'
  | 'tear-after-select'
  | 'tear-mid-read'
  | 'slow'
  | 'silent'
  | 'wrong-check-digit'
  | 'bad-big5'
  | 'user-defined-character'
  | 'impossible-date'
  | 'other-birth-date'
  | 'short-data'
  | 'blank'
  | 'foreign'
  | 'vicc-iso7816'
  | 'vicc-ePass'
  | 'vicc-cryptoflex'
  | 'sam'
  | 'mute'
  /** Of people whom a story has written into `people.json` itself. */
  | `guest-${number}`

/** `nhi`, `cloud`, one data centre such as `nhi/taipei`, or nothing for all four gateways. */
export type GatewayName = 'nhi' | 'cloud' | 'nhi/taipei' | 'nhi/taichung' | 'cloud/taipei' | 'cloud/taichung'

/**
 * The cards at the desk. Putting in resolves when PC/SC has noticed (about 0.3 s, 0.8 s where another card has to come out
 * first); pulling out resolves at once and PC/SC notices within 0.4 s.
 */
export interface CardsClient {
  catalogue(): Promise<readonly { readonly id: string; readonly title: string; readonly group: string }[]>
  state(): Promise<Readonly<Record<ReaderRole, ReaderState>>>
  /** Puts a card into the patient reader; a card that is in it comes out first. */
  insert(card: CardId): Promise<void>
  pull(): Promise<void>
  /** Puts a professional card (or anything else) into the professional reader. */
  insertProfessional(card?: CardId): Promise<void>
  pullProfessional(): Promise<void>
  /** Puts in a card that pulls itself out in the middle of the READ answer. */
  tearMidRead(): Promise<void>
  /** Pulls a reader's cable; what is in the reader stays in it. Rejects where readers of somebody else's pcscd are used. */
  unplug(reader?: ReaderRole): Promise<void>
  plugIn(reader?: ReaderRole): Promise<void>
  /** Ends pcscd, as when Windows stops its smart-card service; cards stay where they are. */
  stopService(): Promise<void>
  startService(): Promise<void>
}

/** The way to the servers. */
export interface VpnClient {
  states(): Promise<Readonly<Record<string, GatewayState>>>
  /** Refuses connections and cuts those there are. */
  cut(gateway?: GatewayName): Promise<void>
  restore(gateway?: GatewayName): Promise<void>
  /** Every piece of data comes so much later. */
  slow(delayMs: number, gateway?: GatewayName): Promise<void>
  /** Takes connections and data and never answers. */
  blackHole(gateway?: GatewayName): Promise<void>
}

/** Switches that every server has. */
export interface ServerClient {
  /**
   * What happens to the next fitting requests. Kinds: `http-status` (status, retryAfterSeconds), `timeout`, `garbage`,
   * `refuse` (cut before the work), `lost-reply` (the work is done, then the connection is cut), `truncated` (cut in the middle of the answer), `code` (the server's own
   * code; with `processed` the work is done first), `slow` (delayMs). `path` is exact or ends in `*`; `dataCentre` is `taipei` or `taichung`.
   */
  failNext(fault: NextFault): Promise<void>
  clearFaults(): Promise<void>
  /** Moves the server's clock (Date header, visit times, deadlines) by so many milliseconds from the machine's. */
  shiftClock(shiftMs: number): Promise<void>
}

export interface NhiClient extends ServerClient {
  ledger(): Promise<NhiLedger>
  /** The next formal upload gets these errors on top: 1-based record, items such as `M44:AA` or `D05[1]:AF` (the default). */
  refuseNextUpload(records?: readonly { readonly record: number; readonly items: readonly string[] }[]): Promise<void>
  /** QR text of a person's virtual card, good for five minutes and one visit. */
  makeVirtualCard(person: CardId, serialLetter?: 'V' | 'W' | 'M'): Promise<string>
  /** Whether a virtual card that was logged out may be presented again within its hour (at first not: 1020). */
  letVirtualCardsReturn(may: boolean): Promise<void>
  /** The patient's answer in the app to the latest pending remote visit, or to the one with this access token. */
  decideRemote(approve: boolean, accessToken?: string): Promise<void>
}

export interface CloudClient extends ServerClient {
  ledger(): Promise<CloudLedger>
  /** The next push answers `rejected` for its first (or given, 1-based) record. */
  rejectNextRecord(options?: {
    readonly record?: number
    readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[]
  }): Promise<void>
  setAppointments(items: readonly Appointment[]): Promise<void>
}

/** Switches of a program on the clinic's PC. */
export interface ProgramClient<State> {
  state(): Promise<State & { readonly mode: ProgramMode }>
  /** Answers again, without any fault. What it holds (SAM, PIN, card) is lost only by `absent`, as when the program ends. */
  on(): Promise<void>
  absent(): Promise<void>
  slow(delayMs: number): Promise<void>
  nonsense(): Promise<void>
  /** As ServerClient.failNext; `code` is a statusCode or ERRORCODE. */
  failNext(fault: NextFault): Promise<void>
}

export type ControlClient = ProgramClient<{ readonly initialised: boolean; readonly samVerified: boolean }>

/** The virtual-card SDK: open, and whose card it holds (empty for none). */
export type VhcSdkClient = ProgramClient<{ readonly open: boolean; readonly cardNumber: string }>

/**
 * Running surroundings and their switches.
 *
 * ```ts
 * const sims = await startSims({ dir })
 * await sims.cards.insertProfessional()
 * await sims.cards.insert('lin-adult')
 * await sims.vpn.cut()
 * const { visits } = await sims.nhi.ledger()
 * await sims.stop()
 * ```
 */
export interface Sims {
  readonly settings: DemoSettings
  /** Give it to the workstation with `--settings`. */
  readonly settingsFile: string
  readonly panelUrl: string
  /** Must be in the environment of every PC/SC program that is to see these cards (also of Electron); may be empty. */
  readonly env: Readonly<Record<string, string>>
  readonly cards: CardsClient
  readonly vpn: VpnClient
  readonly nhi: NhiClient
  readonly cloud: CloudClient
  readonly control: ControlClient
  /** Its calls fail in minimal surroundings. */
  readonly vhc: VhcSdkClient
  /** Cards out, everything on, no faults, clocks right, and all servers' records and serials forgotten. */
  reset(): Promise<void>
  /** Stops what startSims started; surroundings that were only attached go on. State stays in the folder. */
  stop(): Promise<void>
}

export interface StartOptions {
  /** State folder; the same folder again brings back keys, addresses (where free) and records. */
  readonly dir: string
  /** No PC/SC: cards exist only for the control software. */
  readonly withoutPcsc?: boolean
  /** No VPN process and no virtual-card SDK; `vpn` and `vhc` calls fail. */
  readonly minimal?: boolean
  /** How long the NHI answers 5002 after an upload (default 1000). */
  readonly resultDelayMs?: number
  /** How long the workstation, by its settings, waits before it asks for that result (default 10 s, as the NHI wants it). */
  readonly resultPollMs?: number
}

/** Starts surroundings of their own for a test; parallel instances do not meet. Throws with what they said when they fail. */
export async function startSims(options: StartOptions): Promise<Sims> {
  const args = [
    ...['--state', options.dir],
    ...(options.withoutPcsc ? ['--no-pcscd'] : []),
    ...(options.minimal ? ['--minimal'] : []),
    ...(options.resultDelayMs === undefined ? [] : ['--result-delay-ms', String(options.resultDelayMs)]),
    ...(options.resultPollMs === undefined ? [] : ['--result-poll-ms', String(options.resultPollMs)]),
  ]
  const { ready, stop } = await startRun(args)
  return simsOf(ready, stop)
}

/** Switches of surroundings that somebody else started, such as `npm start`; stop() leaves them running. */
export function attachSims(settingsFile: string): Sims {
  const { demo } = readSettings(settingsFile)
  return simsOf({ settingsFile, panelUrl: `${demo.adminUrl}/`, env: demo.env }, async () => {})
}

function readSettings(file: string): DemoSettings {
  return JSON.parse(readFileSync(file, 'utf8')) as DemoSettings
}

function simsOf(ready: ReadyLine, stop: () => Promise<void>): Sims {
  const settings = readSettings(ready.settingsFile)

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await fetch(`${settings.demo.adminUrl}/admin/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${method} /admin/${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as T
  }
  const get = <T>(path: string): Promise<T> => call<T>('GET', path)
  const post = async (path: string, body: unknown = {}): Promise<void> => {
    await call('POST', path, body)
  }

  const insert = (reader: ReaderRole, card: CardId): Promise<void> => post('cards/insert', { reader, card })
  const gateways = (state: string, gateway: GatewayName | undefined, more: object = {}): Promise<void> =>
    post('vpn/state', { state, gateway, ...more })
  const server = (name: 'nhi' | 'cloud'): ServerClient => ({
    failNext: (fault) => post(`${name}/faults`, fault),
    clearFaults: async () => {
      await call('DELETE', `${name}/faults`)
    },
    shiftClock: (shiftMs) => post(`${name}/clock`, { shiftMs }),
  })

  const program = <State>(name: 'control' | 'vhc'): ProgramClient<State> => ({
    state: () => get(`${name}/state`),
    on: () => post(`${name}/mode`, { mode: 'on' }),
    absent: () => post(`${name}/mode`, { mode: 'absent' }),
    slow: (delayMs) => post(`${name}/mode`, { mode: 'slow', delayMs }),
    nonsense: () => post(`${name}/mode`, { mode: 'nonsense' }),
    failNext: (fault) => post(`${name}/faults`, fault),
  })

  return {
    settings,
    settingsFile: ready.settingsFile,
    panelUrl: ready.panelUrl,
    env: ready.env,
    cards: {
      catalogue: () => get('cards/catalogue'),
      state: () => get('cards/state'),
      insert: (card) => insert('patient', card),
      pull: () => post('cards/pull', { reader: 'patient' }),
      insertProfessional: (card = 'dr-wang') => insert('professional', card),
      pullProfessional: () => post('cards/pull', { reader: 'professional' }),
      tearMidRead: () => insert('patient', 'tear-mid-read'),
      unplug: (reader = 'patient') => post('cards/unplug', { reader, out: true }),
      plugIn: (reader = 'patient') => post('cards/unplug', { reader, out: false }),
      stopService: () => post('cards/service', { running: false }),
      startService: () => post('cards/service', { running: true }),
    },
    vpn: {
      states: () => get('vpn/state'),
      cut: (gateway) => gateways('cut', gateway),
      restore: (gateway) => gateways('pass', gateway),
      slow: (delayMs, gateway) => gateways('slow', gateway, { delayMs }),
      blackHole: (gateway) => gateways('black-hole', gateway),
    },
    nhi: {
      ...server('nhi'),
      ledger: () => get('nhi/ledger'),
      refuseNextUpload: (records = []) => post('nhi/refuse-next-upload', { records }),
      makeVirtualCard: async (person, serialLetter = 'V') => {
        const { token } = await call<{ token: string }>('POST', 'nhi/virtual-card', { person, serialLetter })
        return token
      },
      letVirtualCardsReturn: (may) => post('nhi/virtual-cards-return', { may }),
      decideRemote: (approve, accessToken) => post('nhi/remote-requests', { approve, accessToken }),
    },
    cloud: {
      ...server('cloud'),
      ledger: () => get('cloud/ledger'),
      rejectNextRecord: (options = {}) => post('cloud/reject-next-record', options),
      setAppointments: (items) => post('cloud/appointments', { items }),
    },
    control: program('control'),
    vhc: program('vhc'),
    reset: () => post('reset'),
    stop,
  }
}
