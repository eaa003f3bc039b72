import { create } from 'zustand'
import type {
  FileLook,
  ImportableSystem,
  ImportColumns,
  ImportField,
  ImportPreview,
  ImportProgress,
} from '../../../../preload/contract/codes/codeTables.ts'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import { IsoDateSchema } from '../../../../preload/contract/words.ts'
import { call } from '../../../bridge/desk.ts'
import { onEvent } from '../../../bridge/events.ts'
import { answered } from '../../../bridge/query.ts'

/** What the person decides about a file. */
export interface ImportWish {
  readonly columns: ImportColumns
  readonly edition: string
  /** `YYYY-MM-DD`, or what is being typed. */
  readonly validFrom: string
  readonly whole: boolean
}

interface ImportView {
  readonly look: FileLook | null
  readonly wish: ImportWish
  readonly preview: ImportPreview | null
  /** What main is doing; null while it waits for the person. */
  readonly busy: 'choose' | 'preview' | 'run' | null
  readonly progress: ImportProgress | null
  readonly error: AppError | null
  readonly done: NonNullable<ChannelOutput<'code-import:run'>> | null
}

const nothing: ImportView = {
  look: null,
  wish: { columns: {}, edition: '', validFrom: '', whole: true },
  preview: null,
  busy: null,
  progress: null,
  error: null,
  done: null,
}

/** Kept outside the screen: an import goes on while another screen is looked at. */
export const useImport = create<ImportView>(() => nothing)

const { setState: set, getState: get } = useImport
let listening = false

const listenOnce = (): void => {
  if (listening) return
  listening = true
  onEvent('code-import:progress', (progress) => {
    if (get().busy !== null) set({ progress })
  })
}

const editionOf = (fileName: string): string => fileName.replace(/\.[^.]*$/, '').slice(0, 60) || fileName.slice(0, 60)

export const chooseTableFile = async (system: ImportableSystem): Promise<void> => {
  if (get().busy !== null) return
  listenOnce()
  set({ busy: 'choose', error: null, done: null })
  const chosen = await call('code-import:choose', { system })
  if (!chosen.ok) return set({ ...nothing, error: chosen.error })
  if (chosen.value === null) return set({ busy: null })
  const { columns, fileName } = chosen.value
  const validFrom = answered('app:startup', {})?.today ?? ''
  set({ ...nothing, look: chosen.value, wish: { columns, edition: editionOf(fileName), validFrom, whole: true } })
}

/** A changed wish makes what was compared before untrue. */
export const changeWish = (change: Partial<ImportWish>): void => {
  set(({ wish }) => ({ wish: { ...wish, ...change }, preview: null, error: null }))
}

export const chooseColumn = (field: ImportField, index: number | null): void => {
  const { [field]: _, ...others } = get().wish.columns
  changeWish({ columns: index === null ? others : { ...others, [field]: index } })
}

export const previewImport = async (): Promise<void> => {
  const { look, wish, busy } = get()
  const validFrom = IsoDateSchema.safeParse(wish.validFrom)
  if (look === null || busy !== null || !validFrom.success || wish.edition.trim() === '') return
  set({ busy: 'preview', progress: null, preview: null, error: null })
  const seen = await call('code-import:preview', { ...wish, validFrom: validFrom.data })
  if (!seen.ok) return set({ busy: null, error: seen.error })
  if (seen.value === null) return set(nothing)
  set({ busy: null, preview: seen.value })
}

export const runImport = async (): Promise<void> => {
  const { preview, busy } = get()
  if (preview === null || busy !== null) return
  set({ busy: 'run', progress: null, error: null })
  const run = await call('code-import:run', {})
  if (!run.ok) return set({ ...nothing, error: run.error })
  set({ ...nothing, done: run.value })
}

/** Ends what is under way and forgets the file. */
export const dropImport = async (): Promise<void> => {
  await call('code-import:cancel', {})
  set(nothing)
}

export const forgetDone = (): void => set({ done: null })
