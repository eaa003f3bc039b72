import { resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { createFakeCardReader, type FakeCardReader } from '../../native/card-reader/fakeCardReader.ts'
import type { PublicProfile } from '../../native/card-reader/port.ts'
import type { FakeVisitBook } from '../../native/nhi-control/fake/visitBook.ts'
import { createFakeNhiControl, type FakeNhiControl } from '../../native/nhi-control/fakeNhiControl.ts'
import type { NhiWay } from '../../native/nhi-control/port.ts'
import { type Settings, SettingsSchema } from '../../preload/contract/desk/settings.ts'
import type { OrderDraft } from '../../preload/contract/orders/order.ts'
import { ok } from '../../preload/contract/result.ts'
import type { CardSessionId } from '../../preload/contract/words.ts'
import { loadRules, seedCatalog } from '../app/loadTables.ts'
import { proposeExceptionCode } from '../domain/card/proposeExceptionCode.ts'
import { samWasInTheWay } from '../domain/desk/samFailure.ts'
import { rulesOn } from '../domain/tables/ruleTables.ts'
import type { HandlerInput } from '../ipc/handlers.ts'
import { createResources } from '../platform/resourceFiles.ts'
import { openStore } from '../store/openStore.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from '../store/temporaryStore.ts'
import { type CardDesk, createCardDesk } from './card/cardDesk.ts'
import { createSpeakingCard } from './card/speakingCard.ts'
import { tellLapsed } from './card/virtualCardAtDesk.ts'
import { createVirtualCardKeeper } from './card/virtualCardKeeper.ts'
import { createCardMedicationKeeper } from './consultation/cardMedication.ts'
import { type DeskContext, dayOf } from './context.ts'
import { type ControlWatch, createControlWatch } from './desk/controlWatch.ts'
import { createDeskStatus, type DeskStatusBoard } from './desk/deskStatus.ts'
import { verifyProfessionalPin } from './desk/professionalPin.ts'
import { createOneAtATime } from './oneAtATime.ts'
import { patientView } from './patient/patientView.ts'
import { personByNationalId } from './patient/wholePerson.ts'

/** A desk for tests: real rules, a real encrypted store, fakes of the two ports, and a clock that is set by hand. */
export interface TestDesk {
  readonly context: DeskContext
  readonly board: DeskStatusBoard
  readonly watch: ControlWatch
  readonly reader: FakeCardReader
  readonly control: FakeNhiControl
  readonly temporary: TemporaryStore
  /** Names and payloads of everything published, in order. */
  readonly published: { readonly name: string; readonly payload: unknown }[]
  /** What serials told of the NHI's time. */
  readonly learnt: readonly { readonly serverMs: number; readonly tookMs: number }[]
  /** Puts a card (with the patient's own PIN on it) into the patient's reader and waits until the desk is done with it. */
  insert(profile: PublicProfile, pin?: string): Promise<void>
  /** The doctor gives the PIN of the card that lies in the professional's reader. */
  signIn(): Promise<void>
  pull(): void
  /** Makes another reader the patient's, as a choice on the screen does. */
  assignPatientReader(name: string): void
  /** The card as the NHI knows it, without the reader's noticing. */
  lay(profile: PublicProfile | null): void
  advance(ms: number): void
  /** The registration that the form would send for the inserted card. */
  registration(changes?: Partial<Registration>): Registration
  dispose(): Promise<void>
}
type Registration = HandlerInput<'registration:register'>

export const readerName = 'NHI Reader Patient 00 00'
export const professionalPin = '123456'

/** Invented people; the ids have right check digits because cards must. */
export const lin: PublicProfile = {
  cardNumber: '900000000011',
  name: '林示安',
  nationalId: 'A123456789',
  birthDate: '1984-03-15',
  sex: 'M',
  issueDate: '2020-01-01',
}
export const wu: PublicProfile = {
  cardNumber: '900000000022',
  name: '吳範例',
  nationalId: 'F131104093',
  birthDate: '1970-11-02',
  sex: 'M',
  issueDate: '2020-01-01',
}

export const settings: Settings = SettingsSchema.parse({
  version: 1,
  clinic: { providerNumber: '3501200000', name: '示範診所', medicalCategory: '11', registrationFee: 100 },
  desk: { id: 'front-1', name: '櫃檯 1', person: '櫃檯人員' },
  readers: { patient: 'NHI Reader Patient', professional: 'NHI Reader Professional' },
  controlSoftware: { adapter: 'control6', baseUrl: 'https://127.0.0.1:5066', sha256Fingerprint: '', initialName: '' },
  nhiServer: { baseUrls: ['https://127.0.0.1:1'], caFile: null },
  clinicCloud: null,
  practitioners: [{ id: 'dr-1', name: '許示範', nationalId: 'A123456789', department: '02', role: 'doctor' }],
  rooms: [{ id: '1', name: '一診' }],
})

export const drugOrder: OrderDraft = {
  kind: 'drug',
  code: 'A029089100',
  dose: 1,
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: null,
  site: '',
}

export const soap = { subjective: '喉嚨痛', objective: '', assessment: '', plan: '' }
export const diagnoses = [{ code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: 'Acute URI' }]

export interface TestDeskOptions {
  readonly maxPageCount?: number
  readonly deskId?: string
  /** Another desk whose store is opened once more here: two desks of one clinic. */
  readonly sharing?: TestDesk
  /**
   * Lets writes of desks in one process take turns: SQLite makes the second wait by standing still, and with it the first. Desks of
   * a clinic are processes of their own.
   */
  readonly turn?: <T>(work: () => Promise<T>) => Promise<T>
  /** Visits of the NHI that the desks share. */
  readonly book?: FakeVisitBook
  readonly travel?: () => Promise<void>
  /** Whether a server has told the time; it has when left out. */
  readonly isClockKnown?: () => boolean
  /** The way to the NHI; everything there is when left out. */
  readonly way?: NhiWay
}

/** The same store, opened by a second desk. */
const openShared = async ({ temporary }: TestDesk): Promise<TemporaryStore> => {
  const store = okValue(await openStore({ file: temporary.file, key: temporary.key }))
  return {
    ...temporary,
    store,
    must: async (work) => okValue(await store.write(work)),
    dispose: () => store.close(),
  }
}

const inTurn = (temporary: TemporaryStore, turn: NonNullable<TestDeskOptions['turn']>): TemporaryStore => ({
  ...temporary,
  store: { ...temporary.store, write: (work) => turn(() => temporary.store.write(work)) },
  must: (work) => turn(() => temporary.must(work)),
})

export const openTestDesk = async (options: TestDeskOptions = {}): Promise<TestDesk> => {
  const { maxPageCount, deskId = settings.desk.id, sharing, turn, book, travel, way } = options
  const opened =
    sharing === undefined
      ? await openTemporaryStore(maxPageCount === undefined ? {} : { maxPageCount })
      : await openShared(sharing)
  const temporary = turn === undefined ? opened : inTurn(opened, turn)
  const resources = createResources({ root: resolve(import.meta.dirname, '..', '..', 'resources') })
  const rules = okValue(await loadRules(resources))
  if (sharing === undefined) okValue(await seedCatalog(resources, temporary.store, 'test'))
  let now = Date.parse('2026-11-20T02:00:00Z')
  const today = () => dayOf(now)
  const reader = createFakeCardReader([readerName])
  const control = createFakeNhiControl({
    now: () => now,
    ...(book === undefined ? {} : { book }),
    ...(travel === undefined ? {} : { travel }),
    ...(way === undefined ? {} : { way }),
  })
  control.insertProfessionalCard(professionalPin)
  const published: { name: string; payload: unknown }[] = []
  const learnt: { serverMs: number; tookMs: number }[] = []
  let patientReader = readerName
  const board = createDeskStatus({
    control,
    settings,
    now: () => now,
    publish: (status) => published.push({ name: 'status:changed', payload: status }),
  })
  const watch: ControlWatch = createControlWatch({
    control,
    board,
    practitioners: settings.practitioners,
    now: () => now,
    isQuiet: () => cards.current() === null,
    onHealed: () => cards.goOn(samWasInTheWay),
  })
  const virtualCards = createVirtualCardKeeper({ now: () => now, onLapsed: (card) => void tellLapsed(context, card) })
  const speaking = createSpeakingCard(watch.control, virtualCards, createOneAtATime())
  const cards: CardDesk = createCardDesk({
    reader,
    speaking,
    isPatientReader: (name) => name === patientReader,
    findPatient: async ({ nationalId }) => {
      const patient = await personByNationalId(temporary.store.db, nationalId)
      return patient === null ? null : patientView(patient, today())
    },
    proposeException: (error) => proposeExceptionCode(error, false, rulesOn(rules, today()).exceptionCodes),
    now: () => now,
    today,
    newSessionId: () => uuidv7() as CardSessionId,
    publish: (session) => published.push({ name: 'card:changed', payload: session }),
  })
  reader.start()
  const context: DeskContext = {
    store: temporary.store,
    control: speaking.control,
    cards,
    speaking,
    virtualCards,
    cardMedication: createCardMedicationKeeper(),
    professional: watch.professional,
    settings: { ...settings, desk: { ...settings.desk, id: deskId } },
    rules,
    now: () => now,
    serverClock: {
      isKnown: options.isClockKnown ?? (() => true),
      learn: (serverMs, tookMs) => learnt.push({ serverMs, tookMs }),
    },
    newId: uuidv7,
    publish: (name, payload) => published.push({ name, payload }),
    cardTurn: speaking.turn,
    pause: async () => setImmediate(),
    saveFile: async (name, content) => {
      let text: unknown = content
      if (typeof content === 'object' && Symbol.asyncIterator in content) {
        let whole = ''
        for await (const piece of content) whole += piece
        text = whole
      }
      published.push({ name: 'file', payload: { name, text } })
      return ok(name)
    },
    remoteConsentOf: () => null,
    nhiLink: () => board.current().vpn.state,
    wakeOutbox: () => published.push({ name: 'outbox:wake', payload: null }),
    pullAppointments: () => published.push({ name: 'appointments:pull', payload: null }),
    uploads: {
      pause: () => published.push({ name: 'outbox:pause', payload: null }),
      resume: () => published.push({ name: 'outbox:resume', payload: null }),
      drain: async () => {
        published.push({ name: 'outbox:drain', payload: null })
        return true
      },
    },
  }
  const lay = (profile: PublicProfile | null, pin?: string): void => {
    if (profile === null) control.removeCard()
    else {
      const rest = { insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false }
      control.insertCard({ person: { ...profile, ...rest }, ...(pin === undefined ? {} : { pin }) })
    }
  }
  return {
    context,
    board,
    watch,
    reader,
    control,
    temporary,
    published,
    learnt,
    lay,
    insert: async (profile, pin) => {
      lay(profile, pin)
      reader.insert(readerName, profile)
      await cards.settled()
    },
    signIn: async () => {
      okValue(await verifyProfessionalPin(watch, board, professionalPin))
    },
    pull: () => {
      lay(null)
      reader.remove(readerName)
    },
    assignPatientReader: (name) => {
      patientReader = name
      cards.readersAssigned()
    },
    advance: (ms) => {
      now += ms
    },
    registration: (changes = {}) => ({
      cardSessionId: cards.current()?.session.sessionId ?? null,
      patientId: null,
      practitionerId: 'dr-1' as Registration['practitionerId'],
      roomId: '1',
      session: 'morning',
      treatmentItem: '01',
      copaymentCode: 'D10',
      exceptionCode: null,
      exceptionReason: null,
      attendance: 'on-site',
      consent: null,
      appointmentId: null,
      refillOf: null,
      ...changes,
    }),
    dispose: temporary.dispose,
  }
}
