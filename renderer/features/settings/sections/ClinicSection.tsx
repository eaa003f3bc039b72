import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { ClinicAreaSchema } from '../../../../preload/contract/desk/settings.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { DraftText } from '../form/DraftText.tsx'
import { useDraftForm } from '../form/draftForm.ts'
import { SectionHead } from '../SectionHead.tsx'

const AreaSelect = () => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { field } = useController({ control, name: 'clinic.area' })
  return (
    <Select
      label={t('settings.clinic.area')}
      options={ClinicAreaSchema.options.map((area) => ({ value: area, label: t(`settings.clinic.areas.${area}`) }))}
      value={field.value}
      onChange={field.onChange}
      hint={t('settings.clinic.areaHint')}
      testId="settings-clinic.area"
    />
  )
}

export const ClinicSection = () => {
  const { t } = useTranslation()
  return (
    <SectionHead section="clinic">
      <DraftText path="clinic.name" label={t('settings.clinic.name')} maxLength={60} />
      <div className="grid grid-cols-[2fr_1fr] gap-4 @max-2xl:grid-cols-1">
        <DraftText
          path="clinic.address"
          label={t('settings.clinic.address')}
          hint={t('settings.clinic.addressHint')}
          maxLength={120}
        />
        <DraftText path="clinic.telephone" label={t('settings.clinic.telephone')} inputMode="tel" maxLength={40} />
      </div>
      <div className="grid grid-cols-3 gap-4 @max-2xl:grid-cols-1">
        <DraftText path="clinic.providerNumber" label={t('settings.clinic.providerNumber')} maxLength={10} />
        <DraftText
          path="clinic.medicalCategory"
          label={t('settings.clinic.medicalCategory')}
          hint={t('settings.clinic.medicalCategoryHint')}
          inputMode="numeric"
          maxLength={2}
        />
        <AreaSelect />
        <DraftText
          path="clinic.registrationFee"
          label={t('settings.clinic.registrationFee')}
          inputMode="numeric"
          maxLength={5}
          className="text-right"
        />
        <DraftText
          path="clinic.cardDeposit"
          label={t('settings.clinic.cardDeposit')}
          hint={t('settings.clinic.cardDepositHint')}
          inputMode="numeric"
          maxLength={5}
          className="text-right"
        />
      </div>
    </SectionHead>
  )
}

export const DeskSection = () => {
  const { t } = useTranslation()
  return (
    <SectionHead section="desk">
      <div className="grid grid-cols-3 gap-4 @max-2xl:grid-cols-1">
        <DraftText path="desk.name" label={t('settings.desk.name')} maxLength={40} />
        <DraftText path="desk.id" label={t('settings.desk.id')} hint={t('settings.desk.idHint')} maxLength={40} />
        <DraftText
          path="desk.person"
          label={t('settings.desk.person')}
          hint={t('settings.desk.personHint')}
          maxLength={40}
        />
      </div>
    </SectionHead>
  )
}
