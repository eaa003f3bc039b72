import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { NhiAdapter } from '../../../../preload/contract/desk/controlSoftware.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { DraftText } from '../form/DraftText.tsx'
import { type DraftPath, useDraftForm, useFieldError } from '../form/draftForm.ts'
import { CertificateProbe } from './CertificateProbe.tsx'
import { Fingerprint } from './Fingerprint.tsx'

interface WayText {
  readonly path: DraftPath
  readonly name: 'baseUrl' | 'initialName' | 'libraryFile' | 'port' | 'helperFile' | 'sdkBaseUrl'
  readonly hint?: 'adapter' | 'initialNameHint' | 'portHint' | 'helperFileHint' | 'sdkBaseUrlHint'
  readonly inputMode?: 'url' | 'numeric'
  readonly maxLength: number
}

/** What is typed for each way in; its words stand under `settings.controlSoftware`. */
const wayTexts: Readonly<Record<NhiAdapter, readonly WayText[]>> = {
  control6: [
    { path: 'controlSoftware.baseUrl', name: 'baseUrl', hint: 'adapter', inputMode: 'url', maxLength: 300 },
    { path: 'controlSoftware.initialName', name: 'initialName', hint: 'initialNameHint', maxLength: 60 },
  ],
  cshis: [
    { path: 'controlSoftware.cshis.libraryFile', name: 'libraryFile', maxLength: 1000 },
    { path: 'controlSoftware.cshis.port', name: 'port', hint: 'portHint', inputMode: 'numeric', maxLength: 2 },
    { path: 'controlSoftware.cshis.helperFile', name: 'helperFile', hint: 'helperFileHint', maxLength: 1000 },
  ],
  'vhc-sdk': [
    {
      path: 'controlSoftware.vhcSdk.baseUrl',
      name: 'sdkBaseUrl',
      hint: 'sdkBaseUrlHint',
      inputMode: 'url',
      maxLength: 300,
    },
  ],
}

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

/** The fields of one way in; those of 6.0 end with its certificate. */
export const WayFields = ({ way }: { readonly way: NhiAdapter }) => {
  const { t } = useTranslation()
  return (
    <>
      <div className="grid grid-cols-2 gap-4 @max-2xl:grid-cols-1">
        {wayTexts[way].map(({ name, hint, ...field }) => (
          <DraftText
            key={name}
            {...field}
            label={t(`settings.controlSoftware.${name}`)}
            hint={hint === undefined ? undefined : t(`settings.controlSoftware.${hint}`)}
          />
        ))}
      </div>
      {way === 'control6' ? (
        <>
          <Pinned />
          <CertificateProbe />
        </>
      ) : null}
    </>
  )
}
