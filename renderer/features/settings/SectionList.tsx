import { Tabs } from '@base-ui/react/tabs'
import { useFormState } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { isFormSection, type Section, sections } from '../../app/settingsSections.ts'
import { useDraftForm } from './form/draftForm.ts'
import { errorCount, hasChanges } from './form/errorCount.ts'

/** Marks of one section: how many fields are wrong, and whether something is not saved yet. */
const SectionMarks = ({ section }: { readonly section: Section }) => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { errors, dirtyFields } = useFormState({ control })
  if (!isFormSection(section)) return null
  const count = errorCount(errors[section])
  const changed =
    hasChanges(dirtyFields[section]) || (section === 'clinicCloud' && hasChanges(dirtyFields.usesClinicCloud))
  return (
    <>
      {changed ? (
        <span
          role="img"
          aria-label={t('settings.unsavedHere')}
          title={t('settings.unsavedHere')}
          className="size-2 rounded-full bg-accent"
        />
      ) : null}
      {count === 0 ? null : (
        <span
          role="img"
          aria-label={t('settings.invalidHere', { count })}
          title={t('settings.invalidHere', { count })}
          className="min-w-5 rounded-full bg-act-soft px-1 text-center text-xs leading-5 text-act"
        >
          {count}
        </span>
      )}
    </>
  )
}

/** The sections as a list: one tab stop, arrows move. */
export const SectionList = () => {
  const { t } = useTranslation()
  return (
    <Tabs.List
      activateOnFocus
      aria-label={t('settings.sections')}
      className="flex flex-col gap-px overflow-y-auto border-r border-line bg-surface p-2 @max-3xl:flex-row @max-3xl:overflow-x-auto @max-3xl:border-r-0 @max-3xl:border-b @max-3xl:py-1"
    >
      {sections.map((section) => (
        <Tabs.Tab
          key={section}
          value={section}
          data-testid={`settings-section-${section}`}
          className="flex min-h-9 items-center gap-2 rounded-md px-3 text-left focus-visible:-outline-offset-2 @max-3xl:shrink-0 hover:bg-sunken aria-selected:bg-accent-soft aria-selected:text-accent"
        >
          <span className="flex-1">{t(`settings.section.${section}`)}</span>
          <SectionMarks section={section} />
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}
