import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { CertificateProbe } from './CertificateProbe.tsx'
import { DraftText } from './DraftText.tsx'
import { useDraftForm, useFieldError } from './draftForm.ts'
import { Fingerprint } from './Fingerprint.tsx'

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

const pair = 'grid grid-cols-2 gap-4 @max-2xl:grid-cols-1'

const Control6Fields = () => {
  const { t } = useTranslation()
  return (
    <>
      <div className={pair}>
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
    </>
  )
}

const CshisFields = () => {
  const { t } = useTranslation()
  return (
    <div className={pair}>
      <DraftText
        path="controlSoftware.cshis.libraryFile"
        label={t('settings.controlSoftware.libraryFile')}
        maxLength={1000}
      />
      <DraftText
        path="controlSoftware.cshis.port"
        label={t('settings.controlSoftware.port')}
        hint={t('settings.controlSoftware.portHint')}
        inputMode="numeric"
        maxLength={2}
      />
      <DraftText
        path="controlSoftware.cshis.helperFile"
        label={t('settings.controlSoftware.helperFile')}
        hint={t('settings.controlSoftware.helperFileHint')}
        maxLength={1000}
      />
    </div>
  )
}

const VhcSdkFields = () => {
  const { t } = useTranslation()
  return (
    <div className={pair}>
      <DraftText
        path="controlSoftware.vhcSdk.baseUrl"
        label={t('settings.controlSoftware.sdkBaseUrl')}
        hint={t('settings.controlSoftware.sdkBaseUrlHint')}
        inputMode="url"
        maxLength={300}
      />
    </div>
  )
}

/** The fields of each way in. */
export const wayFields = { control6: Control6Fields, cshis: CshisFields, 'vhc-sdk': VhcSdkFields } as const
