import { useTranslation } from 'react-i18next'
import type { UploadState, VisitSummary } from '../../preload/contract/visit.ts'
import { AttendanceChip } from './AttendanceChip.tsx'
import { Chip, type Tone } from './Chip.tsx'
import { VirtualChip } from './VirtualChip.tsx'

const uploadTones: Readonly<Record<UploadState, Tone>> = {
  waiting: 'wait',
  sending: 'wait',
  'awaiting-result': 'wait',
  accepted: 'ok',
  rejected: 'act',
  quarantined: 'act',
}

export const UploadChip = ({ state }: { readonly state: UploadState }) => {
  const { t } = useTranslation()
  return <Chip tone={uploadTones[state]}>{t(`upload.state.${state}`)}</Chip>
}

const worst: readonly UploadState[] = ['rejected', 'quarantined', 'waiting', 'sending', 'awaiting-result', 'accepted']

/** The state that speaks for a visit's uploads together: the worst one. Null when there is nothing to upload yet. */
export const worstUpload = (states: readonly UploadState[]): UploadState | null =>
  worst.find((state) => states.includes(state)) ?? null

/** Where a visit stands, as one or two words: desk state, or once closed the state of its uploads; and what is out of order. */
export const VisitChips = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const upload = visit.state === 'closed' ? worstUpload(visit.uploads.map(({ state }) => state)) : null
  const isOver = visit.state === 'closed' || visit.state === 'cancelled' || visit.exceptionCode !== null
  return (
    <>
      <AttendanceChip attendance={visit.attendance} />
      {visit.medium === 'virtual' ? <VirtualChip until={isOver ? undefined : visit.virtualUntil} /> : null}
      {visit.exceptionCode === null ? null : <Chip>{t('visit.exception', { code: visit.exceptionCode })}</Chip>}
      {visit.cardWrite === 'unconfirmed' ? <Chip tone="act">{t('visit.cardWrite.unconfirmed')}</Chip> : null}
      {visit.cardDebt?.state === 'open' ? <Chip tone="wait">{t('makeUp.owed.chip')}</Chip> : null}
      {visit.cardDebt?.state === 'open' && upload === 'accepted' ? null : upload === null ? (
        <Chip tone={visit.state === 'in-consultation' || visit.state === 'to-pay' ? 'accent' : 'neutral'}>
          {t(`visit.state.${visit.state}`)}
        </Chip>
      ) : (
        <UploadChip state={upload} />
      )}
    </>
  )
}
