import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { putAnswer, useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Select } from '../fields/Select.tsx'
import { Kbd } from '../Kbd.tsx'
import { ErrorCard } from '../notices/ErrorCard.tsx'
import { copaymentOptions } from './copaymentOptions.ts'
import { copaymentKey } from './focusCopayment.ts'

interface CopaymentChoiceProps {
  readonly encounterId: EncounterId
  readonly code: string
  /** Enter on the closed choice does the screen's main action. */
  readonly onEnter?: () => void
  /** Where one goes on once another code is chosen. */
  readonly onChanged?: () => void
}

/** 部分負擔身分 of a visit that isn't paid yet, to be set right: choosing another changes it at once, and its price follows. */
export const CopaymentChoice = (props: CopaymentChoiceProps) => {
  const { encounterId, code, onEnter, onChanged } = props
  const { t } = useTranslation()
  const choices = useDeskQuery('copayment:choices', { encounterId })
  const change = useDeskMutation('copayment:change', (visit) => {
    putAnswer('visit:detail', { encounterId }, visit)
  })
  const changed = useRef(onChanged)
  changed.current = onChanged
  // The list gives the focus back to its button when it closes: what comes next takes it behind that.
  useEffect(() => {
    if (change.isSuccess) changed.current?.()
  }, [change.isSuccess])
  return (
    <div className="flex flex-col gap-1" data-testid="copayment-choice">
      <div className="flex items-center gap-2">
        <span className="shrink-0 text-sm text-muted" aria-hidden>
          {t('visit.copayment')} <Kbd>{copaymentKey}</Kbd>
        </span>
        <div className="min-w-0 flex-1">
          <Select
            isInline
            label={t('visit.copayment')}
            options={copaymentOptions(t, choices.data ?? [])}
            value={code}
            placeholder={code}
            onChange={(copaymentCode) => {
              if (copaymentCode !== code && !change.isPending) change.mutate({ encounterId, copaymentCode })
            }}
            {...(onEnter === undefined ? {} : { onEnter })}
            testId="change-copayment"
          />
        </div>
      </div>
      {choices.error === null ? null : <ErrorCard error={choices.error} />}
      {change.error === null ? null : <ErrorCard error={change.error} />}
    </div>
  )
}
