import { useTranslation } from 'react-i18next'
import type { VisitSignature } from '../../../preload/contract/visit/visit.ts'
import { Chip } from '../chips/Chip.tsx'
import { momentWords } from '../format/date.ts'

/** Whether the doctor has signed the record (電子病歷簽章). Never green: nobody has received anything by it. */
export const SignatureChip = ({ signature }: { readonly signature: VisitSignature }) => {
  const { t } = useTranslation()
  const { state, isLate } = signature
  if (state === 'signed') {
    return <Chip tone={isLate ? 'wait' : 'neutral'}>{t(isLate ? 'signature.signedLate' : 'signature.signed')}</Chip>
  }
  return <Chip tone={isLate ? 'act' : 'wait'}>{t(isLate ? 'signature.late' : 'signature.unsigned')}</Chip>
}

/** The same as a line of its own, with its moment. */
export const SignatureLine = ({ signature }: { readonly signature: VisitSignature }) => {
  const { t } = useTranslation()
  const { signedAt, dueAt } = signature
  return (
    <div
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2"
      data-testid="record-signature"
      data-state={signature.state}
    >
      <span className="w-24">{t('signature.label')}</span>
      <SignatureChip signature={signature} />
      <span className="text-sm text-muted">
        {signedAt === null
          ? t('signature.due', { time: momentWords(dueAt, t) })
          : t('signature.signedAt', { time: momentWords(signedAt, t) })}
      </span>
    </div>
  )
}
