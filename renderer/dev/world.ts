import type { CardSession } from '../../preload/contract/card/card.ts'
import type { UnresolvedAct } from '../../preload/contract/card/journal.ts'
import type { Preferences } from '../../preload/contract/desk/app.ts'
import type { CareStatus } from '../../preload/contract/desk/care.ts'
import type { CheckLine } from '../../preload/contract/desk/readerCheck.ts'
import type { ScannerLink } from '../../preload/contract/desk/scannerPort.ts'
import type { Settings } from '../../preload/contract/desk/settings.ts'
import type { DeskStatus } from '../../preload/contract/desk/status.ts'
import type { ChannelInput, ChannelName, ChannelOutput, EventName, EventPayload } from '../../preload/contract/index.ts'
import type { Shift } from '../../preload/contract/money/drawer.ts'
import type { Debt, VisitMoney } from '../../preload/contract/money/money.ts'
import type { OrderAlert } from '../../preload/contract/orders/orderAlert.ts'
import type { OrderSet } from '../../preload/contract/orders/orderSet.ts'
import type { OpenRefill, Pharmacist } from '../../preload/contract/orders/prescription.ts'
import type { OwnPapers } from '../../preload/contract/paper/ownPapers.ts'
import type { PatientSummary } from '../../preload/contract/patient/patient.ts'
import type { AppError } from '../../preload/contract/result.ts'
import type { CloudFindings, OutboxItem } from '../../preload/contract/upload/outbox.ts'
import type { HomeCheck, HomeStop } from '../../preload/contract/visit/homeRoute.ts'
import type { MakeUpItem } from '../../preload/contract/visit/makeUp.ts'
import type { RemoteVisit } from '../../preload/contract/visit/remoteVisit.ts'
import type { VisitDetail } from '../../preload/contract/visit/visit.ts'
import type { PretendCamera } from './scenes/pretendCamera.ts'

/** A pretend answer that takes its time. */
export interface Slow<Value> {
  readonly afterMs: number
  readonly value: Value
}

/** The pretend clinic behind the pretend door; scenes change it, handlers read and write it. */
export interface World {
  startup: ChannelOutput<'app:startup'>
  preferences: { -readonly [Key in keyof Preferences]: Preferences[Key] }
  scanner: ScannerLink
  camera: PretendCamera
  settings: Settings | null
  settingsProblem: string | null
  status: DeskStatus
  care: CareStatus
  /** What the reader check finds in this scene. */
  checkLines: readonly CheckLine[]
  session: CardSession | null
  /** Whose virtual card the next code is; null where it is whatever stands at the desk. */
  arriving: CardSession | null
  patients: PatientSummary[]
  visits: VisitDetail[]
  /** Papers that came by themselves. */
  ownPapers: OwnPapers[]
  refills: OpenRefill[]
  /** The clinic's pharmacists. */
  pharmacists: Pharmacist[]
  orderSets: OrderSet[]
  /** What is said against the drugs of any order table, by line. */
  orderAlerts: OrderAlert[]
  outbox: OutboxItem[]
  cloudFindings: CloudFindings
  makeUps: MakeUpItem[]
  money: VisitMoney[]
  debts: Debt[]
  drawer: Shift
  shifts: Shift[]
  remoteVisits: RemoteVisit[]
  homeStops: HomeStop[]
  homeCheck: HomeCheck
  unresolved: UnresolvedAct[]
  otherSerial: ChannelOutput<'registration:other-serial'>
  /** Channels that fail in this scene, and how. */
  failures: Partial<Record<ChannelName, AppError>>
  /** Milliseconds a channel takes in this scene. */
  delays: Partial<Record<ChannelName, number>>
  /** Set by the fake: tells the screens a fact. */
  tell: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
  /** Set by the scene: what happens by itself after the start. */
  begin: (world: World) => void
}

export type Handlers = {
  readonly [Name in ChannelName]: (world: World, input: ChannelInput<Name>) => ChannelOutput<Name> | AppError
}

/** A UUIDv7-shaped id of that number. */
export const id = (number: number): string => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`

export const instant = (offsetMs = 0): string => new Date(Date.now() + offsetMs).toISOString()
