import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import type { UploadState } from '../../../preload/contract/upload/upload.ts'
import type { Links, OutboxSettings } from '../process/messages.ts'
import { createOutboxSupervisor, type OutboxChild, type OutboxSupervisor } from '../process/supervisor.ts'
import type { TemporaryStore } from './temporaryStore.ts'

/** `child_process` with the face of Electron's UtilityProcess. */
const asChild = (child: ChildProcess): OutboxChild => ({
  postMessage: (message) => {
    if (child.connected) child.send(message as object, () => undefined)
  },
  on: (event, listener) => child.on(event, listener as (...given: unknown[]) => void),
  kill: () => child.kill('SIGKILL'),
})

/** The real worker in a real process of its own, under the real supervisor. */
export interface ForkedWorker {
  readonly supervisor: OutboxSupervisor
  readonly children: readonly ChildProcess[]
  readonly changed: string[]
  readonly links: Links[]
  readonly logged: { readonly event: string; readonly fields: unknown }[]
  /** Kills the worker's process as a power cut would. */
  kill(): void
}

export interface WorkerPlace {
  /** Added to the worker's environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Program and arguments before Node's own, such as what starts a command in a network of its own. */
  readonly command?: readonly string[]
  /** Told what the worker has learned of the servers' time, as main is. */
  readonly onServerTime?: (offsetMs: number) => void
  /** Told that the worker has met a damaged page, as main is. */
  readonly onStoreDamaged?: () => void
}

export const forkWorker = (
  temporary: Pick<TemporaryStore, 'file' | 'keyHex'>,
  settings: OutboxSettings,
  place: WorkerPlace = {},
): ForkedWorker => {
  const [execPath = process.execPath, ...execArgv] = [...(place.command ?? []), process.execPath]
  const children: ChildProcess[] = []
  const changed: string[] = []
  const links: Links[] = []
  const logged: { event: string; fields: unknown }[] = []
  const supervisor = createOutboxSupervisor({
    modulePath: join(import.meta.dirname, '..', 'process', 'process.ts'),
    fork: (modulePath) => {
      const child = fork(modulePath, [], {
        execPath,
        execArgv,
        stdio: 'inherit',
        env: { ...process.env, ...place.env },
      })
      children.push(child)
      return asChild(child)
    },
    startMessage: () => ({
      dbFile: temporary.file,
      keyHex: temporary.keyHex,
      nativeBinding: null,
      deskId: 'desk-1',
      settings,
      offsetMs: null,
      pace: { resultPollMs: 100, probeDownMs: 200, probeUpMs: 1_000 },
    }),
    onRunning: () => undefined,
    onChanged: (ids) => changed.push(...ids),
    onLinks: (current) => links.push(current),
    onAppointments: (news) => logged.push({ event: 'appointments', fields: { news } }),
    onCloudFindings: () => logged.push({ event: 'cloud-findings', fields: {} }),
    onServerTime: place.onServerTime ?? (() => undefined),
    onLog: (_level, event, fields) => logged.push({ event, fields }),
    onStoreDamaged: place.onStoreDamaged ?? (() => undefined),
    onNhi: async () => ({ answer: fail('NOT_OFFERED'), offsetMs: null }),
    onFatal: (code) => logged.push({ event: 'fatal', fields: { code } }),
    restart: { firstMs: 100, longestMs: 1_000 },
  })
  return { supervisor, children, changed, links, logged, kill: () => void children.at(-1)?.kill('SIGKILL') }
}

const patience = { timeout: 45_000, interval: 25 }

/** Waits until a row is in the state. */
export const untilState = (temporary: TemporaryStore, id: string, state: UploadState): Promise<void> =>
  expect.poll(async () => (await temporary.row(id)).state, patience).toBe(state)

export const until = (condition: () => boolean): Promise<void> => expect.poll(condition, patience).toBe(true)
