import { useTranslation } from 'react-i18next'
import type { FieldError, Upload } from '../../../preload/contract/upload/upload.ts'
import { Chip } from '../chips/Chip.tsx'
import { UploadChip } from '../chips/VisitChips.tsx'
import { clockTime, momentWords } from '../format/date.ts'
import { Countdown } from '../notices/Countdown.tsx'
import { useAnswerWords, useFieldErrorWords } from './codeWords.ts'

interface FieldErrorsProps {
  readonly errors: readonly FieldError[]
  /** They were only remarked: the record was taken (or would be) all the same. */
  readonly remarked?: boolean
}

const tones = {
  refused: { label: 'upload.fieldErrors', mark: 'field-error', box: 'border-act bg-act-soft', text: 'text-act' },
  remarked: { label: 'upload.fieldRemarks', mark: 'field-remark', box: 'border-wait bg-wait-soft', text: 'text-wait' },
} as const

/** The fields a target refused, or remarked, by name. */
export const FieldErrors = ({ errors, remarked = false }: FieldErrorsProps) => {
  const { t } = useTranslation()
  const words = useFieldErrorWords()
  if (errors.length === 0) return null
  const { label, mark, box, text } = tones[remarked ? 'remarked' : 'refused']
  return (
    <section className="flex flex-col gap-1" aria-label={t(label)}>
      <h3 className="text-sm text-muted">{t(label)}</h3>
      <ul className="flex flex-col gap-1">
        {errors.map((error) => {
          const { field, problem, next } = words(error)
          return (
            <li
              key={`${error.field}-${error.orderLine}-${error.code}`}
              data-testid={mark}
              data-field={error.field}
              className={`flex flex-wrap items-baseline gap-x-3 rounded-sm border-l-4 px-2 py-0.5 ${box}`}
            >
              <strong className="font-semibold">{field}</strong>
              <span className={text}>{problem}</span>
              {next === null ? null : <span className="text-sm">{next}</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The way of one visit to one target: state, countdown until the receipt is there, then the receipt. */
export const UploadLine = ({ upload, now }: { readonly upload: Upload; readonly now: number }) => {
  const { t } = useTranslation()
  const answer = useAnswerWords()(upload.lastCode)
  const received = upload.state === 'accepted'
  return (
    <div
      data-testid={`upload-${upload.target}`}
      data-state={upload.state}
      className="flex flex-col gap-1 border-b border-line py-2"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="w-24">{t(`upload.target.${upload.target}`)}</span>
        {upload.amends ? <Chip>{t(upload.replaces === null ? 'upload.amends' : 'upload.corrects')}</Chip> : null}
        {upload.cancels ? <Chip>{t('upload.cancels')}</Chip> : null}
        <UploadChip state={upload.state} replaced={upload.replaced} />
        {received && upload.receiptAt !== null ? (
          <span className="text-sm text-muted">
            {t('upload.receiptAt', { time: momentWords(upload.receiptAt, t) })}
          </span>
        ) : upload.replaced === null ? (
          <Countdown dueAt={upload.dueAt} now={now} />
        ) : null}
        {upload.receipt === null ? null : (
          <span className="min-w-0 text-sm break-all text-muted">
            {t('upload.receipt', { receipt: upload.receipt })}
          </span>
        )}
        {!received && upload.nextTryAt !== null ? (
          <span className="text-sm text-muted">{t('upload.nextTry', { time: clockTime(upload.nextTryAt) })}</span>
        ) : null}
      </div>
      {received || upload.lastCode === null ? null : (
        <div className="flex flex-col pl-28 text-sm text-muted" data-testid="last-answer">
          <p>{answer.line}</p>
          {answer.next === null || upload.fieldErrors.length > 0 || upload.replaced !== null ? null : (
            <p>{answer.next}</p>
          )}
        </div>
      )}
      <Succession upload={upload} />
      {/* What was refused of a row that another one carries on for is said in its last answer, and wants nobody. */}
      {upload.replaced === null ? <FieldErrors errors={upload.fieldErrors} remarked={received} /> : null}
    </div>
  )
}

/** Which record carries on for which. */
const Succession = ({ upload }: { readonly upload: Upload }) => {
  const { t } = useTranslation()
  const { replaces, replaced, cancels } = upload
  const told = [
    replaces === null ? null : t(`upload.replaces.${cancels ? 'deleted' : 'amended'}`),
    replaced === null || replaced.how === 'withdrawn' ? null : t(`upload.replacedBy.${replaced.how}`),
  ].filter((words) => words !== null)
  if (told.length === 0) return null
  return (
    <p className="pl-28 text-sm text-muted" data-testid="succession">
      {told.join(t('app.and'))}
    </p>
  )
}
