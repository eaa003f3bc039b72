import { join } from 'node:path'
import { app, type BrowserWindow, powerMonitor, safeStorage, utilityProcess } from 'electron'
import { type Care, createCare } from '../care/createCare.ts'
import type { Publish } from '../ipc/door.ts'
import { createCareDialogs } from '../platform/careDialogs.ts'
import type { Clock } from '../platform/clock.ts'
import { createKeyProtector } from '../platform/electronKeyProtector.ts'
import { freeSpaceNow } from '../platform/freeSpace.ts'
import type { Logger } from '../platform/logger.ts'
import type { Paths } from '../platform/paths.ts'
import type { AppArguments } from './arguments.ts'
import { thrifty } from './thrifty.ts'

/** Without a key or a movement of the mouse for so long, in any program, a desk counts as left. */
const leftAfterS = 300

/** The store's care with the real key store, dialogs and helper process. */
export const openCare = (options: {
  readonly arguments: AppArguments
  /** Where the built helper processes lie. */
  readonly directory: string
  readonly window: BrowserWindow
  readonly paths: Paths
  readonly clock: Clock
  readonly logger: Logger
  readonly publish: Publish
  readonly onDamage: () => Promise<void>
}): Care =>
  createCare({
    paths: options.paths,
    nativeBinding: (app.isPackaged ? undefined : process.env.NHI_SQLITE_BINDING) ?? null,
    protector: createKeyProtector({
      safeStorage,
      platform: process.platform,
      isPackaged: app.isPackaged,
      insecureDevelopmentKey: options.arguments.insecureDevelopmentKey,
    }),
    dialogs: createCareDialogs(options.window),
    now: options.clock.now,
    fork: () =>
      utilityProcess.fork(join(options.directory, 'care-process.js'), [], {
        serviceName: 'store-care',
        execArgv: thrifty,
      }),
    log: (event, fields) => options.logger.warn(event, { ...fields }),
    publish: (status) => options.publish('care:changed', status),
    onDamage: options.onDamage,
    freeSpaceNow: () => freeSpaceNow(options.paths.database),
    isDeskLeft: () => powerMonitor.getSystemIdleTime() >= leftAfterS,
  })
