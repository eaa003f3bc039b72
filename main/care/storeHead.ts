import { ok, type Result } from '../../preload/contract/result.ts'
import { bothLost, type LostTail, lostTail, type PresentHead } from '../domain/desk/lostTail.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'
import { read, tail } from '../store/audit/auditRepository.ts'
import type { ReadDb, Store } from '../store/handles.ts'
import { errorCodeOf } from '../store/sqliteErrors.ts'
import { createQueue } from '../store/writeQueue.ts'
import type { CareContext } from './context.ts'
import { fileFailure } from './fileFailure.ts'
import { type HeadMemory, headFileOf, readHead, writeHead } from './headFile.ts'

type Readable = Pick<Store, 'db'>

/** Remembers, beside the store, how far the store was, so that one that comes back shorter says so. */
export interface StoreHeadKeeper {
  /**
   * Whether the store that was just opened lacks what is remembered of it; to be asked before anything is written into it. `lost` tells it
   * from then on, and what is remembered stays as it was until `keep`.
   */
  compare(store: Readable): Promise<boolean>
  /**
   * Remembers where a compared store is now, if it has moved, and what it has lost. A disk that doesn't take it stops nothing.
   */
  keep(store: Readable): Promise<void>
  /** From now on keeps it by itself, a little behind what is committed. */
  follow(store: Readable): void
  /** Keeps it for the last time; the store may be closed then. */
  stop(): Promise<void>
  /** What nobody has taken note of yet. */
  lost(): LostTail | null
  /** A person has taken note of the loss that was found then; of another one, nothing happens. `STORE_FULL`, `STORE_LOCATION`. */
  note(foundAt: number): Promise<Result<null>>
}

const usualEveryMs = 3_000

const presentHead = async (db: ReadDb, remembered: number): Promise<PresentHead> => {
  const end = await tail(db)
  const [newest] = await read(db, { after: end.sequence - 1, limit: 1 })
  const [there] = await read(db, { after: remembered - 1, limit: 1 })
  return { newest: newest ?? null, hashThere: there?.sequence === remembered ? there.hash : null }
}

export const createStoreHead = (
  context: Pick<CareContext, 'paths' | 'now' | 'log' | 'show'>,
  everyMs = usualEveryMs,
): StoreHeadKeeper => {
  const file = headFileOf(context.paths.database)
  const inTurn = createQueue()
  /** A store that could not be compared leaves what is remembered as it is. */
  let isCompared = false
  let kept: HeadMemory | null = null
  let lost: LostTail | null = null
  let followed: Readable | null = null
  let timer: NodeJS.Timeout | undefined
  /** Told once, not at each try. */
  let failure: string | null = null

  /** By the connection that reads, which sees nothing that isn't committed and on the disk. */
  const write = async ({ db }: Readable, loss: LostTail | null): Promise<void> => {
    const { sequence, hash } = await tail(db)
    if (kept !== null && kept.sequence === sequence && kept.hash === hash && kept.lost === loss) return
    const memory: HeadMemory = { version: 1, sequence, hash, lost: loss }
    await writeHead(file, memory)
    kept = memory
  }

  const keep = (store: Readable): Promise<void> =>
    inTurn(async () => {
      if (!isCompared) return
      try {
        await write(store, lost)
        failure = null
      } catch (error) {
        const code = fileErrorCode(error) ?? errorCodeOf(error)
        if (code === null) throw error
        if (code !== failure) context.log('store-head-not-kept', { code })
        failure = code
      }
    })

  return {
    async compare(store) {
      const remembered = await readHead(file)
      if (remembered === 'unreadable') context.log('store-head-unreadable', {})
      kept = remembered === 'unreadable' ? null : remembered
      lost = kept?.lost ?? null
      try {
        const found = kept === null ? null : lostTail(kept, await presentHead(store.db, kept.sequence), context.now())
        isCompared = true
        if (found !== null) lost = bothLost(lost, found)
        // A page may have asked before the store was open.
        if (lost !== null) context.show()
        if (kept === null || found === null) return false
        const { missing, lastAt } = found
        context.log('store-tail-lost', {
          remembered: kept.sequence,
          missing: missing ?? 'unknown',
          lastAt: lastAt ?? 'unknown',
        })
        return true
      } catch (error) {
        const code = errorCodeOf(error)
        if (code === null) throw error
        // A damaged page has the store looked through already, and another may take its place.
        context.log('store-head-not-compared', { code })
        return false
      }
    },
    keep,
    follow(store) {
      const failed = (error: unknown): void =>
        context.log('care-failed', { error: error instanceof Error ? error.name : 'unknown' })
      followed = store
      timer = setInterval(() => void keep(store).catch(failed), everyMs).unref()
    },
    async stop() {
      clearInterval(timer)
      if (followed !== null) await keep(followed)
      followed = null
    },
    lost: () => lost,
    note: (foundAt) =>
      inTurn(async () => {
        if (followed === null || lost?.foundAt !== foundAt) return ok(null)
        try {
          await write(followed, null)
        } catch (error) {
          return { ok: false, error: fileFailure(error) }
        }
        lost = null
        context.show()
        return ok(null)
      }),
  }
}
