import { create } from 'zustand'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type {
  Report,
  ReportCell,
  ReportChoice,
  ReportFormat,
  ReportProgress,
  ReportQuestion,
  ReportVisits,
  ReportWords,
} from '../../../preload/contract/paper/report.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { call } from '../../bridge/desk.ts'
import { onEvent } from '../../bridge/events.ts'
import { savePreferences } from '../../bridge/preferences.ts'
import { firstChoice } from './choice.ts'

/** What main is doing; null while it waits for the person. */
type Busy = 'run' | 'visits' | 'export' | null

interface Reports {
  readonly choice: ReportChoice
  /** What the report on the screen answers, or will. */
  readonly asked: ReportQuestion | null
  readonly report: Report | null
  /** The number that is looked behind; null for none. */
  readonly cell: ReportCell | null
  readonly visits: ReportVisits | null
  readonly busy: Busy
  readonly progress: ReportProgress | null
  /** The person has ended it. */
  readonly stopped: boolean
  readonly error: AppError | null
  readonly exported: ChannelOutput<'reports:export'> | null
  readonly notesShown: boolean
}

const nothing = {
  report: null,
  cell: null,
  visits: null,
  busy: null,
  progress: null,
  stopped: false,
  error: null,
  exported: null,
} as const

/** Kept outside the screen: a report goes on while another screen is looked at. */
export const useReports = create<Reports>(() => ({ choice: firstChoice, asked: null, notesShown: false, ...nothing }))

const { setState: set, getState: get } = useReports
let listening = false
/** Each question's own number: an answer to an earlier one is of no interest any more. */
let turn = 0

const begin = (busy: Busy): number => {
  if (!listening) onEvent('reports:progress', (progress) => get().busy !== null && set({ progress }))
  listening = true
  set({ busy, progress: null, stopped: false, error: null, exported: null })
  turn += 1
  return turn
}

/** Works a report out anew; one under way is ended by it. */
export const runReport = async (question: ReportQuestion): Promise<void> => {
  const mine = begin('run')
  set({ asked: question, report: null, cell: null, visits: null })
  const run = await call('reports:run', question)
  if (mine !== turn) return
  if (!run.ok) return set({ busy: null, error: run.error })
  set({ busy: null, report: run.value, stopped: run.value === null })
}

/** Looks behind a number. */
export const openVisits = async (cell: ReportCell): Promise<void> => {
  const { asked } = get()
  if (asked === null) return
  const mine = begin('visits')
  set({ cell, visits: null })
  const found = await call('reports:visits', { question: asked, cell })
  if (mine !== turn) return
  if (!found.ok) return set({ busy: null, error: found.error })
  set({ busy: null, visits: found.value, stopped: found.value === null })
}

export const closeVisits = (): void => {
  if (get().busy === 'visits') void stopReport()
  set({ cell: null, visits: null, error: null, stopped: false, exported: null })
}

/** Writes what is on the screen to a file. */
export const exportReport = async (format: ReportFormat, words: ReportWords): Promise<void> => {
  const { asked, cell, busy } = get()
  if (asked === null || busy !== null) return
  const mine = begin('export')
  const written = await call('reports:export', { question: asked, cell, format, words })
  if (mine !== turn) return
  if (!written.ok) return set({ busy: null, error: written.error })
  set({ busy: null, exported: written.value })
}

export const stopReport = async (): Promise<void> => {
  await call('reports:cancel', {})
}

/** Changes what is asked, and keeps it for the next time. */
export const choose = (change: Partial<ReportChoice>): void => {
  const choice = { ...get().choice, ...change }
  set({ choice })
  void savePreferences({ report: choice })
}

export const beginWith = (choice: ReportChoice): void => set({ choice })
export const toggleNotes = (): void => set(({ notesShown }) => ({ notesShown: !notesShown }))
