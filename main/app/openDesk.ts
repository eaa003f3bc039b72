import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { powerMonitor, utilityProcess } from 'electron'
import { uuidv7 } from 'uuidv7'
import type { CardReaderPort } from '../../native/card-reader/port.ts'
import type { Settings } from '../../preload/contract/desk/settings.ts'
import type { Result } from '../../preload/contract/result.ts'
import type { DisplayBoard } from '../../preload/contract/visit/queue.ts'
import type { CardSessionId } from '../../preload/contract/words.ts'
import { proposeExceptionCode } from '../domain/card/proposeExceptionCode.ts'
import { type RuleTables, rulesOn } from '../domain/tables/ruleTables.ts'
import type { Publish } from '../ipc/door.ts'
import type { Handlers } from '../ipc/handlers.ts'
import { deskHandlers } from '../ipc/handlerTable.ts'
import { linePace } from '../outbox/line/linePace.ts'
import { createNhiAnswers } from '../outbox/process/answerNhi.ts'
import type { OutboxSettings } from '../outbox/process/messages.ts'
import { createOutboxSupervisor, type OutboxSupervisor } from '../outbox/process/supervisor.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { notify } from '../platform/notifications.ts'
import type { Paths } from '../platform/paths.ts'
import { readPrintPage } from '../platform/printing/printPage.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import { markInterrupted } from '../store/card/journalRepository.ts'
import type { Store } from '../store/handles.ts'
import { takeInCloudAppointments } from '../usecases/appointments/takeInCloud.ts'
import type { AuditNote } from '../usecases/audit/auditNote.ts'
import { type CardDesk, createCardDesk } from '../usecases/card/cardDesk.ts'
import { createRemotePatientDesk } from '../usecases/card/remotePatientDesk.ts'
import { createSpeakingCard } from '../usecases/card/speakingCard.ts'
import { moveVirtualCards, tellLapsed } from '../usecases/card/virtualCardAtDesk.ts'
import { createVirtualCardKeeper } from '../usecases/card/virtualCardKeeper.ts'
import { createCardMedicationKeeper } from '../usecases/consultation/cardMedication.ts'
import { type DeskContext, dayOf, instantOf } from '../usecases/context.ts'
import type { ControlWatch } from '../usecases/desk/controlWatch.ts'
import { createDayWatch, type DayWatch } from '../usecases/desk/dayWatch.ts'
import type { DeskStatusBoard } from '../usecases/desk/deskStatus.ts'
import { reopenDisplay } from '../usecases/desk/keptDisplay.ts'
import type { ReaderDesk } from '../usecases/desk/readerDesk.ts'
import { createOneAtATime } from '../usecases/oneAtATime.ts'
import { indexPatients } from '../usecases/patient/indexPatients.ts'
import { patientView } from '../usecases/patient/patientView.ts'
import { personByNationalId } from '../usecases/patient/wholePerson.ts'
import { loadPrintingTexts, type PrintingTexts } from '../usecases/printing/composeDocument.ts'
import { createPrinting } from '../usecases/printing/createPrinting.ts'
import type { PrinterPort } from '../usecases/printing/port.ts'
import { currentBoard } from '../usecases/registration/queue.ts'
import { createRemoteVisits, type RemoteVisits } from '../usecases/registration/remoteVisits.ts'
import { createTurnWatch, type TurnWatch } from '../usecases/registration/turnWatch.ts'
import { settleCard } from '../usecases/serial/settleCard.ts'
import { createUploadPause } from '../usecases/upload/uploadPause.ts'
import type { PatientDisplay } from './displayWindow.ts'
import { keepDeadlines } from './keepDeadlines.ts'
import type { StatusKeeper } from './keepStatus.ts'
import { learnFromControl, learnFromWorker } from './learnServerTime.ts'
import { thriftyUnderLoad } from './thrifty.ts'

/** A screen may count a virtual card's hour down by itself; main lets go of it at the latest so much later. */
const sweepEveryMs = 5_000

export interface OpenDeskOptions {
  readonly settings: Settings
  /** Where the built helper processes lie. */
  readonly directory: string
  readonly trust: OutboxSettings
  readonly watch: ControlWatch
  readonly reader: CardReaderPort
  readonly readerDesk: ReaderDesk
  readonly board: DeskStatusBoard
  readonly keeper: StatusKeeper
  readonly store: Store
  /** The store's file seems damaged: it is looked through at once. */
  readonly suspectStore: () => void
  readonly rules: RuleTables
  readonly key: Uint8Array
  readonly nativeBinding: string | null
  readonly paths: Paths
  readonly clock: Clock
  readonly logger: Logger
  readonly publish: Publish
  readonly note: AuditNote
  readonly resources: Resources
  readonly saveFile: DeskContext['saveFile']
  readonly printer: PrinterPort
  /** Makes the window for patients, closed at first. */
  readonly openDisplay: (board: () => Promise<DisplayBoard>, onChanged: () => void) => PatientDisplay
  /** Brings the window forward. */
  readonly showWindow: () => void
}

/** Runs the task once after so many ms; gives back how to call it off. */
const after = (ms: number, task: () => void): (() => void) => {
  const timer = globalThis.setTimeout(task, ms).unref()
  return () => clearTimeout(timer)
}

/** The desk of a clinic that has been set up: the card, the verbs, and the sync worker. */
export const openDesk = (
  options: OpenDeskOptions,
): {
  readonly handlers: Partial<Handlers>
  readonly outbox: OutboxSupervisor
  readonly cards: CardDesk
  readonly day: Pick<DayWatch, 'stop'>
  readonly turns: Pick<TurnWatch, 'stop'>
  readonly deadlines: ReturnType<typeof keepDeadlines>
  readonly remoteVisits: Pick<RemoteVisits, 'dispose'>
  readonly display: Pick<PatientDisplay, 'close'>
} => {
  const { store, clock, rules, publish, keeper, logger, watch } = options
  const today = () => dayOf(clock.now())
  const logFault = (event: string) => (error: unknown) =>
    logger.error(event, { error: error instanceof Error ? error.name : 'unknown' })

  const answerNhi = createNhiAnswers(watch.control)
  const outbox = createOutboxSupervisor({
    modulePath: join(options.directory, 'outbox-process.js'),
    fork: (file) => utilityProcess.fork(file, [], { serviceName: 'outbox', execArgv: thriftyUnderLoad }),
    startMessage: () => ({
      dbFile: options.paths.database,
      keyHex: Buffer.from(options.key).toString('hex'),
      nativeBinding: options.nativeBinding,
      settings: options.trust,
      deskId: options.settings.desk.id,
      offsetMs: clock.offsetMs(),
      pace: linePace(options.trust.controlSoftware.adapter, options.settings.nhiServer),
    }),
    onRunning: (running) => keeper.outboxRunning(running),
    onChanged: (encounterIds) => {
      publish('outbox:changed', { encounterIds: [...encounterIds] })
      void keeper.countOutbox()
    },
    onLinks: (links) => keeper.links(links),
    onAppointments: () => void takeIn(),
    onCloudFindings: () => {
      publish('outbox:changed', { encounterIds: [] })
      void keeper.countOutbox()
    },
    onStoreDamaged: options.suspectStore,
    onServerTime: (offsetMs) => learnFromWorker(clock, watch.control, offsetMs),
    onNhi: async (question) => ({
      answer: await answerNhi(question),
      offsetMs: watch.control.serverOffsetMs(),
    }),
    onLog: (level, event, fields) => logger[level](event, fields),
    onFatal: (code) => logger.error('outbox-fatal', { code }),
  })

  const takeInOnce = createOneAtATime()
  /** Books by what the cloud has said; what fails now is taken in with its next word. */
  const takeIn = (): Promise<void> =>
    takeInOnce(() => takeInCloudAppointments(context)).then((taken) => {
      if (!taken.ok) logger.error('appointments-not-taken-in', { code: taken.error.code })
    }, logFault('appointments-not-taken-in'))

  const virtualCards = createVirtualCardKeeper({
    now: clock.now,
    onLapsed: (card) => void tellLapsed(context, card).catch(logFault('virtual-card-lapsed')),
  })
  setInterval(() => virtualCards.sweep(), sweepEveryMs).unref()
  const speaking = createSpeakingCard(watch.control, virtualCards, createOneAtATime())
  const cards = createCardDesk({
    reader: options.reader,
    speaking,
    isPatientReader: options.readerDesk.isPatientReader,
    findPatient: async ({ nationalId }) => {
      const patient = await personByNationalId(store.db, nationalId)
      return patient === null ? null : patientView(patient, today())
    },
    proposeException: (error) => proposeExceptionCode(error, false, rulesOn(rules, today()).exceptionCodes),
    now: clock.now,
    today,
    newSessionId: () => uuidv7() as CardSessionId,
    publish: (session) => {
      publish('card:changed', session)
      // The answers behind it told the time, and the first serial of the day is not to wait for the status's next round.
      if (session?.phase === 'authenticated') learnFromControl(clock, watch.control)
      void remoteVisits.cardChanged().catch(logFault('remote-visit'))
      // Behind the screen, which waits for nothing: a card that was read is a record that was looked at.
      if (session?.phase === 'identified' || session?.phase === 'authenticated') {
        const subject = session.patient?.patientId ?? session.sessionId
        void options.note({ action: 'card-read', subject, details: {}, sameForMs: 60_000 }).catch(logFault('audit'))
      }
      // Behind the authentication: what an earlier run or a lost answer left open about this card is found out.
      if (session?.phase === 'authenticated')
        void context.cardTurn(() => settleCard(context)).catch(logFault('settle-card'))
    },
  })

  options.readerDesk.onAssigned(cards.readersAssigned)

  const remoteVisits = createRemoteVisits({
    store,
    control: speaking.control,
    desk: options.settings.desk,
    now: clock.now,
    newId: uuidv7,
    pause: (ms) => setTimeout(ms),
    publish,
    atDesk: createRemotePatientDesk(() => context),
    onFault: logFault('remote-visit'),
  })

  const context: DeskContext = {
    store,
    control: speaking.control,
    cards,
    speaking,
    virtualCards,
    cardMedication: createCardMedicationKeeper(),
    professional: watch.professional,
    settings: options.settings,
    rules,
    now: clock.now,
    serverClock: {
      isKnown: () => clock.offsetMs() !== null,
      learn: (serverMs, tookMs) => {
        // Half a second more on average than the whole seconds say, in the middle of the call.
        const offsetMs = serverMs + 500 - (Date.now() - tookMs / 2)
        if (watch.control.serverOffsetMs() === null) clock.learn({ offsetMs, roundTripMs: tookMs, source: 'serial' })
      },
    },
    newId: uuidv7,
    publish: (name, payload) => {
      publish(name, payload)
      if (name === 'visit:changed' || name === 'outbox:changed') void keeper.countOutbox()
      if (name === 'visit:changed' || name === 'queue:changed' || name === 'day:changed')
        void display.refresh().catch(logFault('display'))
    },
    cardTurn: speaking.turn,
    pause: (ms) => setTimeout(ms),
    saveFile: options.saveFile,
    remoteConsentOf: (cardSessionId) => remoteVisits.consentOf(cardSessionId),
    nhiLink: () => options.board.current().vpn.state,
    wakeOutbox: (reason, outboxId) => {
      outbox.wake(reason, outboxId)
      // There are new rows, or other times of theirs, before anything is sent, and in a pause or without a line for long.
      publish('outbox:changed', { encounterIds: [] })
    },
    pullAppointments: () => outbox.pullAppointments(),
    uploads: createUploadPause({
      outbox,
      now: clock.now,
      after,
      onPaused: (until) => {
        const { board } = options
        const pausedUntil = until === null ? null : instantOf(until)
        board.change({ outbox: { ...board.current().outbox, pausedUntil } })
      },
    }),
  }
  clock.onCorrection((byMs) => void moveVirtualCards(context, byMs).catch(logFault('virtual-cards-moved')))
  // The first write of this run, before any verb's: what the last one left under way is not under way any more.
  void store.write((tx) => markInterrupted(tx, options.settings.desk.id)).catch(logFault('journal'))
  void indexPatients(store, (ms) => setTimeout(ms)).then((done) => {
    if (!done.ok) logger.error('index-patients', { code: done.error.code })
  }, logFault('index-patients'))
  const day = createDayWatch({
    now: clock.now,
    after,
    onChanged: (today) => {
      context.publish('day:changed', { day: today })
      void turns.look()
    },
  })
  const turns = createTurnWatch({
    db: store.db,
    now: clock.now,
    after,
    onLapsed: (encounterId) => context.publish('visit:changed', { encounterId }),
    onFault: logFault('turn-watch'),
  })
  clock.onCorrection(() => {
    day.look()
    void turns.look()
  })
  powerMonitor.on('resume', () => {
    clock.resumed()
    day.look()
    void turns.look()
    outbox.wake('power-resumed')
    void watch.changed('wake')
  })
  const deadlines = keepDeadlines({ ...options, context, notify })
  const printing = createPrinting({
    context,
    port: options.printer,
    texts: printingTexts(options.resources, join(options.directory, '..', 'renderer', 'print', 'index.html')),
    onFault: logFault('papers-by-themselves'),
  })
  const display = options.openDisplay(
    () => currentBoard(context),
    () => publish('display:changed', display.current()),
  )
  void reopenDisplay(store, display).catch(logFault('display'))
  const handlers = deskHandlers(context, options.board, watch, remoteVisits, printing, display)
  return { handlers, outbox, cards, day, turns, deadlines, remoteVisits, display }
}

/** Templates and their shell, read at the first use and kept once they could be read. */
const printingTexts = (resources: Resources, shellFile: string): (() => Promise<Result<PrintingTexts>>) => {
  let kept: Result<PrintingTexts> | null = null
  return async () => {
    if (kept?.ok !== true) kept = await loadPrintingTexts(resources, await readPrintPage(shellFile))
    return kept
  }
}
