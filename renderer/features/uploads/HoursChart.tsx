import { useTranslation } from 'react-i18next'
import { useUploadsToday } from './useUploadsToday.ts'

const noReceipts: readonly number[] = Array.from({ length: 24 }, () => 0)

/** Receipts of today by the hour, as small bars with their numbers for those who cannot see bars. */
export const HoursChart = () => {
  const { t } = useTranslation()
  const counts = useUploadsToday()?.receiptHours ?? noReceipts
  const most = Math.max(1, ...counts)
  return (
    <figure className="flex min-w-60 flex-col gap-1">
      <figcaption className="text-sm text-muted">{t('upload.hours')}</figcaption>
      {counts.every((count) => count === 0) ? (
        <p className="flex h-10 items-center border-b border-line text-sm text-muted">{t('upload.noHours')}</p>
      ) : (
        <ol className="flex h-10 items-end gap-0.5 border-b border-line">
          {counts.map((count, hour) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day are their index
              key={hour}
              title={t('upload.hour', { hour, count })}
              className="flex-1 rounded-t-sm bg-ok"
              style={{ height: `${(count / most) * 100}%` }}
            >
              <span className="sr-only">{t('upload.hour', { hour, count })}</span>
            </li>
          ))}
        </ol>
      )}
    </figure>
  )
}
