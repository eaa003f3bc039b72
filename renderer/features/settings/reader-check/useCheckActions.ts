import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../../app/commands.ts'
import { call } from '../../../bridge/desk.ts'
import { leaveReaderCheck } from '../settingsStore.ts'
import { cancelCheck, startCheck, useCheck } from './checkStore.ts'
import { supportText } from './supportText.ts'

/** What the reader check offers, for its buttons and its keys alike. */
export const useCheckActions = () => {
  const { t } = useTranslation()
  const { lines, running, ended } = useCheck()
  const [copiedAt, setCopiedAt] = useState<string | null>(null)
  const copy = async (): Promise<void> => {
    if (ended === null) return
    const copied = await call('reader-check:copy', { text: supportText({ lines, ...ended }, t) })
    if (copied.ok) setCopiedAt(ended.endedAt)
  }
  return {
    start: () => void startCheck(),
    cancel: () => void cancelCheck(),
    copy: () => void copy(),
    canCopy: ended !== null,
    running,
    /** The text on the clipboard is that of the check on the screen. */
    copied: ended !== null && copiedAt === ended.endedAt,
  }
}

export type CheckActions = ReturnType<typeof useCheckActions>

/** The keys of the section while it is open. */
export const useCheckCommands = (actions: CheckActions): readonly Command[] => {
  const { t } = useTranslation()
  const { ended } = useCheck()
  return [
    {
      key: 'F5',
      label: t(ended === null ? 'check.key.start' : 'check.key.again'),
      run: actions.start,
      disabled: actions.running,
    },
    { key: 'F6', label: t('check.key.copy'), run: actions.copy, disabled: !actions.canCopy },
    { key: 'F8', label: t('check.key.cancel'), run: actions.cancel, disabled: !actions.running },
    { key: 'Escape', label: t('check.key.back'), run: leaveReaderCheck },
  ]
}
