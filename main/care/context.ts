import type { ForkedProcess } from '../../native/helper-process/forkedProcess.ts'
import type { AppError } from '../../preload/contract/result.ts'
import type { KeyProtector } from '../platform/keyVault.ts'
import type { CareMemory } from './careFile.ts'
import type { CareStep } from './runCareJob.ts'

/** Where everything of the store's care lies. */
export interface CarePaths {
  readonly database: string
  readonly keyFile: string
  readonly careFile: string
  /** Rescues lie here, beside the store. */
  readonly rescueFolder: string
}

/** What the operating system asks or shows in windows of its own. */
export interface CareDialogs {
  /** Null when the person thinks better of it. */
  chooseFolder(): Promise<string | null>
  choosePdf(): Promise<string | null>
  chooseAuditFile(): Promise<string | null>
  /** Prints the page as it stands, by the system's dialog; false when that failed. */
  print(): Promise<boolean>
  pdf(): Promise<Uint8Array>
}

/** Everything the parts of the store's care share. */
export interface CareContext {
  readonly paths: CarePaths
  readonly nativeBinding: string | null
  readonly protector: KeyProtector
  readonly dialogs: CareDialogs
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly fork: () => ForkedProcess
  readonly log: (event: string, fields: Readonly<Record<string, string | number>>) => void
  readonly memory: () => CareMemory
  /** Keeps a change and tells the screens. A disk that takes nothing more loses only what can be found out again. */
  remember(change: Partial<CareMemory>): Promise<void>
  /** The store's key; null until the vault is open. */
  readonly key: () => Uint8Array | null
  readonly moving: Moving
  /** Tells the screens how things stand. */
  show(): void
}

/** What is under way; nothing of it outlives the program. */
export interface Moving {
  backup: { readonly step: CareStep; readonly abort: AbortController } | null
  check: 'quick' | 'integrity' | null
  rescuing: boolean
  freeBytes: number | null
  sameDisk: boolean
  /** A failure of the folder that is known before any try. */
  folderError: AppError | null
}
