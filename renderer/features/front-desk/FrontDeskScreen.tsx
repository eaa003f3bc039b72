import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useScreenCommands } from '../../app/commands.ts'
import { takeTarget } from '../../app/navigation.ts'
import { useOnStrip } from '../../app/patientStrip.ts'
import { markReady } from '../../app/ready.ts'
import { savePreferences, usePreferences } from '../../bridge/preferences.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { SplitPanes } from '../../ui/SplitPanes.tsx'
import { askToCancel, useCancelRequest } from './cancelRequest.ts'
import { choosePatient, dismissRegistered, select, setSearchText, useFrontDesk } from './frontDeskStore.ts'
import { PatientSearch } from './PatientSearch.tsx'
import { RegistrationPanel } from './RegistrationPanel.tsx'
import { ScanSide } from './ScanSide.tsx'
import { isScanning, setScanning } from './scanning.ts'
import { TodayList } from './TodayList.tsx'
import { type Registration, useRegistration } from './useRegistration.ts'

const divider = 'front-desk'

/** One level back: the question, the shown result, the chosen patient, the chosen row, the search text; nothing typed is lost before. */
const stepBack = (): void => {
  const { registered, chosen, selected, searchText } = useFrontDesk.getState()
  if (isScanning()) setScanning(false)
  else if (useCancelRequest.getState().asked !== null) askToCancel(null)
  else if (registered !== null) dismissRegistered()
  else if (chosen !== null) choosePatient(null)
  else if (selected !== null) select(null)
  else if (searchText !== '') setSearchText('')
}

interface Spots {
  readonly focusSearch: () => void
  readonly focusException: () => void
}

const useKeys = (registration: Registration, { focusSearch, focusException }: Spots): void => {
  const { t } = useTranslation()
  const { session, subject, readiness, readAgain, submit, options, shown, openVisit, change, choices } = registration
  const selected = useFrontDesk(({ selected }) => selected)
  const visits = useDeskQuery('visit:list', { day: null }).data
  const cancellable = visits?.find(({ encounterId }) => encounterId === selected)?.state === 'waiting'
  const proposed = session?.proposedException ?? options.data?.proposed.exceptionCode ?? null
  const asException = (): void => {
    if (proposed !== null && choices?.exceptionCode === null) change({ exceptionCode: proposed })
    focusException()
  }
  const commands: readonly Command[] = [
    {
      key: 'F2',
      label: t('registration.key.register'),
      run: submit,
      disabled: shown !== null || openVisit !== null || (readiness !== 'ready' && readiness !== 'wait'),
    },
    { key: 'F3', label: t('registration.key.search'), run: focusSearch },
    {
      key: 'F4',
      label: t('registration.key.readAgain'),
      run: () => readAgain.mutate({}),
      disabled: session === null || readAgain.isPending,
    },
    {
      key: 'F6',
      label: t('registration.key.exception'),
      run: asException,
      disabled: subject.kind === 'nobody' || shown !== null || openVisit !== null || options.data === undefined,
    },
    {
      key: 'F7',
      label: t('registration.key.cancel'),
      run: () => askToCancel(selected),
      disabled: !cancellable,
    },
    { key: 'F9', label: t('scan.key'), run: () => setScanning(!isScanning()) },
    { key: 'Escape', label: t('app.cancel'), run: stepBack },
  ]
  useScreenCommands(commands)
}

/** 掛號: everybody of today at the left, one person at a time at the right. */
export const FrontDeskScreen = () => {
  const { t } = useTranslation()
  const registration = useRegistration()
  const search = useRef<HTMLInputElement>(null)
  const exception = useRef<HTMLDivElement>(null)
  const { dividers } = usePreferences()
  const { subject } = registration
  const loaded = !useDeskQuery('visit:list', { day: null }).isPending

  useEffect(() => {
    const target = takeTarget()
    if (target?.kind === 'patient') choosePatient(target.patient)
    if (target?.kind === 'visit') select(target.encounterId)
  }, [])
  useEffect(() => {
    if (loaded) markReady()
  }, [loaded])
  useOnStrip(subject.kind === 'patient' ? subject.patient : null)
  useKeys(registration, {
    focusSearch: () => search.current?.focus(),
    focusException: () => exception.current?.querySelector('button')?.focus(),
  })

  return (
    <SplitPanes
      dividers={[dividers[divider] ?? 420]}
      dividerLabel={() => t('consultation.divider')}
      onMoved={([place]) => {
        if (place !== undefined) void savePreferences({ dividers: { ...dividers, [divider]: place } })
      }}
      panes={[
        { name: 'today', content: <TodayList /> },
        {
          name: 'register',
          firstWhenStacked: true,
          content: (
            <div className="flex min-h-0 flex-1 @max-4xl:flex-col">
              <div className="@container flex min-h-0 min-w-0 flex-1 flex-col gap-3">
                <div className="px-4 pt-3">
                  <PatientSearch inputRef={search} />
                </div>
                <RegistrationPanel registration={registration} exceptionRef={exception} />
              </div>
              <ScanSide />
            </div>
          ),
        },
      ]}
    />
  )
}
