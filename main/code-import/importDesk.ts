import type { ForkedProcess } from '../../native/helper-process/forkedProcess.ts'
import { type HelperProcess, startHelperProcess } from '../../native/helper-process/helperProcess.ts'
import type { CodeSystemName, ImportableSystem, ImportProgress } from '../../preload/contract/codes/codeTables.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { Handlers } from '../ipc/handlers.ts'
import { editions, restorePrevious } from '../store/codes/catalogEditions.ts'
import type { Store } from '../store/handles.ts'
import { listCodeTables } from './listCodeTables.ts'
import { type FromImport, FromImportSchema, type Opening, type ToImport } from './messages.ts'

/** The channels of code tables: they need an open store, and no desk. */
export type ImportHandlers = Pick<
  Handlers,
  | 'code-tables:list'
  | 'code-tables:undo'
  | 'code-import:choose'
  | 'code-import:preview'
  | 'code-import:run'
  | 'code-import:cancel'
>

export interface ImportDeskOptions {
  readonly store: Store
  /** Where the store lies and how it is opened, for the import process. */
  readonly opening: Pick<Opening, 'file' | 'keyHex' | 'nativeBinding'>
  /** Begins the import process. */
  readonly fork: () => ForkedProcess
  /** Lets a person choose a table file; null when the person thinks better of it. */
  readonly chooseFile: () => Promise<string | null>
  readonly now: () => number
  readonly onProgress: (progress: ImportProgress) => void
  /** Other codes answer from now on. */
  readonly onChanged: () => void
}

export interface ImportDesk {
  readonly handlers: ImportHandlers
  /** Ends what is under way. */
  dispose(): void
}

type Answer = Exclude<FromImport, { type: 'progress' }>
type Ended = Answer | 'cancelled' | 'gone'

/** One file at a time on its way into the code tables, in a process of its own that lives from its choice to its import. */
export const createImportDesk = (options: ImportDeskOptions): ImportDesk => {
  const { store } = options
  let helper: HelperProcess<ToImport> | null = null
  let system: ImportableSystem | null = null
  let settle: ((ended: Ended) => void) | null = null
  /** From the click on, also while the system's window is open. */
  let choosing = false
  let disposed = false

  const end = (how: Ended): void => {
    helper?.kill()
    helper = null
    system = null
    const told = settle
    settle = null
    told?.(how)
  }

  const start = (): HelperProcess<ToImport> => {
    const started: HelperProcess<ToImport> = startHelperProcess<FromImport, ToImport>(
      options.fork(),
      FromImportSchema,
      {
        onMessage: (message) => {
          if (message.type === 'progress') return options.onProgress(message.progress)
          const told = settle
          settle = null
          told?.(message)
        },
        onEnd: () => {
          if (helper === started) end('gone')
        },
      },
    )
    return started
  }

  /** Asks the process, and gives its answer of the kind expected; null when it was cancelled. */
  const ask = async <Type extends Answer['type']>(
    message: ToImport,
    expected: Type,
  ): Promise<Result<Extract<Answer, { type: Type }> | null>> => {
    if (helper === null) return fail('NOT_FOUND')
    if (settle !== null) return fail('CONFLICT')
    const answered = new Promise<Ended>((resolve) => {
      settle = resolve
    })
    helper.post(message)
    const ended = await answered
    if (ended === 'cancelled') return ok(null)
    if (ended === 'gone') return fail('IMPORT_FAILED', { retryable: true, details: { problem: 'gone' } })
    if (ended.type === 'refused') {
      return fail(ended.code, ended.details === undefined ? {} : { details: ended.details })
    }
    if (ended.type !== expected) return fail('IMPORT_FAILED', { details: { problem: 'answer' } })
    // The type was compared one line above; the compiler can't follow it through the parameter.
    return ok(ended as Extract<Answer, { type: Type }>)
  }

  const choose = async (wanted: ImportableSystem): ReturnType<ImportHandlers['code-import:choose']> => {
    if (settle !== null || choosing) return fail('CONFLICT')
    choosing = true
    const tableFile = await options.chooseFile().finally(() => {
      choosing = false
    })
    if (tableFile === null) return ok(null)
    end('cancelled')
    helper = start()
    system = wanted
    const looked = await ask({ type: 'look', opening: { ...options.opening, system: wanted, tableFile } }, 'looked')
    if (!looked.ok) end('cancelled')
    return looked.ok ? ok(looked.value?.look ?? null) : looked
  }

  /** What the store says of an import whose process is gone: it may have ended behind the last moment, while it cleared away. */
  const broughtIn = async (wanted: ImportableSystem, importedAt: number) => {
    const known = await editions(store.db)
    return known.find((one) => one.system === wanted && one.state === 'active' && one.importedAt === importedAt)
  }

  const run = async (): ReturnType<ImportHandlers['code-import:run']> => {
    const wanted = system
    const working = helper
    if (wanted === null || working === null) return fail('NOT_FOUND')
    const now = options.now()
    const imported = await ask({ type: 'import', now }, 'imported')
    if (!imported.ok && imported.error.code === 'CONFLICT') return imported
    const isWhole = imported.ok && imported.value !== null
    if (isWhole) end('cancelled')
    if (helper !== working) await working.gone
    if (disposed) return ok(null)
    const active = await broughtIn(wanted, now)
    if (active === undefined) return imported.ok ? ok(null) : imported
    options.onChanged()
    return ok({ system: wanted, edition: active.edition, concepts: active.concepts })
  }

  const undo = async (wanted: CodeSystemName): ReturnType<ImportHandlers['code-tables:undo']> => {
    if (settle !== null) return fail('CONFLICT')
    // What was compared with the edition that answers now would be wrong.
    end('cancelled')
    const restored = await store.write((tx) => restorePrevious(tx, wanted))
    if (!restored.ok) return restored
    options.onChanged()
    return ok([...(await listCodeTables(store))])
  }

  return {
    handlers: {
      'code-tables:list': async () => ok([...(await listCodeTables(store))]),
      'code-tables:undo': (input) => undo(input.system),
      'code-import:choose': (input) => choose(input.system),
      'code-import:preview': async (wish) => {
        const previewed = await ask({ type: 'preview', wish }, 'previewed')
        return previewed.ok ? ok(previewed.value?.preview ?? null) : previewed
      },
      'code-import:run': run,
      'code-import:cancel': async () => {
        end('cancelled')
        return ok({})
      },
    },
    dispose: () => {
      disposed = true
      end('cancelled')
    },
  }
}
