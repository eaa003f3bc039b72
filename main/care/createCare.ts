import type { CareStatus } from '../../preload/contract/desk/care.ts'
import { type AppError, fail, ok, type Result } from '../../preload/contract/result.ts'
import { diskState, isIntegrityCheckDue, nextBackupAt } from '../domain/desk/backupPolicy.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { freeSpaceAt } from '../platform/freeSpace.ts'
import { isSameDisk, makeBackup } from './backupRound.ts'
import { type CareMemory, freshMemory, readCareMemory, writeCareMemory } from './careFile.ts'
import { careStatus, historyOf } from './careStatus.ts'
import { checkNow } from './checkRound.ts'
import type { CareContext, Moving } from './context.ts'
import { fileFailure } from './fileFailure.ts'
import { createRecoveryDesk, type RecoveryDesk } from './recoveryDesk.ts'
import { envelopeFileOf, readEnvelope } from './recoveryFile.ts'
import { rescue } from './rescueDesk.ts'
import { carryOutRestore } from './restoreOrder.ts'
import { createStoreHead, type StoreHeadKeeper } from './storeHead.ts'

export interface CareOptions
  extends Pick<CareContext, 'paths' | 'nativeBinding' | 'protector' | 'dialogs' | 'now' | 'fork' | 'log'> {
  readonly publish: (status: CareStatus) => void
  /** The store was found damaged: whoever has it open closes it. Awaited before the rescue begins. */
  readonly onDamage: () => Promise<void>
  /** Whether nobody works at the desk just now: the weekly look waits for that, a day at most. */
  readonly isDeskLeft: () => boolean
  /** Bytes that may still be written where the store lies, asked at once; null where the system doesn't tell. */
  readonly freeSpaceNow: () => number | null
  /** How often it is looked whether something is due; half a minute. */
  readonly tickMs?: number
  /** How long after `begin` the store is looked through for the first time. */
  readonly firstCheckMs?: number
}

/** The store's care: recovery code, backups, checks, rescue. It lives also where the store can't be opened. */
export interface Care {
  readonly context: CareContext
  readonly recovery: RecoveryDesk
  readonly head: StoreHeadKeeper
  /** Before anything is opened: carries out a restore that was ordered, and reads what is remembered. `STORE_LOCATION`, `STORE_FULL`. */
  prepare(): Promise<Result<null>>
  /** Remembers a deed for the audit trail of the store that opens next. */
  noteForLater(deed: { readonly action: string; readonly subject: string; readonly refused: string }): Promise<void>
  /** A restore was carried out, and no store that was opened since has noted it. */
  isRestored(): boolean
  /** What was remembered; to be written now. */
  takeNotes(): Promise<CareMemory['notes']>
  keyOpened(key: Uint8Array): void
  /** The store is known to be damaged, and nothing has taken its place. */
  isDamaged(): boolean
  /** Why nothing may be written now; null when it may. */
  writeProblem(): AppError | null
  /** A damaged page was met while the store was read or written: it is looked through at once, and rescued when that is so. */
  suspect(): void
  /** The store can't be opened for damage: saves what can be read. */
  foundDamaged(): Promise<void>
  status(): CareStatus
  /** Begins to look after an open store by itself. */
  begin(): void
  dispose(): void
}

const usualTickMs = 30_000
const usualFirstCheckMs = 5_000
const mostNotes = 100
const storeRestored = 'store-restored'
/** A page that reads badly is met again by every question; a store that was just found whole is not looked through at each. */
const suspicionMs = 60_000

export const createCare = (options: CareOptions): Care => {
  let memory: CareMemory = freshMemory
  let key: Uint8Array | null = null
  let isOver = false
  let ticking = false
  let suspectedAt = Number.NEGATIVE_INFINITY
  let timers: NodeJS.Timeout[] = []
  const moving: Moving = {
    backup: null,
    check: null,
    rescuing: false,
    freeBytes: null,
    sameDisk: false,
    folderError: null,
  }

  /** When the code in force was made. */
  let recoveryMadeAt: string | null = null

  const status = (): CareStatus => careStatus(context, recoveryMadeAt, head.lost())
  const context: CareContext = {
    ...options,
    memory: () => memory,
    async remember(change) {
      memory = { ...memory, ...change }
      try {
        await writeCareMemory(options.paths.careFile, memory)
      } catch (error) {
        const code = fileErrorCode(error)
        if (code === null) throw error
        options.log('care-not-remembered', { code })
      }
      context.show()
    },
    key: () => key,
    moving,
    show: () => {
      if (!isOver) options.publish(status())
    },
  }

  const head = createStoreHead(context)

  const damaged = async (): Promise<void> => {
    const foundAt = memory.damage?.foundAt ?? options.now()
    // From here on nothing is written; the screens are told once the desk is closed, and the start screen can take its place.
    const deed = { at: foundAt, action: 'store-damaged', subject: '', refused: '' }
    const notes = [...memory.notes, deed].slice(-mostNotes)
    memory = { ...memory, damage: { foundAt, rescue: null }, notes }
    moving.rescuing = true
    await options.onDamage()
    await rescue(context, foundAt)
  }

  const check = async (kind: 'quick' | 'integrity'): Promise<void> => {
    const seen = await checkNow(context, kind)
    if (seen.ok && !seen.value.whole) await damaged()
  }

  const quietly = (work: Promise<void>): void => {
    void work.catch((error: unknown) =>
      options.log('care-failed', { error: error instanceof Error ? error.name : 'unknown' }),
    )
  }

  const suspect = (): void => {
    const now = performance.now()
    if (isOver || memory.damage !== null || now - suspectedAt < suspicionMs) return
    suspectedAt = now
    options.log('store-suspected', {})
    quietly(check('quick'))
  }

  const lookAtDisks = async (): Promise<void> => {
    const free = await freeSpaceAt(options.paths.database).catch(() => null)
    const sameDisk = memory.folder !== null && (await isSameDisk(memory.folder, options.paths.database))
    const isNews = diskState(free) !== diskState(moving.freeBytes) || sameDisk !== moving.sameDisk
    moving.freeBytes = free
    moving.sameDisk = sameDisk
    if (isNews) context.show()
  }

  /** One thing at a time: a backup, else the weekly look. Being late by a round is being late by half a minute. */
  const tick = async (): Promise<void> => {
    if (ticking || isOver || memory.damage !== null) return
    ticking = true
    try {
      await lookAtDisks()
      const due = nextBackupAt(historyOf(memory), options.now())
      if (due !== null && due <= options.now() && moving.backup === null) await makeBackup(context)
      else if (
        memory.quick !== null &&
        isIntegrityCheckDue(memory.integrity?.at ?? null, options.now(), options.isDeskLeft())
      ) {
        await check('integrity')
      }
      // What was good turns late by the mere passing of time.
      context.show()
    } finally {
      ticking = false
    }
  }
  return {
    context,
    recovery: createRecoveryDesk({
      ...context,
      onConfirmed: (madeAt) => {
        recoveryMadeAt = madeAt
        context.show()
      },
    }),
    head,
    prepare: async () => {
      try {
        const isRestored = await carryOutRestore(options.paths)
        memory = await readCareMemory(options.paths.careFile)
        recoveryMadeAt = (await readEnvelope(envelopeFileOf(options.paths.database)))?.madeAt ?? null
        if (isRestored) {
          options.log('store-restored', {})
          const deed = { at: options.now(), action: storeRestored, subject: '', refused: '' }
          await context.remember({ notes: [...memory.notes, deed].slice(-mostNotes) })
        }
        return ok(null)
      } catch (error) {
        return { ok: false, error: fileFailure(error) }
      }
    },
    noteForLater: async (deed) => {
      await context.remember({ notes: [...memory.notes, { at: options.now(), ...deed }].slice(-mostNotes) })
    },
    isRestored: () => memory.notes.some(({ action }) => action === storeRestored),
    takeNotes: async () => {
      const { notes } = memory
      if (notes.length > 0) await context.remember({ notes: [] })
      return notes
    },
    keyOpened: (opened) => {
      key = opened
    },
    isDamaged: () => memory.damage !== null,
    writeProblem: () => {
      if (memory.damage !== null) return fail('STORE_CORRUPT').error
      // Asked at each write, which costs next to nothing beside its way to the disk: a card must not be written for what can't be kept.
      const before = diskState(moving.freeBytes)
      moving.freeBytes = options.freeSpaceNow()
      const state = diskState(moving.freeBytes)
      if (state !== before) context.show()
      return state === 'full' ? fail('STORE_FULL', { retryable: true }).error : null
    },
    suspect,
    foundDamaged: async () => {
      if (memory.damage?.rescue == null && !moving.rescuing) await damaged()
    },
    status,
    begin: () => {
      const first = setTimeout(() => quietly(check('quick')), options.firstCheckMs ?? usualFirstCheckMs)
      const round = setInterval(() => quietly(tick()), options.tickMs ?? usualTickMs)
      timers = [first, round]
      quietly(tick())
    },
    dispose: () => {
      isOver = true
      for (const timer of timers) clearTimeout(timer)
      moving.backup?.abort.abort()
    },
  }
}
