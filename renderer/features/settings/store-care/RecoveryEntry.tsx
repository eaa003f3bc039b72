import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../../preload/contract/result.ts'
import { call } from '../../../bridge/desk.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { onEnter } from './Pane.tsx'

/** What is wrong with a typed code, in one line; null for an error of another kind. */
export const useCodeProblem = (error: AppError | null): string | null => {
  const { t } = useTranslation()
  if (error === null) return null
  if (error.code === 'NOT_FOUND') return t('care.recovery.notFound')
  if (error.code !== 'RECOVERY_CODE_WRONG') return t(`error.${error.code}.title`)
  const group = error.details?.group
  return typeof group === 'number' ? t('care.recovery.wrongGroup', { number: group }) : t('care.recovery.wrongCode')
}

/** On the start screen, where the key is lost: the code from its sheet opens the records. */
export const RecoveryEntry = () => {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [opened, setOpened] = useState(false)
  const [busy, setBusy] = useState(false)
  const restart = useDeskMutation('app:restart')
  const problem = useCodeProblem(error)
  const open = async (): Promise<void> => {
    if (code.trim() === '' || busy) return
    setBusy(true)
    const answer = await call('recovery:open', { code })
    setBusy(false)
    setError(answer.ok ? null : answer.error)
    if (!answer.ok) return
    setCode('')
    setOpened(true)
  }
  if (opened) {
    return (
      <Notice>
        <span data-testid="recovery-opened">{t('care.recovery.opened')}</span>
        <Button tone="primary" disabled={restart.isPending} onClick={() => restart.mutate({})}>
          {t('care.restore.restart')}
        </Button>
      </Notice>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t('care.recovery.enter')}
        hint={t('care.recovery.enterHint')}
        error={problem ?? undefined}
        value={code}
        maxLength={200}
        className="font-mono"
        data-testid="recovery-code"
        autoFocus
        onChange={({ target }) => setCode(target.value)}
        onKeyDown={onEnter(() => void open())}
      />
      <Button
        tone="primary"
        className="self-start"
        data-testid="recovery-open"
        disabled={busy || code.trim() === ''}
        onClick={() => void open()}
      >
        {t('care.recovery.open')}
      </Button>
    </div>
  )
}
