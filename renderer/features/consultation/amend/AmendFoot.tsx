import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { number } from '../../../ui/format/number.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { DraftNote } from '../note/DraftNote.tsx'
import type { DraftState } from '../note/draftSaver.ts'
import {
  editAmendment,
  flushAmendment,
  keepOwnAmendment,
  leaveAmendment,
  letGoAmendment,
  takeOtherAmendment,
  useAmendmentState,
} from './amendmentStore.ts'

const longestReason = 200
const overtaken: DraftState = { kind: 'failed', error: { code: 'CONFLICT', retryable: false } }

interface AmendFootProps {
  readonly encounterId: EncounterId
  readonly reason: string
  /** The amendment was to be written, and nobody has said why. */
  readonly lacksReason: boolean
  readonly reasonRef: Ref<HTMLInputElement>
  /** What the patient owes more (or, below zero, less) by it, in dollars; null while nothing is changed. */
  readonly difference: number | null
  /** Its orders want the card that the visit stands on. */
  readonly needsCard: boolean
  /** The visit has another version by now than the one this was typed upon. */
  readonly isOvertaken: boolean
  readonly isPending: boolean
  readonly canSubmit: boolean
  readonly onSubmit: () => void
}

/** Under an amendment: why it is made, what it comes to, and the way to write it. */
export const AmendFoot = ({ encounterId, reason, difference, isPending, ...props }: AmendFootProps) => {
  const { t } = useTranslation()
  const state = useAmendmentState(encounterId)
  const amount = t('app.money', { amount: number(Math.abs(difference ?? 0)) })
  return (
    <footer className="flex flex-wrap items-start gap-x-4 gap-y-1 border-t border-line bg-surface px-4 py-2">
      <TextField
        ref={props.reasonRef}
        label={t('amendment.reason')}
        fieldClassName="min-w-60 flex-1"
        placeholder={t('amendment.reasonHint')}
        maxLength={longestReason}
        value={reason}
        error={props.lacksReason ? t('amendment.needsReason') : undefined}
        onChange={({ target }) => editAmendment(encounterId, { reason: target.value })}
        data-testid="amend-reason"
      />
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <span className="text-muted" role="status">
          {difference === null
            ? t('amendment.unchanged')
            : t(`amendment.due.${difference === 0 ? 'same' : difference > 0 ? 'more' : 'less'}`, { amount })}
        </span>
        {state === undefined ? null : (
          <Button tone="quiet" onClick={() => void letGoAmendment(encounterId)} data-testid="amend-let-go">
            {t('amendment.letGo')}
          </Button>
        )}
        <Button shortcut="Esc" onClick={() => leaveAmendment(encounterId)} data-testid="amend-leave">
          {t(state === undefined ? 'amendment.leave' : 'amendment.putAside')}
        </Button>
        <Button
          tone="primary"
          shortcut="F2"
          disabled={!props.canSubmit}
          onClick={props.onSubmit}
          data-testid="amend-submit"
        >
          {t(isPending ? 'amendment.submitting' : 'amendment.submit')}
        </Button>
      </div>
      <DraftNote
        state={props.isOvertaken ? overtaken : state}
        conflict={t(props.isOvertaken ? 'amendment.overtaken' : 'amendment.otherKept')}
        onKeepOwn={() => void keepOwnAmendment(encounterId)}
        onTakeOther={() => void takeOtherAmendment(encounterId)}
        onRetry={() => flushAmendment(encounterId)}
      />
      {props.needsCard ? (
        <div className="w-full">
          <Notice tone="wait">{t('amendment.needsCard')}</Notice>
        </div>
      ) : null}
    </footer>
  )
}
