import { useTranslation } from 'react-i18next'
import { ReportKindSchema } from '../../../preload/contract/paper/reportLayouts.ts'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { openCardContent } from '../../app/cardContent.ts'
import { useCommands } from '../../app/commands.ts'
import { languages, textSizes } from '../../app/looks.ts'
import { goTo, openReaderCheck, openStatusItem, printLog, setPrinting } from '../../app/navigation.ts'
import { usePatientNotes } from '../../app/patientNotes.ts'
import { screenNames } from '../../app/screenNames.ts'
import { sections } from '../../app/settingsSections.ts'
import { savePreferences } from '../../bridge/preferences.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { ageWords } from '../../ui/format/age.ts'
import { dayWords } from '../../ui/format/date.ts'
import { matchItems, type PaletteItem } from './paletteItems.ts'
import { useCatalogItems } from './useCatalogItems.ts'

const mostPatients = 8
const themes = ['system', 'light', 'dark'] as const
const statusItems = ['reader', 'sam', 'hpc', 'vpn', 'outbox', 'desk'] as const
/** The reader check has an entry that leads back to where one was. */
const settingsPlaces = sections.filter((section) => section !== 'readerCheck')

/** What can be done without asking main: the present screen's commands, the screens, the status bar, the look. */
const useLocalItems = (): readonly PaletteItem[] => {
  const { t } = useTranslation()
  const commands = useCommands(({ commands }) => commands)
  const see = usePatientNotes(({ see }) => see)
  return [
    ...commands
      .filter(({ key, disabled }) => key !== 'Escape' && disabled !== true)
      .map(
        ({ key, label, run }): PaletteItem => ({ id: `command:${key}`, group: 'commands', label, shortcut: key, run }),
      ),
    ...screenNames.map(
      (screen, index): PaletteItem => ({
        id: `screen:${screen}`,
        group: 'screens',
        label: t(`app.screen.${screen}`),
        shortcut: `Ctrl+${index + 1}`,
        run: () => goTo(screen),
      }),
    ),
    {
      id: 'card-content',
      group: 'commands',
      label: t('cardContent.key'),
      shortcut: 'Ctrl+I',
      run: openCardContent,
    },
    ...(see === null
      ? []
      : [
          {
            id: 'see-notes',
            group: 'commands',
            label: t('patientChart.notes.seen'),
            shortcut: 'Ctrl+Y',
            run: see,
          } as const,
        ]),
    { id: 'print-log', group: 'screens', label: t('print.log'), run: () => setPrinting(printLog) },
    { id: 'reader-check', group: 'screens', label: t('check.title'), run: openReaderCheck },
    ...settingsPlaces.map(
      (section): PaletteItem => ({
        id: `settings:${section}`,
        group: 'places',
        label: t(`settings.section.${section}`),
        detail: t('app.screen.settings'),
        run: () => goTo('settings', { kind: 'settings', section }),
      }),
    ),
    ...ReportKindSchema.options.map(
      (report): PaletteItem => ({
        id: `report:${report}`,
        group: 'places',
        label: t(`report.kind.${report}`),
        detail: t('app.screen.reports'),
        run: () => goTo('reports', { kind: 'report', report }),
      }),
    ),
    { id: 'status:store', group: 'status', label: t('care.status.label'), run: () => openStatusItem('store') },
    ...statusItems.map(
      (name): PaletteItem => ({
        id: `status:${name}`,
        group: 'status',
        label: t(`status.${name}.label`),
        run: () => openStatusItem(name),
      }),
    ),
    ...themes.map(
      (theme): PaletteItem => ({
        id: `theme:${theme}`,
        group: 'look',
        label: t(`palette.theme.${theme}`),
        run: () => void savePreferences({ theme }),
      }),
    ),
    ...languages.map(
      (language): PaletteItem => ({
        id: `language:${language}`,
        group: 'look',
        label: t(`settings.appearance.${language}`),
        detail: t('settings.appearance.language'),
        run: () => void savePreferences({ language }),
      }),
    ),
    ...textSizes.map(
      (percent): PaletteItem => ({
        id: `text:${percent}`,
        group: 'look',
        label: `${t('settings.appearance.textSize')} ${t('settings.appearance.percent', { percent })}`,
        run: () => void savePreferences({ textSize: percent }),
      }),
    ),
  ]
}

/** The entries for a text, and whether the patients and the catalogue's among them are the answer to it as it stands. */
export const usePaletteItems = (text: string) => {
  const { t } = useTranslation()
  const local = useLocalItems()
  const wanted = text.trim()
  const {
    data = [],
    isFetching,
    error,
  } = useDeskQuery(
    'patient:search',
    { text: wanted, limit: mostPatients },
    { enabled: wanted !== '', keepPrevious: true },
  )
  // Somebody's card in the reader comes first at the front desk, so another patient is only looked at meanwhile.
  const inReader = useDeskQuery('card:current', {}).data ?? null
  const placeFor = ({ patientId }: PatientSummary) =>
    inReader?.holder == null || inReader.patient?.patientId === patientId ? 'front-desk' : 'patients'
  const patients = (wanted === '' ? [] : data).map(
    (patient): PaletteItem => ({
      id: `patient:${patient.patientId}`,
      group: 'patients',
      label: patient.name,
      detail: [
        `${t(`patient.sex.${patient.sex}`)} ${ageWords(patient.birthDate, t)}`,
        dayWords(patient.birthDate, t),
        patient.nationalIdMasked,
        patient.chartNumber,
      ].join('　'),
      run: () => goTo(placeFor(patient), { kind: 'patient', patient }),
    }),
  )
  const catalog = useCatalogItems(wanted)
  const found = matchItems(local, text)
  const before = found.filter(({ group }) => group === 'commands' || group === 'screens')
  const after = found.filter(({ group }) => group === 'places' || group === 'status' || group === 'look')
  return {
    items: [...before, ...patients, ...after, ...catalog.items],
    fresh: { patients: wanted === '' || !isFetching, catalog: catalog.fresh },
    error: wanted === '' ? null : (error ?? catalog.error),
  }
}
