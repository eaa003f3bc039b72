import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import { createPcscCardReader } from '../../native/card-reader/createPcscCardReader.ts'
import { createNhiControl } from '../../native/nhi-control/createNhiControl.ts'
import { sweepHandIn } from '../../native/nhi-control/cshis/handInFile.ts'
import { createSerialScanner } from '../../native/serial-scanner/createSerialScanner.ts'
import type { Settings } from '../../preload/contract/desk/settings.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { Care } from '../care/createCare.ts'
import { reckonLosses } from '../care/reckonLosses.ts'
import { createImportDesk } from '../code-import/importDesk.ts'
import { samWasInTheWay } from '../domain/desk/samFailure.ts'
import type { Publish } from '../ipc/door.ts'
import type { Handlers } from '../ipc/handlers.ts'
import type { Clock } from '../platform/clock.ts'
import { openKeyVault } from '../platform/keyVault.ts'
import type { Logger } from '../platform/logger.ts'
import type { Paths } from '../platform/paths.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import { changeSettings, readSettings } from '../platform/settingsFile.ts'
import { createReportDesk } from '../reports/reportDesk.ts'
import type { Store } from '../store/handles.ts'
import { openStore } from '../store/openStore.ts'
import { rememberedCentre } from '../store/outbox/rememberedCentre.ts'
import { auditHandlers } from '../usecases/audit/auditHandlers.ts'
import { type AuditNote, createAuditNote } from '../usecases/audit/auditNote.ts'
import { openScannerDesk, type ScannerDesk } from '../usecases/card/scannerDesk.ts'
import { type ControlWatch, createControlWatch } from '../usecases/desk/controlWatch.ts'
import { createDeskStatus, type DeskStatusBoard } from '../usecases/desk/deskStatus.ts'
import type { ReaderCheck } from '../usecases/desk/readerCheck.ts'
import { createReaderDesk, type ReaderDesk } from '../usecases/desk/readerDesk.ts'
import type { PrinterPort } from '../usecases/printing/port.ts'
import type { AppArguments } from './arguments.ts'
import { chooseWay } from './chooseWay.ts'
import { externalCshisHelper } from './externalCshisHelper.ts'
import { keepStatus } from './keepStatus.ts'
import { loadRules, seedCatalog } from './loadTables.ts'
import { noteStart } from './noteStart.ts'
import { type OpenDeskOptions, openDesk } from './openDesk.ts'
import { openReaderCheck } from './openReaderCheck.ts'
import { readTrust } from './readTrust.ts'
import { thrifty } from './thrifty.ts'

/** The parts of the running program, once everything could be opened. */
export interface Composition {
  readonly store: Store
  /** Null while the clinic has not been set up: then only the program's own channels answer. */
  readonly settings: Settings | null
  readonly keyProtection: 'os' | 'development'
  readonly board: DeskStatusBoard
  readonly readerDesk: ReaderDesk
  readonly readerCheck: ReaderCheck
  readonly scannerDesk: ScannerDesk
  readonly handlers: Partial<Handlers>
  /** Writes a row of the audit trail. */
  readonly note: AuditNote
  /** Starts what works beside the screens: the reader, the sync worker, and the questions to the control software. */
  begin(): void
  /** Asks every end point now. */
  probe(): Promise<void>
  /** Ends everything in order, within a bound. */
  dispose(withinMs: number): Promise<void>
}

export interface ComposeOptions {
  readonly arguments: AppArguments
  /** Where the built helper processes lie. */
  readonly directory: string
  readonly paths: Paths
  readonly logger: Logger
  readonly clock: Clock
  readonly resources: Resources
  readonly publish: Publish
  readonly care: Care
  /** Lets a person choose a table file; null when none was chosen. */
  readonly chooseTableFile: () => Promise<string | null>
  /** Lets a person choose where a report is to be written; null when none was chosen. */
  readonly chooseSaveFile: (suggestedName: string) => Promise<string | null>
  readonly saveFile: OpenDeskOptions['saveFile']
  readonly printer: PrinterPort
  readonly openDisplay: OpenDeskOptions['openDisplay']
  /** Brings the window forward. */
  readonly showWindow: () => void
}

/** Opens everything in order; the first thing that can't be opened is the answer, and nothing is left half open. */
export const compose = async (options: ComposeOptions): Promise<Result<Composition>> => {
  const { paths, clock, logger, resources, publish } = options
  await sweepHandIn(paths.handInDirectory).catch((error: NodeJS.ErrnoException) =>
    logger.error('hand-in-not-swept', { code: error.code ?? error.name }),
  )
  const settingsRead = await readSettings(options.arguments.settingsFile ?? paths.settingsFile)
  // Unreadable settings are shown on the settings screen, where they can be mended; the store opens all the same.
  const settings = settingsRead.ok ? settingsRead.value : null
  const rules = await loadRules(resources)
  if (!rules.ok) return rules

  const { care } = options
  const { nativeBinding, protector } = care.context
  const key = await openKeyVault({ keyFile: paths.keyFile, databaseFile: paths.database, protector })
  if (!key.ok) return key
  care.keyOpened(key.value.key)
  if (care.isDamaged()) return fail('STORE_CORRUPT')
  const opened = await openStore({
    file: paths.database,
    key: key.value.key,
    writeProblem: care.writeProblem,
    onUnreadable: care.suspect,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  })
  if (!opened.ok) return opened
  const store = opened.value
  const reckoned = await reckonLosses(care, store)
  if (!reckoned.ok) {
    await store.close()
    return reckoned
  }
  const seeded = await seedCatalog(resources, store, app.getVersion())
  if (!seeded.ok) {
    await store.close()
    return seeded
  }

  const note = createAuditNote({
    store,
    desk: settings?.desk ?? null,
    professional: () => {
      const { state, practitionerName } = board.current().professionalCard
      return state === 'verified' ? practitionerName : null
    },
    now: clock.now,
    onMissed: (action, error) => logger.error('audit-missed', { action, code: error.code }),
  })
  const outside = settings === null ? null : await readTrust(settings)
  if (outside !== null && !outside.ok) logger.error('trust-unreadable', { code: outside.error.code })
  const trusted = outside?.ok === true ? outside.value : null
  const chosen = trusted === null ? null : await chooseWay(trusted.controlSoftware)
  // Whoever reads the settings from here on finds the way that was taken, never 'auto'.
  const trust =
    trusted === null || chosen === null
      ? null
      : { ...trusted, controlSoftware: { ...trusted.controlSoftware, adapter: chosen.adapter } }
  const reader = createPcscCardReader({
    processFile: join(options.directory, 'card-reader-process.js'),
    fork: (file) => utilityProcess.fork(file, [], { serviceName: 'card-reader', execArgv: thrifty }),
  })
  const way =
    trust === null
      ? null
      : createNhiControl(trust.controlSoftware.adapter, {
          ...trust,
          dataCentre: await rememberedCentre(store, 'nhi', trust.nhiServer.baseUrls),
          handInDirectory: paths.handInDirectory,
          cshisHelper: {
            processFile: join(options.directory, 'cshis-process.js'),
            fork: (file) => utilityProcess.fork(file, [], { serviceName: 'cshis', execArgv: thrifty }),
            external: externalCshisHelper(trust.controlSoftware.cshis.helperFile, app.isPackaged, process),
          },
        })
  const control = way?.ok === true ? way.value : null
  const settingsFile = options.arguments.settingsFile ?? paths.settingsFile
  const readerDesk = createReaderDesk({
    reader,
    remembered: settings?.readers ?? null,
    remember: (readers) => changeSettings(settingsFile, { readers }),
  })
  const board = createDeskStatus({
    control,
    way: chosen,
    wayError: way === null || way.ok ? null : way.error,
    settings,
    now: clock.now,
    publish: (status) => publish('status:changed', status),
  })
  const watch: ControlWatch | null =
    control === null
      ? null
      : createControlWatch({
          control,
          board,
          practitioners: settings?.practitioners ?? [],
          now: clock.now,
          isQuiet: (): boolean =>
            desk?.cards.current()?.session.medium !== 'virtual' &&
            !reader.readers().some(({ name, cardPresent }) => cardPresent && readerDesk.isPatientReader(name)),
          onHealed: () => desk?.cards.goOn(samWasInTheWay),
        })
  const keeper = keepStatus({ board, reader, readerDesk, watch, store, clock })
  const desk =
    settings === null || watch === null || trust === null
      ? null
      : openDesk({
          ...options,
          settings,
          watch,
          trust,
          reader,
          readerDesk,
          board,
          store,
          suspectStore: care.suspect,
          rules: rules.value,
          key: key.value.key,
          nativeBinding,
          keeper,
          note,
        })
  const scanner = createSerialScanner({
    processFile: join(options.directory, 'serial-scanner-process.js'),
    fork: (file) => utilityProcess.fork(file, [], { serviceName: 'serial-scanner', execArgv: thrifty }),
  })
  const scannerDesk = openScannerDesk({ scanner, store, publish })
  const opening = { file: paths.database, keyHex: Buffer.from(key.value.key).toString('hex'), nativeBinding }
  const importDesk = createImportDesk({
    store,
    opening,
    fork: () =>
      utilityProcess.fork(join(options.directory, 'code-import-process.js'), [], { serviceName: 'code-import' }),
    chooseFile: options.chooseTableFile,
    now: clock.now,
    onProgress: (progress) => publish('code-import:progress', progress),
    onChanged: () => publish('code-tables:changed', {}),
  })
  const reportDesk = createReportDesk({
    store,
    opening,
    practitioners: settings?.practitioners ?? [],
    fork: () => utilityProcess.fork(join(options.directory, 'report-process.js'), [], { serviceName: 'report' }),
    chooseFile: options.chooseSaveFile,
    now: clock.now,
    onProgress: (progress) => publish('reports:progress', progress),
  })
  const readerCheck = openReaderCheck({ ...options, settings, trust, control, reader, board, store })
  return ok({
    store,
    settings,
    keyProtection: key.value.protection,
    board,
    readerDesk,
    readerCheck,
    scannerDesk,
    handlers: {
      ...auditHandlers({
        store,
        clinic: settings?.clinic.providerNumber ?? '',
        now: clock.now,
        chooseFile: care.context.dialogs.chooseAuditFile,
      }),
      ...importDesk.handlers,
      ...reportDesk.handlers,
      ...desk?.handlers,
    },
    note,
    begin: () => {
      void noteStart(care, note)
      care.head.follow(store)
      reader.start()
      keeper.begin()
      desk?.outbox.start()
      desk?.deadlines.begin()
      void scannerDesk.begin().catch(() => logger.info('scanner-port-unread'))
    },
    probe: async () => {
      desk?.outbox.wake('asked')
      await watch?.round()
      await keeper.countOutbox()
    },
    dispose: async (withinMs) => {
      keeper.stop()
      desk?.deadlines.stop()
      desk?.day.stop()
      desk?.turns.stop()
      desk?.display.close()
      readerCheck.cancel()
      importDesk.dispose()
      reportDesk.dispose()
      readerDesk.dispose()
      desk?.remoteVisits.dispose()
      await desk?.outbox.stop(withinMs - 2_000)
      // Before the store closes: what is told of a card from here on could not be written down.
      desk?.cards.dispose()
      await scanner.dispose()
      await reader.dispose()
      await control?.dispose()
      await care.head.stop()
      await store.close()
    },
  })
}
