import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'

/** The way in to the NHI hands no records in: what that means for what waits, and what to do. */
export const NotOffered = () => {
  const { t } = useTranslation()
  return <Notice tone="act">{t('upload.notOffered')}</Notice>
}
