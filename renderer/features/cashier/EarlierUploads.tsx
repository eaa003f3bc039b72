import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { UploadLine } from '../../ui/visit/UploadLine.tsx'

/** Rows of a visit that another one carries on for, or that were taken back: to be looked at, nobody has to do anything about them. */
export const EarlierUploads = ({ visit, now }: { readonly visit: VisitDetail; readonly now: number }) => {
  const { t } = useTranslation()
  const earlier = visit.uploads.filter(({ replaced }) => replaced !== null)
  if (earlier.length === 0) return null
  return (
    <Disclosure summary={<span className="text-sm text-muted">{t('upload.earlier', { count: earlier.length })}</span>}>
      {earlier.map((upload) => (
        <UploadLine key={upload.outboxId} upload={upload} now={now} />
      ))}
    </Disclosure>
  )
}
