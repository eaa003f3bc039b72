import { useEffect } from 'react'
import { create } from 'zustand'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { onEvent } from '../../bridge/events.ts'
import { useDeskMutation } from '../../bridge/query.ts'

/** The export that is under way or was the last one; kept beside its panel, which may be closed meanwhile. */
interface Export {
  readonly isRunning: boolean
  /** How far it has come, 0–100; null until that is told, which is once a file is chosen. */
  readonly percent: number | null
  readonly written: ChannelOutput<'outbox:export'> | null
  readonly error: AppError | null
}

const none = { isRunning: false, percent: null, written: null, error: null } satisfies Export
/** Which days are exported, once somebody has said so; a box that stands empty is null. */
interface ExportDays {
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}
const useExportState = create<Export & { readonly days: ExportDays | null }>(() => ({ ...none, days: null }))
const end = (change: Partial<Export>): void => useExportState.setState({ ...none, ...change })

/** Begins and stops the export for an inspector, and tells how far it is and what came of it. */
export const useExport = () => {
  const state = useExportState()
  const { mutate } = useDeskMutation(
    'outbox:export',
    (written) => end({ written }),
    (error) => end({ error }),
  )
  const { mutate: stop } = useDeskMutation('outbox:stop-export')
  useEffect(
    () =>
      onEvent('outbox:export-progress', ({ percent }) =>
        useExportState.setState(({ isRunning }) => ({ percent: isRunning ? percent : null })),
      ),
    [],
  )
  return {
    ...state,
    begin: (input: Parameters<typeof mutate>[0]): void => {
      useExportState.setState({ ...none, isRunning: true })
      mutate(input)
    },
    stop: () => stop({}),
    setDays: (days: ExportDays): void => useExportState.setState({ days }),
  }
}
