import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import type { Sims } from '../../../e2e/sims/client.ts'
import { loadRules, seedCatalog } from '../../../main/app/loadTables.ts'
import { createResources } from '../../../main/platform/resourceFiles.ts'
import { findByNationalId } from '../../../main/store/patient/patientRepository.ts'
import { okValue, openTemporaryStore } from '../../../main/store/temporaryStore.ts'
import { createCardDesk } from '../../../main/usecases/card/cardDesk.ts'
import { createSpeakingCard } from '../../../main/usecases/card/speakingCard.ts'
import { createVirtualCardKeeper } from '../../../main/usecases/card/virtualCardKeeper.ts'
import { createCardMedicationKeeper } from '../../../main/usecases/consultation/cardMedication.ts'
import { type DeskContext, dayOf } from '../../../main/usecases/context.ts'
import { createOneAtATime } from '../../../main/usecases/oneAtATime.ts'
import { patientView } from '../../../main/usecases/patient/patientView.ts'
import { createFakeCardReader, type FakeCardReader } from '../../../native/card-reader/fakeCardReader.ts'
import { createControl6 } from '../../../native/nhi-control/control6/createControl6.ts'
import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import { SettingsSchema } from '../../../preload/contract/desk/settings.ts'
import { ok } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'

/** The verbs' surroundings as main puts them together, with a real store and the real adapter; cards cost nothing. */
export interface VisitDesk {
  readonly context: DeskContext
  readonly control: NhiControlPort
  readonly reader: FakeCardReader
  readonly readerName: string
  dispose(): Promise<void>
}

export const openVisitDesk = async (sims: Sims): Promise<VisitDesk> => {
  const settings = SettingsSchema.parse(sims.settings)
  const temporary = await openTemporaryStore()
  const resources = createResources({ root: resolve(import.meta.dirname, '..', '..', '..', 'resources') })
  const rules = okValue(await loadRules(resources))
  okValue(await seedCatalog(resources, temporary.store, 'bench'))
  const { baseUrls, caFile } = settings.nhiServer
  const caPem = caFile === null ? null : await readFile(caFile, 'utf8')
  const control = createControl6({ controlSoftware: settings.controlSoftware, nhiServer: { baseUrls, caPem } })
  const readerName = `${settings.readers.patient} 00 00`
  const reader = createFakeCardReader([readerName])
  const today = () => dayOf(Date.now())
  const virtualCards = createVirtualCardKeeper({ now: Date.now, onLapsed: () => undefined })
  const speaking = createSpeakingCard(control, virtualCards, createOneAtATime())
  const cards = createCardDesk({
    reader,
    speaking,
    isPatientReader: (name) => name === readerName,
    findPatient: async ({ nationalId }) => {
      const patient = await findByNationalId(temporary.store.db, nationalId)
      return patient === null ? null : patientView(patient, today())
    },
    proposeException: () => null,
    now: Date.now,
    today,
    newSessionId: () => uuidv7() as CardSessionId,
    publish: () => undefined,
  })
  reader.start()
  return {
    control,
    reader,
    readerName,
    context: {
      store: temporary.store,
      control: speaking.control,
      cards,
      speaking,
      virtualCards,
      cardMedication: createCardMedicationKeeper(),
      // The professional's card is signed in by the bench itself.
      professional: { signingLock: async () => null },
      settings,
      rules,
      now: Date.now,
      serverClock: { isKnown: () => true, learn: () => undefined },
      newId: uuidv7,
      cardTurn: speaking.turn,
      pause: (ms) => setTimeout(ms),
      saveFile: async () => ok(null),
      publish: () => undefined,
      remoteConsentOf: () => null,
      nhiLink: () => 'up',
      wakeOutbox: () => undefined,
      pullAppointments: () => undefined,
      uploads: { pause: () => undefined, resume: () => undefined, drain: () => Promise.resolve(true) },
    },
    dispose: async () => {
      await control.dispose()
      await temporary.dispose()
    },
  }
}
