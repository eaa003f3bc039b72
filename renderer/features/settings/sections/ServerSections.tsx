import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { DraftText } from '../form/DraftText.tsx'
import { useDraftForm } from '../form/draftForm.ts'
import { SectionHead } from '../SectionHead.tsx'
import { AddressList } from './AddressList.tsx'

const longestPath = 1000
const longestInterfaceName = 120

export const NhiServerSection = () => {
  const { t } = useTranslation()
  return (
    <SectionHead section="nhiServer">
      <AddressList list="nhiServer.baseUrls" label={t('settings.nhiServer.baseUrls')} />
      <DraftText
        path="nhiServer.caFile"
        label={t('settings.nhiServer.caFile')}
        hint={t('settings.nhiServer.caFileHint')}
        maxLength={longestPath}
      />
      <DraftText
        path="nhiServer.interfaceName"
        label={t('settings.nhiServer.interfaceName')}
        hint={t('settings.nhiServer.interfaceNameHint')}
        maxLength={longestInterfaceName}
      />
    </SectionHead>
  )
}

const files = ['caFile', 'clientCertFile', 'clientKeyFile'] as const

export const ClinicCloudSection = () => {
  const { t } = useTranslation()
  const { control, register } = useDraftForm()
  const used = useWatch({ control, name: 'usesClinicCloud' })
  return (
    <SectionHead section="clinicCloud">
      <label className="flex min-h-8 items-center gap-2 self-start">
        <input type="checkbox" {...register('usesClinicCloud')} className="size-4 accent-accent" />
        {t('settings.clinicCloud.enabled')}
      </label>
      {used ? (
        <>
          <AddressList list="clinicCloud.baseUrls" label={t('settings.clinicCloud.baseUrls')} />
          {files.map((file) => (
            <DraftText
              key={file}
              path={`clinicCloud.${file}`}
              label={t(`settings.clinicCloud.${file}`)}
              hint={t('settings.pathHint')}
              maxLength={longestPath}
            />
          ))}
        </>
      ) : (
        <p className="text-muted">{t('settings.clinicCloud.off')}</p>
      )}
    </SectionHead>
  )
}
