import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { takeStartFocus } from '../settingsStore.ts'
import { CheckLines } from './CheckLines.tsx'
import { useCheck } from './checkStore.ts'
import { countOf } from './lineList.ts'
import type { CheckActions } from './useCheckActions.ts'

/** How far it is, or how it ended. */
const Summary = ({ copied }: { readonly copied: boolean }) => {
  const { t } = useTranslation()
  const { lines, running, ended } = useCheck()
  const faults = countOf(lines, 'fault')
  const warnings = countOf(lines, 'warning')
  const words = (): readonly string[] => {
    if (running) return [t('check.progress', { done: lines.length - countOf(lines, 'running'), count: lines.length })]
    if (ended === null) return [t('check.never')]
    const time = momentWords(ended.endedAt, t)
    return [
      t(ended.cancelled ? 'check.endedCancelled' : 'check.ended', { time }),
      ...(faults === 0 ? [] : [t('check.faults', { count: faults })]),
      ...(warnings === 0 ? [] : [t('check.warnings', { count: warnings })]),
      ...(faults + warnings === 0 && !ended.cancelled ? [t('check.allGood')] : []),
      ...(copied ? [t('check.copied')] : []),
    ]
  }
  return (
    <p
      role="status"
      data-testid="check-summary"
      data-ended-at={ended?.endedAt}
      data-state={running ? 'running' : ended === null ? 'never' : 'ended'}
    >
      {words().join(t('check.joint'))}
    </p>
  )
}

/** 讀卡檢測: everything around the desk looked at once, when a person asks for it. */
export const ReaderCheckSection = ({ actions }: { readonly actions: CheckActions }) => {
  const { t } = useTranslation()
  const { lines, running, ended, error } = useCheck()
  const start = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takeStartFocus()) start.current?.focus()
  }, [])
  return (
    <div className="flex flex-col gap-3" data-testid="reader-check">
      <div>
        <h2 className="text-lg font-semibold">{t('check.title')}</h2>
        <p className="text-sm text-muted">{t('check.intro')}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {/* Stays where it is while it runs, so that the focus isn't lost. */}
        <Button
          ref={start}
          tone={running ? 'plain' : 'primary'}
          shortcut={running ? 'F8' : 'F5'}
          data-testid="check-start"
          onClick={running ? actions.cancel : actions.start}
        >
          {t(running ? 'check.key.cancel' : ended === null ? 'check.key.start' : 'check.key.again')}
        </Button>
        <Button shortcut="F6" disabled={!actions.canCopy} data-testid="check-copy" onClick={actions.copy}>
          {t('check.key.copy')}
        </Button>
        <Summary copied={actions.copied} />
      </div>
      {error === null ? null : <ErrorCard error={error} />}
      {lines.length === 0 ? null : <CheckLines lines={lines} />}
    </div>
  )
}
