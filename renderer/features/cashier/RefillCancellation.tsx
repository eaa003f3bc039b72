import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'

const tones = { asked: 'wait', refused: 'act', cancelled: 'calm' } as const

/** What came of the cancellation of this visit's 慢性病連續處方箋, or why there can be none. */
export const RefillState = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t } = useTranslation()
  const state = visit.refillCancellation
  if (state === undefined || state === 'possible') return null
  const words = t(`amendment.refill.state.${state}`)
  return (
    <div data-testid="refill-cancellation" data-state={state}>
      {state === 'asked' || state === 'refused' || state === 'cancelled' ? (
        <Notice tone={tones[state]}>{words}</Notice>
      ) : (
        <p className="text-sm text-muted">{words}</p>
      )}
    </div>
  )
}

/** Cancels the 慢性病連續處方箋 of a closed visit (註銷), with a reason. */
export const CancelRefillForm = ({ visit, onLeave }: { readonly visit: VisitDetail; readonly onLeave: () => void }) => {
  const { t } = useTranslation()
  useFocusReturn()
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useDeskMutation('amendment:cancel-refill')
  const canCancel = reason.trim() !== '' && !isPending
  const cancel = (): void => {
    if (canCancel)
      mutate({ encounterId: visit.encounterId, fromVersion: visit.version, reason }, { onSuccess: onLeave })
  }
  return (
    <form
      className="flex flex-col gap-2 rounded-md border border-act p-3"
      data-testid="cancel-refill-form"
      onSubmit={(event) => {
        event.preventDefault()
        cancel()
      }}
    >
      <h3 className="font-semibold">{t('amendment.refill.title')}</h3>
      <p className="text-sm">{t('amendment.refill.meaning')}</p>
      <TextField
        label={t('amendment.refill.reason')}
        value={reason}
        maxLength={200}
        autoFocus
        onChange={({ target }) => setReason(target.value)}
        data-testid="cancel-refill-reason"
      />
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex gap-2">
        <Button tone="danger" disabled={!canCancel} onClick={cancel} data-testid="cancel-refill-confirm">
          {t('amendment.refill.confirm')}
        </Button>
        <Button onClick={onLeave}>{t('amendment.refill.back')}</Button>
      </div>
    </form>
  )
}
