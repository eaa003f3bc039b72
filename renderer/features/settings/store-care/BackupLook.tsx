import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { AppError, Result } from '../../../../preload/contract/result.ts'
import { call } from '../../../bridge/desk.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { BackupFacts } from './BackupFacts.tsx'
import { onEnter } from './Pane.tsx'
import { useCodeProblem } from './RecoveryEntry.tsx'

type Seen = Result<ChannelOutput<'backup:inspect'>>

const isCodeError = (error: AppError): boolean =>
  error.code === 'RECOVERY_CODE_NEEDED' || error.code === 'RECOVERY_CODE_WRONG'

/** One backup, opened and compared with the present records; from here it can take their place. */
export const BackupLook = ({ name }: { readonly name: string }) => {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [seen, setSeen] = useState<Seen | null>(null)
  const [asking, setAsking] = useState(false)
  const restore = useDeskMutation('backup:restore')
  const restart = useDeskMutation('app:restart')
  const codeProblem = useCodeProblem(
    seen?.ok === false && seen.error.code === 'RECOVERY_CODE_WRONG' ? seen.error : null,
  )
  const look = async (typed: string | null): Promise<void> => {
    setSeen(null)
    setSeen(await call('backup:inspect', { name, code: typed }))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each backup that is chosen
  useEffect(() => {
    void look(null)
  }, [name])
  if (restore.isSuccess) {
    return (
      <Notice>
        <span data-testid="restore-ordered">{t('care.restore.ordered')}</span>
        <Button tone="primary" onClick={() => restart.mutate({})}>
          {t('care.restore.restart')}
        </Button>
      </Notice>
    )
  }
  if (seen === null) return <p role="status">{t('care.restore.looking')}</p>
  if (!seen.ok) {
    if (!isCodeError(seen.error)) return <ErrorCard error={seen.error} />
    return (
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={t('care.restore.code')}
          error={codeProblem ?? undefined}
          hint={t('care.recovery.enterHint')}
          value={code}
          maxLength={200}
          fieldClassName="w-full"
          className="font-mono"
          data-testid="backup-code"
          onChange={({ target }) => setCode(target.value)}
          onKeyDown={onEnter(() => void look(code))}
        />
        <Button tone="primary" disabled={code.trim() === ''} onClick={() => void look(code)}>
          {t('care.restore.look')}
        </Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-3" data-testid="backup-look">
      <BackupFacts seen={seen.value} />
      {asking ? (
        <div className="flex gap-2">
          <Button
            tone="danger"
            data-testid="restore-sure"
            disabled={restore.isPending}
            onClick={() => restore.mutate({ name, code: code === '' ? null : code })}
          >
            {t('care.restore.sure')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('care.restore.notSure')}</Button>
        </div>
      ) : (
        <Button tone="danger" className="self-start" data-testid="restore-do" onClick={() => setAsking(true)}>
          {t('care.restore.do')}
        </Button>
      )}
      {restore.error === null ? null : <ErrorCard error={restore.error} />}
    </div>
  )
}
