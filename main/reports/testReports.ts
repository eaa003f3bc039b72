import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ForkedProcess } from '../../native/helper-process/forkedProcess.ts'
import { forkNodeProcess } from '../../native/helper-process/nodeProcess.ts'
import type { ReportProgress, ReportQuestion } from '../../preload/contract/paper/report.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { openTemporaryStore, type TemporaryStore } from '../store/temporaryStore.ts'
import { createReportDesk, type ReportDesk } from './reportDesk.ts'

export const askedAt = Date.parse('2026-11-26T02:00:00Z')

/** A report desk on a temporary store, with the real report process and a person who writes to the file named. */
export interface TestReports {
  readonly temporary: TemporaryStore
  readonly desk: ReportDesk
  readonly progress: ReportProgress[]
  /** Every process that was begun, in order. */
  readonly processes: ForkedProcess[]
  /** Called with each progress that is told. */
  onProgress: (progress: ReportProgress) => void
  /** What the person was last offered as a name. */
  suggested: string
  /** Where the person lets it be written; null for nowhere. */
  fileName: string | null
  readonly folder: string
  dispose(): Promise<void>
}

export const openTestReports = async (idleMs?: number, program = 'process.ts'): Promise<TestReports> => {
  const temporary = await openTemporaryStore()
  const folder = await mkdtemp(join(tmpdir(), 'clinic-reports-'))
  const test: TestReports = {
    temporary,
    progress: [],
    processes: [],
    onProgress: () => undefined,
    suggested: '',
    fileName: null,
    folder,
    desk: createReportDesk({
      store: temporary.store,
      opening: { file: temporary.file, keyHex: Buffer.from(temporary.key).toString('hex'), nativeBinding: null },
      fork: () => {
        const child = forkNodeProcess(join(import.meta.dirname, program))
        test.processes.push(child)
        return child
      },
      chooseFile: async (name) => {
        test.suggested = name
        return test.fileName === null ? null : join(folder, test.fileName)
      },
      practitioners: [
        { id: 'doctor-1', name: '許改名' },
        { id: 'doctor-3', name: '新來樣' },
      ],
      now: () => askedAt,
      onProgress: (progress) => {
        test.progress.push(progress)
        test.onProgress(progress)
      },
      ...(idleMs === undefined ? {} : { idleMs }),
    }),
    dispose: async () => {
      test.desk.dispose()
      await temporary.dispose()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return test
}

/** A question about all of November, of everybody. */
export const question = (
  kind: ReportQuestion['kind'],
  by: ReportQuestion['by'],
  changes: Partial<ReportQuestion> = {},
): ReportQuestion => ({
  kind,
  by,
  from: '2026-11-01' as IsoDate,
  to: '2026-11-30' as IsoDate,
  practitionerId: null,
  session: null,
  top: null,
  ...changes,
})
