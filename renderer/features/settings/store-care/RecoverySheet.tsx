import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import { call } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { onEnter } from './Pane.tsx'

interface RecoverySheetProps {
  readonly code: ChannelOutput<'recovery:make'>
  readonly onConfirm: (groups: string[]) => void
  readonly onDrop: () => void
}

/** The sheet as it is printed: alone on its page, black on white. */
const Sheet = ({ code }: Pick<RecoverySheetProps, 'code'>) => {
  const { t } = useTranslation()
  const numbered = code.groups.map((group, index) => ({ number: index + 1, group }))
  return (
    <div data-print className="flex flex-col gap-2 rounded-md border border-edge p-4" data-testid="recovery-sheet">
      <p className="font-semibold">{t('care.recovery.sheetTitle')}</p>
      <ol className="grid grid-cols-4 gap-x-6 gap-y-3">
        {numbered.map(({ number, group }) => (
          <li key={number} className="flex items-baseline gap-2">
            <span className="text-sm text-muted">{number}</span>
            <span className="font-mono text-xl tracking-widest select-all" data-testid="recovery-group">
              {group}
            </span>
          </li>
        ))}
      </ol>
      <p className="text-sm">
        {t('care.recovery.sheetHint')} {t('care.recovery.madeOn', { time: momentWords(code.madeAt, t) })}
      </p>
    </div>
  )
}

/** A new code, shown once, with what puts it on paper and the two groups that prove that it is there. */
export const RecoverySheet = ({ code, onConfirm, onDrop }: RecoverySheetProps) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<readonly string[]>(['', ''])
  const [saved, setSaved] = useState<string | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const print = async (): Promise<void> => {
    const printed = await call('recovery:print', {})
    setError(printed.ok ? null : printed.error)
  }
  const save = async (): Promise<void> => {
    const kept = await call('recovery:save-pdf', {})
    setError(kept.ok ? null : kept.error)
    if (kept.ok) setSaved(kept.value.file)
  }
  const isTyped = typed.every((group) => group.trim() !== '')
  const confirm = (): void => {
    if (isTyped) onConfirm([...typed])
  }
  return (
    <>
      <Notice tone="wait">{t('care.recovery.shownOnce')}</Notice>
      <Sheet code={code} />
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => void print()}>{t('care.recovery.print')}</Button>
        <Button data-testid="recovery-pdf" onClick={() => void save()}>
          {t('care.recovery.savePdf')}
        </Button>
        {saved === null ? null : <span className="text-sm break-all">{t('care.recovery.saved', { file: saved })}</span>}
      </div>
      {error === null ? null : <ErrorCard error={error} tone="wait" />}
      <div className="flex flex-wrap items-end gap-2">
        {code.asked.map((number, index) => (
          <TextField
            key={number}
            label={t('care.recovery.group', { number })}
            value={typed[index] ?? ''}
            maxLength={12}
            data-testid="recovery-confirm-group"
            fieldClassName="w-32"
            className="font-mono"
            onChange={({ target }) => setTyped(typed.map((old, at) => (at === index ? target.value : old)))}
            onKeyDown={onEnter(confirm)}
          />
        ))}
        <Button tone="primary" disabled={!isTyped} data-testid="recovery-confirm" onClick={confirm}>
          {t('care.recovery.confirm')}
        </Button>
        <Button tone="quiet" onClick={onDrop}>
          {t('care.recovery.drop')}
        </Button>
      </div>
    </>
  )
}
