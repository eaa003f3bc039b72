import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { putAnswer, useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Select } from '../../ui/fields/Select.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { copaymentOptions } from '../../ui/visit/copaymentOptions.ts'

interface CopaymentAmendmentProps {
  readonly visit: VisitDetail
  readonly onLeave: () => void
  /** Goes to the record itself, where what it has can no longer be sent as it stands. */
  readonly onAmend: () => void
}

/** Amends the 部分負擔身分 of a closed visit, with a reason; what the doctor wrote is sent again as it stands. */
export const CopaymentAmendment = ({ visit, onLeave, onAmend }: CopaymentAmendmentProps) => {
  const { t } = useTranslation()
  const { encounterId, version, soap, diagnoses, orders, prescription, alertReasons, returnOn } = visit
  const [code, setCode] = useState(visit.copaymentCode)
  const [reason, setReason] = useState('')
  const choices = useDeskQuery('copayment:choices', { encounterId })
  const { mutate, isPending, data, error } = useDeskMutation('amendment:amend', ({ visit: amended }) => {
    if (amended === null) return
    putAnswer('visit:detail', { encounterId }, amended)
    onLeave()
  })
  const form = useRef<HTMLFormElement>(null)
  useFocusReturn()
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-testid=amend-copayment-code]')?.focus(), [])
  const canAmend = code !== visit.copaymentCode && reason.trim() !== '' && !isPending
  const amend = (): void => {
    if (!canAmend) return
    mutate({
      encounterId,
      fromVersion: version,
      reason,
      copaymentCode: code,
      soap,
      diagnoses,
      orders,
      ...(prescription === undefined ? {} : { prescription }),
      ...(alertReasons === undefined ? {} : { alertReasons }),
      ...(returnOn === undefined ? {} : { returnOn }),
    })
  }
  return (
    <form
      ref={form}
      className="flex flex-col gap-2 rounded-md border border-accent p-3"
      data-testid="amend-copayment-form"
      onSubmit={(event) => {
        event.preventDefault()
        amend()
      }}
    >
      <h3 className="font-semibold">{t('amendment.copayment.title')}</h3>
      <p className="text-sm">{t('amendment.copayment.meaning')}</p>
      <Select
        label={t('visit.copayment')}
        options={copaymentOptions(t, choices.data ?? [])}
        value={code}
        placeholder={code}
        onChange={setCode}
        testId="amend-copayment-code"
      />
      <TextField
        label={t('amendment.copayment.reason')}
        value={reason}
        maxLength={200}
        onChange={({ target }) => setReason(target.value)}
        data-testid="amend-copayment-reason"
      />
      {choices.error === null ? null : <ErrorCard error={choices.error} />}
      {error === null ? null : <ErrorCard error={error} />}
      {data?.visit === null ? (
        <Notice tone="act">
          <span data-testid="amend-copayment-unsendable">{t('amendment.copayment.unsendable')}</span>
          <Button onClick={onAmend}>{t('amendment.start')}</Button>
        </Notice>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" tone="primary" disabled={!canAmend} data-testid="amend-copayment-confirm">
          {t('amendment.copayment.confirm')}
        </Button>
        <Button onClick={onLeave}>{t('amendment.copayment.back')}</Button>
      </div>
    </form>
  )
}
