import { app, clipboard, desktopCapturer, screen } from 'electron'
import { probeCertificate } from '../../native/nhi-control/control6/probeCertificate.ts'
import { builtWays } from '../../native/nhi-control/createNhiControl.ts'
import { decideWay, findWays } from '../../native/nhi-control/findWay.ts'
import type { Preferences } from '../../preload/contract/desk/app.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { careHandlers } from '../care/careHandlers.ts'
import type { Care } from '../care/createCare.ts'
import { inForceOn } from '../domain/tables/effectiveDate.ts'
import type { ProgramHandlers } from '../ipc/handlerTable.ts'
import { captureScreens } from '../platform/captureScreens.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Paths } from '../platform/paths.ts'
import type { Resources } from '../platform/resourceFiles.ts'
import { readSettings, writeSettings } from '../platform/settingsFile.ts'
import { dayOf } from '../usecases/context.ts'
import { checkDepartments, readDepartments } from '../usecases/desk/departments.ts'
import { readPreferences, writePreferences } from '../usecases/desk/preferences.ts'
import type { AppArguments } from './arguments.ts'
import type { Composition } from './compose.ts'
import { loadNhiCodes } from './loadTables.ts'

/** The handlers that answer whether or not the store could be opened: about the program itself. */
export const programHandlers = (options: {
  /** The program as it is: opening, open, or what keeps it from it. */
  readonly present: () => Promise<Result<Composition>>
  readonly care: Care
  readonly arguments: AppArguments
  readonly paths: Paths
  readonly clock: Clock
  readonly logger: Logger
  readonly resources: Resources
  /** The first screen is there. */
  readonly onFirstScreen: () => void
}): ProgramHandlers => {
  const { present } = options
  const settingsFile = options.arguments.settingsFile ?? options.paths.settingsFile
  const preferences = async (change: Partial<Preferences> | null): Promise<Result<Preferences>> => {
    const opened = await present()
    if (!opened.ok) return fail('NOT_CONFIGURED')
    const { store } = opened.value
    return change === null ? ok(await readPreferences(store)) : writePreferences(store, change)
  }
  return {
    ...careHandlers(options.care),
    'app:startup': async () => {
      const opened = await present()
      return ok({
        failure: opened.ok ? null : opened.error,
        version: app.getVersion(),
        today: dayOf(options.clock.now()),
        keyProtection: opened.ok ? opened.value.keyProtection : 'none',
        demonstration: opened.ok && (opened.value.settings?.demonstration ?? false),
        dataDirectory: app.getPath('userData'),
      })
    },
    'app:first-screen': async () => {
      options.logger.info('first-screen', { ms: Math.round(process.uptime() * 1000) })
      options.onFirstScreen()
      return ok({})
    },
    'app:restart': async () => {
      app.relaunch()
      // The answer goes out first.
      setImmediate(() => app.quit())
      return ok({})
    },
    'codes:all': async () => {
      const codes = await loadNhiCodes(options.resources)
      return codes.ok ? ok([...codes.value]) : codes
    },
    'codes:departments': async () => {
      const departments = await readDepartments(options.resources)
      if (!departments.ok) return departments
      const inForce = inForceOn(departments.value, dayOf(options.clock.now()))
      return ok(inForce.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn })))
    },
    'preferences:get': () => preferences(null),
    'preferences:set': (change) => preferences(change as Partial<Preferences>),
    'screen:capture': () => captureScreens({ capturer: desktopCapturer, screen }),
    'settings:current': async () => {
      const read = await readSettings(settingsFile)
      return ok({
        settings: read.ok ? read.value : null,
        file: settingsFile,
        problem: read.ok ? null : String(read.error.details?.problem ?? read.error.code),
      })
    },
    'settings:save': async (settings) => {
      const departments = await readDepartments(options.resources)
      if (!departments.ok) return departments
      const checked = checkDepartments(settings, departments.value, dayOf(options.clock.now()))
      if (!checked.ok) return checked
      const written = await writeSettings(settingsFile, settings)
      return written.ok ? ok({ file: settingsFile }) : written
    },
    'settings:probe-certificate': async ({ baseUrl }) => {
      const probed = await probeCertificate(baseUrl)
      return probed.ok ? ok({ ...probed.value }) : probed
    },
    'settings:find-ways': async (settings) => {
      const findings = await findWays(settings)
      const { sha256Fingerprint } = settings
      return ok({ findings: [...findings], chosen: decideWay(findings, { sha256Fingerprint, built: builtWays }) })
    },
    'status:current': async () => {
      const opened = await present()
      return opened.ok ? ok(opened.value.board.current()) : fail('NOT_CONFIGURED')
    },
    'readers:assign': async ({ role, reader }) => {
      const opened = await present()
      if (!opened.ok) return fail('NOT_CONFIGURED')
      const { readerDesk, board } = opened.value
      const assigned = await readerDesk.assign(role, reader)
      return assigned.ok ? ok(board.current()) : assigned
    },
    'reader-check:run': async () => {
      const opened = await present()
      return opened.ok ? ok(await opened.value.readerCheck.run()) : fail('NOT_CONFIGURED')
    },
    'reader-check:cancel': async () => {
      const opened = await present()
      if (opened.ok) opened.value.readerCheck.cancel()
      return ok({})
    },
    'reader-check:copy': async ({ text }) => {
      clipboard.writeText(text)
      return ok({})
    },
    'scanner-port:current': async () => {
      const opened = await present()
      return opened.ok ? ok(opened.value.scannerDesk.link()) : fail('NOT_CONFIGURED')
    },
    'scanner-port:find': async () => {
      const opened = await present()
      return opened.ok ? ok({ ports: await opened.value.scannerDesk.find() }) : fail('NOT_CONFIGURED')
    },
    'scanner-port:choose': async ({ port }) => {
      const opened = await present()
      return opened.ok ? opened.value.scannerDesk.choose(port) : fail('NOT_CONFIGURED')
    },
    'status:probe': async () => {
      const opened = await present()
      if (!opened.ok) return fail('NOT_CONFIGURED')
      await opened.value.probe()
      return ok(opened.value.board.current())
    },
  }
}
