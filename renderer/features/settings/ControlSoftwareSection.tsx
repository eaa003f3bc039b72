import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { CertificateProbe } from './CertificateProbe.tsx'
import { DraftText } from './DraftText.tsx'
import { useDraftForm, useFieldError } from './draftForm.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { SectionHead } from './SectionHead.tsx'

const Pinned = () => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const pinned = useWatch({ control, name: 'controlSoftware.sha256Fingerprint' })
  const error = useFieldError('controlSoftware.sha256Fingerprint')
  return (
    <div className="flex flex-col gap-1">
      <p className="text-sm text-muted">{t('settings.controlSoftware.sha256Fingerprint')}</p>
      {pinned === '' ? (
        <Notice tone="wait">{t('settings.controlSoftware.notPinned')}</Notice>
      ) : (
        <Fingerprint sha256={pinned} testId="pinned-fingerprint" />
      )}
      {error === undefined ? null : <p className="text-sm text-act">{error}</p>}
    </div>
  )
}

export const ControlSoftwareSection = () => {
  const { t } = useTranslation()
  return (
    <SectionHead section="controlSoftware">
      <div className="grid grid-cols-2 gap-4 @max-2xl:grid-cols-1">
        <DraftText
          path="controlSoftware.baseUrl"
          label={t('settings.controlSoftware.baseUrl')}
          hint={t('settings.controlSoftware.adapter')}
          inputMode="url"
          maxLength={300}
        />
        <DraftText
          path="controlSoftware.initialName"
          label={t('settings.controlSoftware.initialName')}
          hint={t('settings.controlSoftware.initialNameHint')}
          maxLength={60}
        />
      </div>
      <Pinned />
      <CertificateProbe />
    </SectionHead>
  )
}
