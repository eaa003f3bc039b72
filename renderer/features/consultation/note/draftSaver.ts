import type { AppError, Result } from '../../../../preload/contract/result.ts'

/** How the draft stands: typed and not yet sent, under way, kept, or not kept. */
export type DraftState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly savedAt: string }
  | { readonly kind: 'failed'; readonly error: AppError }

export interface DraftSaver<Draft> {
  /**
   * Something was typed. Saved soon after the first key that is not saved yet, however long the typing goes on; never more than one
   * save at a time, and always the newest.
   */
  change(draft: Draft): void
  /** Saves at once what is not saved yet; while a scanner types, once it has ended. */
  flush(): void
  /** Forgets what is not saved yet, and resolves once no save is under way: then another way may take the draft along. */
  rest(): Promise<void>
  /** Forgets what is not saved: the visit has moved on by another way that took the draft along. */
  drop(): void
}

interface DraftSaverOptions<Draft> {
  readonly save: (draft: Draft) => Promise<Result<{ readonly savedAt: string }>>
  readonly delayMs: number
  /** Runs a save now, or once what is being typed is fit to be kept: a scanner's keys are not. */
  readonly whenTyped: (run: () => void) => void
  readonly onState: (state: DraftState) => void
}

export const createDraftSaver = <Draft>(options: DraftSaverOptions<Draft>): DraftSaver<Draft> => {
  const { save, delayMs, whenTyped, onState } = options
  let waiting: { readonly draft: Draft } | null = null
  let saving = false
  let underWay: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined

  const stopTimer = (): void => {
    clearTimeout(timer)
    timer = undefined
  }

  const send = async (): Promise<void> => {
    stopTimer()
    if (saving || waiting === null) return
    const { draft } = waiting
    waiting = null
    saving = true
    onState({ kind: 'saving' })
    const answer = save(draft)
    underWay = answer
    const result = await answer
    saving = false
    if (waiting !== null) {
      onState({ kind: 'pending' })
      ask()
      return
    }
    // A draft that was not kept stays the waiting one, so that the next try (a key or the button) sends it.
    if (!result.ok) waiting = { draft }
    onState(result.ok ? { kind: 'saved', savedAt: result.value.savedAt } : { kind: 'failed', error: result.error })
  }

  const ask = (): void => whenTyped(() => void send())

  return {
    change: (draft) => {
      waiting = { draft }
      if (!saving) onState({ kind: 'pending' })
      timer ??= setTimeout(ask, delayMs)
    },
    flush: ask,
    rest: async () => {
      waiting = null
      stopTimer()
      await underWay
      // What ended just now may have put its draft back to be tried again.
      waiting = null
    },
    drop: () => {
      waiting = null
      stopTimer()
    },
  }
}
