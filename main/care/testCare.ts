import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { forkNodeProcess } from '../../native/helper-process/nodeProcess.ts'
import type { CareStatus } from '../../preload/contract/desk/care.ts'
import { type KeyProtector, openKeyVault } from '../platform/keyVault.ts'
import { append } from '../store/audit/auditRepository.ts'
import type { Store } from '../store/handles.ts'
import { openStore } from '../store/openStore.ts'
import { append as appendOutbox } from '../store/outbox/outboxRepository.ts'
import { insert } from '../store/patient/patientRepository.ts'
import { noon, syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../store/syntheticRecords.ts'
import { okValue } from '../store/temporaryStore.ts'
import { insert as insertEncounter } from '../store/visit/encounterRepository.ts'
import type { CareDialogs, CarePaths } from './context.ts'
import { type Care, createCare } from './createCare.ts'
import { reckonLosses } from './reckonLosses.ts'

/** A PC of one Windows user: wraps what only it can unwrap. */
export const protectorOf = (user: string): KeyProtector => ({
  os: {
    wrap: (secret) => Buffer.concat([Buffer.from(`${user}:`), Buffer.from(secret).reverse()]),
    unwrap: (wrapped) => {
      const mark = Buffer.from(`${user}:`)
      if (!Buffer.from(wrapped).subarray(0, mark.length).equals(mark)) throw new Error('not yours')
      return Buffer.from(wrapped.subarray(mark.length)).reverse()
    },
  },
  development: null,
})

/** A data directory, a backup disk, and the real care process. */
export interface TestCare {
  readonly folder: string
  readonly backups: string
  readonly paths: CarePaths
  readonly care: Care
  readonly shown: CareStatus[]
  store: Store
  now: number
  damaged: number
  /** Free bytes of the store's disk. */
  free: number
  answers: { folder: string | null; pdf: string | null }
  /** Starts again on the same files, perhaps as another user, from the vault on. */
  restart(user?: string): Promise<ReturnType<typeof openStore> extends Promise<infer R> ? R : never>
  visit(index: number): Promise<void>
  dispose(): Promise<void>
}

export const openTestCare = async (user = 'clinic'): Promise<TestCare> => {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-care-'))
  const backups = join(folder, 'usb')
  await mkdir(backups)
  const data = join(folder, 'data')
  await mkdir(data)
  const paths: CarePaths = {
    database: join(data, 'clinic.db'),
    keyFile: join(data, 'key.json'),
    careFile: join(data, 'store-care.json'),
    rescueFolder: join(data, 'rescue'),
  }
  const dialogs: CareDialogs = {
    chooseFolder: async () => test.answers.folder,
    choosePdf: async () => test.answers.pdf,
    chooseAuditFile: async () => null,
    print: async () => true,
    pdf: async () => Buffer.from('%PDF'),
  }
  const careOf = (protector: KeyProtector): Care =>
    createCare({
      paths,
      nativeBinding: null,
      protector,
      dialogs,
      now: () => test.now,
      fork: () => forkNodeProcess(join(import.meta.dirname, 'process.ts')),
      log: () => undefined,
      publish: (status) => test.shown.push(status),
      freeSpaceNow: () => test.free,
      isDeskLeft: () => true,
      onDamage: async () => {
        test.damaged += 1
        await test.store.close()
      },
    })
  const test: TestCare = {
    folder,
    backups,
    paths,
    care: careOf(protectorOf(user)),
    shown: [],
    store: undefined as unknown as Store,
    now: noon,
    damaged: 0,
    free: 1 << 30,
    answers: { folder: backups, pdf: null },
    restart: async (other = user) => {
      const protector = protectorOf(other)
      const care = careOf(protector)
      Object.assign(test, { care })
      okValue(await care.prepare())
      const key = await openKeyVault({ keyFile: paths.keyFile, databaseFile: paths.database, protector })
      if (!key.ok) return key
      care.keyOpened(key.value.key)
      const opened = await openStore({
        file: paths.database,
        key: key.value.key,
        writeProblem: care.writeProblem,
        onUnreadable: care.suspect,
      })
      if (opened.ok) {
        test.store = opened.value
        okValue(await reckonLosses(care, opened.value))
      }
      return opened
    },
    visit: async (index) => {
      const patient = syntheticPatient(index, { note: '備註 '.repeat(40) })
      const encounter = syntheticEncounter(patient.id, index + 1, { registeredAt: noon + index })
      okValue(
        await test.store.write(async (tx) => {
          await insert(tx, patient)
          await insertEncounter(tx, encounter)
          await appendOutbox(tx, [syntheticOutboxRow(encounter.id)])
          await append(tx, { at: noon, who: '甲', desk: 'd', action: 'visit', subject: encounter.id, details: {} })
        }),
      )
    },
    dispose: async () => {
      test.care.dispose()
      await test.store.close().catch(() => undefined)
      // A look that is under way may still remember what it found.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
  okValue(await test.restart())
  return test
}
