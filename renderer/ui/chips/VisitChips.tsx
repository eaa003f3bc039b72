import type { Upload, UploadState } from '../../../preload/contract/upload/upload.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { useWords } from '../../i18n/useWords.ts'
import { SignatureChip } from '../visit/SignatureLine.tsx'
import { AttendanceChip } from './AttendanceChip.tsx'
import { Chip, type Tone } from './Chip.tsx'
import { EarlierDayChip } from './EarlierDayChip.tsx'
import { VirtualChip } from './VirtualChip.tsx'

const uploadTones: Readonly<Record<UploadState, Tone>> = {
  waiting: 'wait',
  sending: 'wait',
  'awaiting-result': 'wait',
  accepted: 'ok',
  rejected: 'act',
  quarantined: 'act',
}

interface UploadChipProps {
  readonly state: UploadState
  /** What became of the row with its visit: nothing of it is green, or wanted, any more. */
  readonly replaced?: Upload['replaced']
}

export const UploadChip = ({ state, replaced = null }: UploadChipProps) => {
  const t = useWords()
  if (replaced !== null) return <Chip>{t(`upload.replaced.${replaced.how}`)}</Chip>
  return <Chip tone={uploadTones[state]}>{t(`upload.state.${state}`)}</Chip>
}

const worst: readonly UploadState[] = ['rejected', 'quarantined', 'waiting', 'sending', 'awaiting-result', 'accepted']

/** The state that speaks for a visit's uploads together: the worst one. Null when there is nothing to upload yet. */
export const worstUpload = (states: readonly UploadState[]): UploadState | null =>
  worst.find((state) => states.includes(state)) ?? null

interface VisitChipsProps {
  readonly visit: VisitSummary
  /** The list is of one desk state, which its heading says. */
  readonly isStateTold?: boolean
}

/** Where a visit stands, as one or two words: desk state, or once closed the state of its uploads; and what is out of order. */
export const VisitChips = ({ visit, isStateTold = false }: VisitChipsProps) => {
  const t = useWords()
  const standing = visit.uploads.filter(({ replaced }) => replaced === null)
  // The deletion of a cancelled visit is told as long as it is not received.
  const worst = worstUpload(standing.map(({ state }) => state))
  const isTold = visit.state === 'closed' || (visit.state === 'cancelled' && worst !== 'accepted')
  const upload = isTold ? worst : null
  const isOver = visit.state === 'closed' || visit.state === 'cancelled' || visit.exceptionCode !== null
  return (
    <>
      <EarlierDayChip earlier={visit.earlier} />
      <AttendanceChip attendance={visit.attendance} />
      {visit.medium === 'virtual' ? <VirtualChip until={isOver ? undefined : visit.virtualUntil} /> : null}
      {visit.exceptionCode === null ? null : <Chip>{t('visit.exception', { code: visit.exceptionCode })}</Chip>}
      {visit.cardWrite === 'unconfirmed' ? <Chip tone="act">{t('visit.cardWrite.unconfirmed')}</Chip> : null}
      {visit.cardDebt?.state === 'open' ? <Chip tone="wait">{t('makeUp.owed.chip')}</Chip> : null}
      {visit.state === 'cancelled' && upload !== null ? <Chip>{t('visit.state.cancelled')}</Chip> : null}
      {visit.state === 'closed' && visit.signature?.state === 'unsigned' && visit.signature.isLate ? (
        <SignatureChip signature={visit.signature} />
      ) : null}
      {visit.cardDebt?.state === 'open' && upload === 'accepted' ? null : upload !== null ? (
        <UploadChip state={upload} />
      ) : isStateTold ? null : (
        <Chip tone={visit.state === 'in-consultation' || visit.state === 'to-pay' ? 'accent' : 'neutral'}>
          {t(`visit.state.${visit.state}`)}
        </Chip>
      )}
    </>
  )
}
