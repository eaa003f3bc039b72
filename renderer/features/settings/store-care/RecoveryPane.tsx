import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import { useCare } from '../../../bridge/care.ts'
import { call } from '../../../bridge/desk.ts'
import { putAnswer } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Pane } from './Pane.tsx'
import { RecoverySheet } from './RecoverySheet.tsx'

type NewCode = ChannelOutput<'recovery:make'>

/** The recovery code: whether there is one, and making one. The code itself is held here only while it is shown. */
export const RecoveryPane = () => {
  const { t } = useTranslation()
  const care = useCare()
  const [code, setCode] = useState<NewCode | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const make = async (): Promise<void> => {
    const made = await call('recovery:make', {})
    setConfirmed(false)
    setError(made.ok ? null : made.error)
    if (made.ok) setCode(made.value)
  }
  const confirm = async (groups: string[]): Promise<void> => {
    const answer = await call('recovery:confirm', { groups })
    setError(answer.ok ? null : answer.error)
    if (!answer.ok) return
    putAnswer('care:status', {}, answer.value)
    setCode(null)
    setConfirmed(true)
  }
  if (care === undefined) return null
  const { madeAt } = care.recovery
  return (
    <Pane title={t('care.recovery.title')} intro={t('care.recovery.intro')} testId="recovery">
      {code === null ? (
        <div className="flex flex-wrap items-center gap-3">
          <span data-testid="recovery-state" data-state={madeAt === null ? 'none' : 'made'}>
            {madeAt === null ? (
              <strong className="text-act">{t('care.recovery.none')}</strong>
            ) : (
              t('care.recovery.madeAt', { time: momentWords(madeAt, t) })
            )}
          </span>
          <Button data-testid="recovery-make" onClick={() => void make()}>
            {madeAt === null ? t('care.recovery.make') : t('care.recovery.makeNew')}
          </Button>
        </div>
      ) : (
        <RecoverySheet
          key={code.madeAt}
          code={code}
          onConfirm={(groups) => void confirm(groups)}
          onDrop={() => {
            setCode(null)
            setError(null)
          }}
        />
      )}
      {confirmed ? <p role="status">{t('care.recovery.confirmed')}</p> : null}
      {error === null ? null : (
        <ErrorCard
          error={error}
          about={
            typeof error.details?.group === 'number'
              ? t('care.recovery.wrongGroup', { number: error.details.group })
              : undefined
          }
        />
      )}
    </Pane>
  )
}
