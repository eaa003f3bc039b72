import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { createPcscCardReader } from '../../native/card-reader/createPcscCardReader.ts'
import { forkNodeProcess } from '../../native/card-reader/testing/forkNodeProcess.ts'
import { createControl6 } from '../../native/nhi-control/control6/createControl6.ts'
import { SettingsSchema } from '../../preload/contract/desk/settings.ts'
import { ok } from '../../preload/contract/result.ts'
import { type CardSessionId, EncounterIdSchema, PractitionerIdSchema } from '../../preload/contract/words.ts'
import { loadRules } from '../app/loadTables.ts'
import { createResources } from '../platform/resourceFiles.ts'
import { openStore } from '../store/openStore.ts'
import { okValue } from '../store/temporaryStore.ts'
import { createCardDesk } from './card/cardDesk.ts'
import { createSpeakingCard } from './card/speakingCard.ts'
import { createVirtualCardKeeper } from './card/virtualCardKeeper.ts'
import { createCardMedicationKeeper } from './consultation/cardMedication.ts'
import { type DeskContext, dayOf } from './context.ts'
import { createControlWatch } from './desk/controlWatch.ts'
import { createDeskStatus } from './desk/deskStatus.ts'
import { createOneAtATime } from './oneAtATime.ts'
import { patientView } from './patient/patientView.ts'
import { personByNationalId } from './patient/wholePerson.ts'
import { cancelRegistration } from './registration/cancelRegistration.ts'
import { registerVisit } from './registration/registerVisit.ts'

/**
 * One desk of a clinic as a process of its own, for tests of several at one store: `node desk.fixture.ts FILE KEYHEX SETTINGS DESK`,
 * started with an IPC channel. The readers are those of pcscd, the control software and the NHI those of the settings. It says
 * `ready` when the patient's card is authenticated, and `gone` when it is out; `register` and `cancel` are answered by the verb's result.
 */
const [file = '', keyHex = '', settingsFile = '', deskId = ''] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '..', '..')
const say = (message: unknown): void => void process.send?.(message)

const settings = SettingsSchema.parse(JSON.parse(await readFile(settingsFile, 'utf8')))
const { controlSoftware, nhiServer } = settings
const caPem = nhiServer.caFile === null ? null : await readFile(nhiServer.caFile, 'utf8')
const store = okValue(await openStore({ file, key: new Uint8Array(Buffer.from(keyHex, 'hex')) }))
const rules = okValue(await loadRules(createResources({ root: resolve(root, 'resources') })))
const now = Date.now
const today = () => dayOf(now())

const control = createControl6({ controlSoftware, nhiServer: { baseUrls: nhiServer.baseUrls, caPem } })
const board = createDeskStatus({ control, settings, now, publish: () => undefined })
const watch = createControlWatch({
  control,
  board,
  practitioners: settings.practitioners,
  now,
  isQuiet: () => true,
  onHealed: () => undefined,
})
await watch.round()
const virtualCards = createVirtualCardKeeper({ now, onLapsed: () => undefined })
const speaking = createSpeakingCard(watch.control, virtualCards, createOneAtATime())
const reader = createPcscCardReader({
  processFile: resolve(root, 'native', 'card-reader', 'process.ts'),
  fork: (processFile) => forkNodeProcess(processFile, process.env),
})
const cards = createCardDesk({
  reader,
  speaking,
  isPatientReader: (name) => name === settings.readers.patient,
  findPatient: async ({ nationalId }) => {
    const patient = await personByNationalId(store.db, nationalId)
    return patient === null ? null : patientView(patient, today())
  },
  proposeException: () => null,
  now,
  today,
  newSessionId: () => uuidv7() as CardSessionId,
  publish: (session) => {
    if (session === null) say('gone')
    else if (session.phase === 'authenticated') say('ready')
    else if (session.phase === 'fault') say({ fault: session.fault })
  },
})
const context: DeskContext = {
  store,
  control: speaking.control,
  cards,
  speaking,
  virtualCards,
  cardMedication: createCardMedicationKeeper(),
  professional: watch.professional,
  settings: { ...settings, desk: { ...settings.desk, id: deskId } },
  rules,
  now,
  serverClock: { isKnown: () => true, learn: () => undefined },
  newId: uuidv7,
  publish: () => undefined,
  cardTurn: speaking.turn,
  pause: (ms) => setTimeout(ms),
  saveFile: async (name) => ok(name),
  uploads: { pause: () => undefined, resume: () => undefined, drain: () => Promise.resolve(true) },
  remoteConsentOf: () => null,
  nhiLink: () => 'up',
  wakeOutbox: () => undefined,
  pullAppointments: () => undefined,
}

const register = () =>
  registerVisit(context, {
    cardSessionId: cards.current()?.session.sessionId ?? null,
    patientId: null,
    practitionerId: PractitionerIdSchema.parse(settings.practitioners[0]?.id),
    roomId: settings.rooms[0]?.id ?? '',
    session: 'morning',
    treatmentItem: '01',
    copaymentCode: 'D10',
    exceptionCode: null,
    exceptionReason: null,
    attendance: 'on-site',
    consent: null,
    appointmentId: null,
    refillOf: null,
  })

const MessageSchema = z.union([z.literal('register'), z.strictObject({ cancel: EncounterIdSchema })])
const play = async (message: z.infer<typeof MessageSchema>): Promise<void> => {
  say({ answer: message === 'register' ? await register() : await cancelRegistration(context, message.cancel) })
}
process.on('message', (message) => void play(MessageSchema.parse(message)))
process.on('disconnect', () => process.exit(0))
reader.start()
