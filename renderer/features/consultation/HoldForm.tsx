import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'

interface HoldFormProps {
  readonly visit: VisitSummary
  readonly onHold: (reason: string) => void
  readonly onLeave: () => void
}

/** 保留: why somebody who waits is left out for now, in a word or none; Enter holds. */
export const HoldForm = ({ visit, onHold, onLeave }: HoldFormProps) => {
  const { t } = useTranslation()
  useFocusReturn()
  const [reason, setReason] = useState('')
  return (
    <form
      className="flex flex-wrap items-end gap-3 border-t border-line px-4 py-2"
      onSubmit={(event) => {
        event.preventDefault()
        onHold(reason.trim())
      }}
    >
      <p className="self-center">{t('queue.holdTitle', { number: visit.queueNumber, name: visit.patient.name })}</p>
      <TextField
        label={t('queue.holdReason')}
        value={reason}
        maxLength={100}
        autoFocus
        onChange={({ target }) => setReason(target.value)}
        fieldClassName="min-w-60 flex-1"
        data-testid="hold-reason"
      />
      <Button type="submit" tone="primary" shortcut="Enter">
        {t('queue.holdGo')}
      </Button>
      <Button shortcut="Esc" onClick={onLeave}>
        {t('app.cancel')}
      </Button>
    </form>
  )
}
