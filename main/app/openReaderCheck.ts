import { release, type, version } from 'node:os'
import { app } from 'electron'
import type { CardReaderPort } from '../../native/card-reader/port.ts'
import { probeCertificate } from '../../native/nhi-control/control6/probeCertificate.ts'
import { builtWays } from '../../native/nhi-control/createNhiControl.ts'
import { findWays } from '../../native/nhi-control/findWay.ts'
import type { NhiControlPort } from '../../native/nhi-control/port.ts'
import { probeDataCentre } from '../../native/nhi-control/probeDataCentre.ts'
import type { Settings } from '../../preload/contract/desk/settings.ts'
import type { Publish } from '../ipc/door.ts'
import type { OutboxSettings } from '../outbox/process/messages.ts'
import { probeCloudCentre } from '../outbox/targets/cloudDataCentres.ts'
import type { Clock } from '../platform/clock.ts'
import { freeSpaceAt } from '../platform/freeSpace.ts'
import type { Logger } from '../platform/logger.ts'
import type { Paths } from '../platform/paths.ts'
import type { Store } from '../store/handles.ts'
import { summary } from '../store/outbox/outboxQueries.ts'
import type { DeskStatusBoard } from '../usecases/desk/deskStatus.ts'
import { createReaderCheck, type ReaderCheck } from '../usecases/desk/readerCheck.ts'
import type { CheckedServer } from '../usecases/reader-check/checkedDesk.ts'

const certificateMs = 5_000

/** Windows names its edition and build; elsewhere the kernel's name and number say more. */
const systemName = (): string =>
  process.platform === 'win32' ? `${version()} ${release()} ${process.arch}` : `${type()} ${release()} ${process.arch}`

/** An address may carry a name and a password; its host and port carry none. */
const hostOf = (baseUrl: string): string => new URL(baseUrl).host

const nhiServers = (trust: OutboxSettings | null): readonly CheckedServer[] =>
  (trust?.nhiServer.baseUrls ?? []).map((baseUrl) => ({
    host: hostOf(baseUrl),
    ask: (signal) =>
      probeDataCentre(
        { baseUrl, caPem: trust?.nhiServer.caPem ?? null, interfaceName: trust?.nhiServer.interfaceName },
        signal,
      ),
  }))

const cloudServers = (trust: OutboxSettings | null): readonly CheckedServer[] => {
  const cloud = trust?.clinicCloud ?? null
  if (cloud === null) return []
  return cloud.baseUrls.map((baseUrl) => ({
    host: hostOf(baseUrl),
    ask: (signal) => probeCloudCentre(cloud, baseUrl, signal),
  }))
}

/** The reader check on the real things; also for a desk that has not been set up yet. */
export const openReaderCheck = (options: {
  readonly settings: Settings | null
  readonly trust: OutboxSettings | null
  readonly control: NhiControlPort | null
  readonly reader: CardReaderPort
  readonly board: DeskStatusBoard
  readonly store: Store
  readonly paths: Paths
  readonly clock: Clock
  readonly logger: Logger
  readonly publish: Publish
}): ReaderCheck => {
  const { settings, trust, control, reader, board, store, clock, logger } = options
  return createReaderCheck({
    desk: {
      program: { version: app.getVersion(), electron: process.versions.electron ?? '', system: systemName() },
      reader,
      status: () => board.current(),
      control,
      controlSoftware: settings?.controlSoftware ?? null,
      builtWays,
      findWays: ({ adapter: _whicheverIsNamed, ...addresses }) => findWays(addresses),
      certificate: (baseUrl) => probeCertificate(baseUrl, certificateMs),
      nhiServers: nhiServers(trust),
      cloudServers: cloudServers(trust),
      askStore: async () => {
        await summary(store.db, clock.now())
      },
      freeBytes: () => freeSpaceAt(options.paths.database),
    },
    now: clock.now,
    publish: (line) => options.publish('reader-check:progress', line),
    onThrow: (item, error) =>
      logger.error('reader-check-threw', { step: item, error: error instanceof Error ? error.name : '' }),
  })
}
