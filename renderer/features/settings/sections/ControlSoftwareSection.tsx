import { get, useController, useFormState } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import {
  ControlSoftwareSchema,
  type NhiAdapter,
  NhiAdapterSchema,
} from '../../../../preload/contract/desk/controlSoftware.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Select } from '../../../ui/fields/Select.tsx'
import { useDraftForm } from '../form/draftForm.ts'
import { errorCount } from '../form/errorCount.ts'
import { SectionHead } from '../SectionHead.tsx'
import { WayFields } from './WayFields.tsx'
import { WaySearch } from './WaySearch.tsx'

/** Where the fields of a way stand in the settings; those of 6.0 stand at the top. */
const placeOf = {
  control6: ['baseUrl', 'initialName', 'sha256Fingerprint'],
  cshis: ['cshis'],
  'vhc-sdk': ['vhcSdk'],
} as const satisfies Record<NhiAdapter, readonly string[]>

export const ControlSoftwareSection = () => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { field } = useController({ control, name: 'controlSoftware.adapter' })
  const { errors } = useFormState({ control })
  const isWrong = (way: NhiAdapter): boolean =>
    placeOf[way].some((place) => errorCount(get(errors, `controlSoftware.${place}`)) > 0)
  // The first one looked for is the one whose fields matter while it isn't known which will be found.
  const main = field.value === 'auto' ? 'control6' : field.value
  // What is wrong must be seen to be mended, whichever way it belongs to.
  const others = NhiAdapterSchema.options.filter((way) => way !== main && (field.value === 'auto' || isWrong(way)))
  return (
    <SectionHead section="controlSoftware">
      <Select
        label={t('settings.controlSoftware.way')}
        options={ControlSoftwareSchema.shape.adapter.options.map((way) => ({
          value: way,
          label: t(`settings.controlSoftware.ways.${way}`),
        }))}
        value={field.value}
        onChange={field.onChange}
        hint={`${t(`settings.controlSoftware.wayNotes.${field.value}`)} ${t('settings.controlSoftware.wayHint')}`}
        testId="settings-controlSoftware.adapter"
      />
      <WaySearch />
      <WayFields way={main} />
      {others.map((way) => (
        <Disclosure key={way} summary={t(`settings.controlSoftware.ways.${way}`)} open={isWrong(way)}>
          <WayFields way={way} />
        </Disclosure>
      ))}
    </SectionHead>
  )
}
