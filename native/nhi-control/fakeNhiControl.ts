import { ok } from '../../preload/contract/result.ts'
import { createFakeDecisionSupport } from './fake/decisionSupport.ts'
import { createFakeDesk, done, type FakeNhiCard } from './fake/desk.ts'
import { createFakePinCalls } from './fake/pinCalls.ts'
import { createFakeReadCalls } from './fake/readCalls.ts'
import { createFakeSignatureCalls } from './fake/signatureCalls.ts'
import { createFakeStage, type FakeStage } from './fake/stage.ts'
import { createFakeVirtualCards } from './fake/virtualCardCalls.ts'
import { createFakeVisitBook, type FakeVisit, type FakeVisitBook } from './fake/visitBook.ts'
import { createFakeVisitCalls, type FakeCardWrite, type FakeWritten, type SerialRequest } from './fake/visitCalls.ts'
import type {
  CardPrescription,
  DrugAlert,
  NhiCapability,
  NhiControlPort,
  NhiWay,
  PrescriptionWrite,
  TreatmentWrite,
} from './port.ts'

export type { FakeNhiCard } from './fake/desk.ts'

export interface FakeNhiControl extends NhiControlPort, Omit<FakeStage, 'call'> {
  insertCard(card: FakeNhiCard): void
  removeCard(): void
  insertProfessionalCard(pin: string): void
  removeProfessionalCard(): void
  /** For ways with PIN entry at the device: what is typed there during the coming call, in turn. */
  typePins(pins: readonly string[]): void
  setServerOffset(ms: number | null): void
  /** Forgets the SAM's verification, as control software that was started anew does. */
  lapseSam(): void
  /** QR text that stands for this person's virtual card, good for one presentation and one visit. */
  makeVirtualCard(card: FakeNhiCard): string
  /** Whether a card that was logged out may be presented again while its hour lasts; servers do either. Not, at first. */
  letVirtualCardsReturn(may: boolean): void
  /** The patient's answer in the app to the remote visit with this access token. */
  decideRemoteVisit(accessToken: string, virtualCardToken: string | null): void
  /** Orders that other clinics wrote on the card. */
  addCardOrders(orders: readonly CardPrescription[]): void
  /** What the NHI's decision support knows against drugs. */
  addDrugAlerts(alerts: readonly DrugAlert[]): void
  readonly visits: readonly FakeVisit[]
  /** What every serial was asked for with, also where the answer was lost. */
  readonly serialRequests: readonly SerialRequest[]
  readonly treatments: readonly TreatmentWrite[]
  readonly prescriptions: readonly PrescriptionWrite[]
  /** Every write that was carried out, and whose card it was carried out on. */
  readonly writes: readonly FakeCardWrite[]
  readonly uploads: readonly { readonly opcode: string; readonly xml: Uint8Array; readonly mode: string }[]
  /** The text that `uploadResult` gives for an opcode; not ready without one. */
  readonly results: Map<string, string>
}

/** Everything there is, so that whatever stands on the port can be tested with the fake; a test may narrow it. */
const everything: readonly NhiCapability[] = [
  'physical-card',
  'virtual-card',
  'sam',
  'signatures',
  'professional-signature',
  'professional-card',
  'professional-pin-change',
  'patient-pin',
  'visit-history',
  'emergency-phone',
  'prescriptions',
  'cumulative',
  'cardless-number',
  'remote-visit',
  'record-upload',
  'server-probe',
  'decision-support',
]

export const fakeWay: NhiWay = { adapter: 'control6', pinEntry: 'screen', offers: new Set(everything) }

/** The NHI in memory, for tests of what stands on the port: it counts serials and loses answers on demand. */
export const createFakeNhiControl = (
  options: {
    readonly now?: () => number
    readonly way?: NhiWay
    /** The visits of the NHI that several desks share; one of its own when left out. */
    readonly book?: FakeVisitBook
    /** How long a request is on its way, and its answer; no time when left out. */
    readonly travel?: () => Promise<void>
  } = {},
): FakeNhiControl => {
  const now = options.now ?? Date.now
  const way = options.way ?? fakeWay
  const { call, ...stage } = createFakeStage(way, options.travel)
  const desk = createFakeDesk(way)
  const written: FakeWritten = {
    book: options.book ?? createFakeVisitBook(now),
    treatments: [],
    prescriptions: [],
    orders: [],
    writes: [],
    serialRequests: [],
  }
  const surroundings = { call, ...stage }
  const virtualCards = createFakeVirtualCards(surroundings, desk, now)
  const { known: knownAlerts, ...decisionSupport } = createFakeDecisionSupport(surroundings, desk)
  const uploads: { opcode: string; xml: Uint8Array; mode: string }[] = []
  const results = new Map<string, string>()
  let offsetMs: number | null = 0

  return {
    way,
    status: () => call('status', 'local', () => ok(desk.status())),
    open: ({ renew = false } = {}) =>
      call('open', desk.sam === 'verified' && !renew ? 'local' : 'server', () => {
        desk.sam = 'verified'
        return ok(desk.status())
      }),
    reopen: () =>
      call('reopen', 'server', () => {
        desk.sam = 'verified'
        if (desk.professional !== null) desk.professional.verified = false
        desk.virtualCard = null
        return ok(desk.status())
      }),
    logOutPatientCard: () =>
      call('logOutPatientCard', 'local', () => {
        desk.virtualCard = null
        if (desk.patientPin !== null) desk.patientPin.verified = false
        return done()
      }),
    ...createFakePinCalls(surroundings, desk),
    ...createFakeReadCalls(surroundings, desk, written),
    ...virtualCards.calls,
    ...createFakeVisitCalls(surroundings, desk, written, now),
    ...createFakeSignatureCalls(surroundings, desk, way),
    ...decisionSupport,
    uploadRecords: (xml, mode) =>
      call('uploadRecords', 'server', () => {
        const opcode = `FAKE${uploads.length + 1}`
        uploads.push({ opcode, xml, mode })
        return ok({ opcode })
      }),
    uploadResult: (opcode) => call('uploadResult', 'server', () => ok({ text: results.get(opcode) ?? null })),
    probeServer: () => call('probeServer', 'server', () => ok({ dataCentre: 0 })),
    serverOffsetMs: () => offsetMs,
    dispose: async () => undefined,

    ...stage,
    insertCard(card) {
      desk.card = card
      desk.patientPin = card.pin === undefined ? null : { pin: card.pin, verified: false }
    },
    removeCard() {
      desk.card = null
      desk.patientPin = null
    },
    insertProfessionalCard(pin) {
      desk.professional = { pin, wrong: 0, verified: false }
    },
    removeProfessionalCard() {
      desk.professional = null
    },
    typePins: desk.typePins,
    setServerOffset(ms) {
      offsetMs = ms
    },
    lapseSam() {
      if (desk.sam === 'verified') desk.sam = 'lapsed'
    },
    makeVirtualCard: virtualCards.make,
    letVirtualCardsReturn: virtualCards.letReturn,
    decideRemoteVisit: virtualCards.decideRemoteVisit,
    addCardOrders: (orders) => void written.orders.push(...orders),
    addDrugAlerts: (alerts) => void knownAlerts.push(...alerts),
    visits: written.book.visits,
    serialRequests: written.serialRequests,
    treatments: written.treatments,
    prescriptions: written.prescriptions,
    writes: written.writes,
    uploads,
    results,
  }
}
