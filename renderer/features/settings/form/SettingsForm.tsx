import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { FormProvider } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import { useScreenCommands } from '../../../app/commands.ts'
import { type Section, sections } from '../../../app/settingsSections.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { AuditSection } from '../audit/AuditSection.tsx'
import { CodeTablesSection } from '../code-tables/CodeTablesSection.tsx'
import { useImportCommands } from '../code-tables/useImportCommands.ts'
import { ReaderCheckSection } from '../reader-check/ReaderCheckSection.tsx'
import { useCheckActions, useCheckCommands } from '../reader-check/useCheckActions.ts'
import { SectionList } from '../SectionList.tsx'
import { AboutSection } from '../sections/AboutSection.tsx'
import { AppearanceSection } from '../sections/AppearanceSection.tsx'
import { ClinicSection, DeskSection } from '../sections/ClinicSection.tsx'
import { ControlSoftwareSection } from '../sections/ControlSoftwareSection.tsx'
import { PractitionersSection } from '../sections/PractitionersSection.tsx'
import { ReadersSection } from '../sections/ReadersSection.tsx'
import { RoomsSection } from '../sections/RoomsSection.tsx'
import { SelfPaySection } from '../sections/SelfPaySection.tsx'
import { ClinicCloudSection, NhiServerSection } from '../sections/ServerSections.tsx'
import { openSection, useSettingsView } from '../settingsStore.ts'
import { StoreCareSection } from '../store-care/StoreCareSection.tsx'
import { FileProblemNotice } from './FileProblemNotice.tsx'
import { SaveBar } from './SaveBar.tsx'
import { useSettingsForm } from './useSettingsForm.ts'

type Current = ChannelOutput<'settings:current'>

const panels: Readonly<Record<Exclude<Section, 'about' | 'readerCheck'>, ReactNode>> = {
  clinic: <ClinicSection />,
  desk: <DeskSection />,
  readers: <ReadersSection />,
  controlSoftware: <ControlSoftwareSection />,
  nhiServer: <NhiServerSection />,
  clinicCloud: <ClinicCloudSection />,
  practitioners: <PractitionersSection />,
  rooms: <RoomsSection />,
  selfPayItems: <SelfPaySection />,
  codeTables: <CodeTablesSection />,
  appearance: <AppearanceSection />,
  storeCare: <StoreCareSection />,
  audit: <AuditSection />,
}

/** Why the form is empty: no file yet, or one that cannot be used. */
const Beginning = ({ current }: { readonly current: Current }) => {
  const { t } = useTranslation()
  if (current.settings !== null) return null
  return (
    <div className="px-4 pt-3">
      {current.problem === null ? (
        <Notice>{t('settings.missing')}</Notice>
      ) : (
        <FileProblemNotice problem={current.problem} />
      )}
    </div>
  )
}

/** All sections as one form: a change of section loses nothing, and one save keeps everything. */
export const SettingsForm = ({ current }: { readonly current: Current }) => {
  const { t } = useTranslation()
  const section = useSettingsView(({ section }) => section)
  const { form, save, submit, discarded, discard, undoDiscard } = useSettingsForm(current.settings)
  const { isDirty } = form.formState
  const check = useCheckActions()
  const checkCommands = useCheckCommands(check)
  const importCommands = useImportCommands()
  useScreenCommands([
    { key: 'F2', label: t('settings.save'), run: () => void submit(), disabled: save.isPending },
    { key: 'F7', label: t('settings.discard'), run: discard, disabled: !isDirty || save.isPending },
    ...(section === 'readerCheck' ? checkCommands : []),
    ...(section === 'codeTables' ? importCommands : []),
  ])
  return (
    <FormProvider {...form}>
      <form
        noValidate
        aria-label={t('settings.title')}
        onSubmit={(event) => void submit(event)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Beginning current={current} />
        <Tabs.Root
          orientation="vertical"
          value={section}
          onValueChange={(next: Section) => openSection(next)}
          // Where there is little room the list of sections scrolls away with what it opened, and leaves the section its place.
          className="grid min-h-0 flex-1 grid-cols-[11rem_minmax(0,1fr)] @max-3xl:block @max-3xl:overflow-y-auto"
        >
          <SectionList />
          {sections.map((name) => (
            <Tabs.Panel
              key={name}
              value={name}
              data-settings-panel
              className="@container min-h-0 overflow-y-auto p-4 focus-visible:-outline-offset-2 @max-3xl:overflow-visible"
            >
              {name === 'about' ? (
                <AboutSection
                  file={current.file}
                  fileExists={current.settings !== null || current.problem !== null}
                  configured={current.settings !== null}
                />
              ) : name === 'readerCheck' ? (
                <ReaderCheckSection actions={check} />
              ) : (
                panels[name]
              )}
            </Tabs.Panel>
          ))}
        </Tabs.Root>
        <SaveBar
          file={current.file}
          saving={save.isPending}
          error={save.error}
          discarded={discarded}
          onDiscard={discard}
          onUndoDiscard={undoDiscard}
        />
      </form>
    </FormProvider>
  )
}
