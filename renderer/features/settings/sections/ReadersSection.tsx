import { useController, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../../../bridge/status.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Select } from '../../../ui/fields/Select.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { DraftText } from '../form/DraftText.tsx'
import { useDraftForm, useFieldError } from '../form/draftForm.ts'
import { SectionHead } from '../SectionHead.tsx'
import { readerChoices, sameReader } from './readerChoices.ts'
import { ScannerPortRow } from './ScannerPortRow.tsx'

interface RoleProps {
  readonly of: 'patient' | 'professional'
  readonly connected: readonly string[]
}

const ReaderOfRole = ({ of, connected }: RoleProps) => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { field } = useController({ control, name: `readers.${of}` })
  const error = useFieldError(`readers.${of}`)
  const choices = readerChoices(field.value.trim(), connected)
  const kept = choices.find(({ value }) => value === field.value.trim())
  return (
    <Select
      label={t(`settings.readers.${of}`)}
      placeholder={t('settings.readers.choose')}
      options={choices.map((choice) => ({
        value: choice.value,
        label: choice.value,
        ...(choice.connected ? {} : { aside: t('settings.readers.notConnected') }),
      }))}
      value={kept?.value ?? null}
      onChange={field.onChange}
      hint={kept?.now == null ? undefined : t('settings.readers.now', { name: kept.now })}
      error={error}
      testId={`choose-reader-${of}`}
    />
  )
}

export const ReadersSection = () => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const connected = (useStatus()?.reader.readers ?? []).map(({ name }) => name)
  const { patient, professional } = useWatch({ control, name: 'readers' })
  return (
    <SectionHead section="readers">
      {connected.length === 0 ? <Notice tone="wait">{t('settings.readers.none')}</Notice> : null}
      <ReaderOfRole of="patient" connected={connected} />
      <ReaderOfRole of="professional" connected={connected} />
      {sameReader(patient.trim(), professional.trim(), connected) ? (
        <Notice tone="wait">{t('settings.readers.same')}</Notice>
      ) : null}
      <Disclosure summary={t('settings.readers.byName')} open={connected.length === 0}>
        <div className="grid grid-cols-2 gap-4 pt-1 @max-2xl:grid-cols-1">
          {(['patient', 'professional'] as const).map((role) => (
            <DraftText
              key={role}
              path={`readers.${role}`}
              label={t(`settings.readers.${role}`)}
              hint={t('settings.readers.byNameHint')}
              maxLength={120}
            />
          ))}
        </div>
      </Disclosure>
      <ScannerPortRow />
    </SectionHead>
  )
}
