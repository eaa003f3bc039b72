import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'

/** What becomes of the serial of a closed visit that is cancelled, and what a person can do about it. */
export const SerialStays = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t } = useTranslation()
  const { visitSequenceNumber: serial } = visit
  if (serial === null) return <p className="text-sm">{t('registration.cancel.noSerial')}</p>
  const isCancelled = visit.state === 'cancelled'
  return (
    <div className="flex flex-col gap-1 rounded-md border-l-4 border-wait px-3 py-1 text-sm" data-testid="serial-stays">
      <strong className="font-semibold">{t('amendment.serial.stays', { serial })}</strong>
      <ul className="list-disc pl-5">
        {isCancelled ? null : <li>{t('amendment.serial.amendInstead')}</li>}
        <li>{t('amendment.serial.registerAgain')}</li>
        <li>{t('amendment.serial.askNhi', { serial })}</li>
      </ul>
    </div>
  )
}
