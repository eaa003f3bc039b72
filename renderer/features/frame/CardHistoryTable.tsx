import { useTranslation } from 'react-i18next'
import type { CardHistory } from '../../../preload/contract/card/cardContent.ts'
import { momentWords } from '../../ui/format/date.ts'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { useCodeName } from './useCodeName.ts'

/** The last visits on the card, at whichever institution, newest first. */
export const CardHistoryTable = ({ history }: { readonly history: CardHistory }) => {
  const { t } = useTranslation()
  const nameOf = useCodeName()
  return (
    <>
      {history.withDiagnoses ? null : <p className="text-sm text-wait">{t('cardContent.history.withoutDiagnoses')}</p>}
      <PlainTable
        testId="card-history"
        empty={t('cardContent.none')}
        columns={[
          t('cardContent.history.at'),
          t('cardContent.history.item'),
          t('cardContent.history.hospital'),
          t('cardContent.history.serial'),
          ...(history.withDiagnoses ? [t('cardContent.history.diagnoses')] : []),
        ]}
        rows={history.visits.map((visit) => [
          momentWords(visit.at, t),
          visit.treatmentItem,
          visit.hospitalId,
          visit.visitSequenceNumber ?? '—',
          ...(history.withDiagnoses ? [visit.diagnoses.map(nameOf).join(t('app.and'))] : []),
        ])}
      />
    </>
  )
}
