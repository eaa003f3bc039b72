import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useScreenCommands } from '../../app/commands.ts'
import { takeTarget } from '../../app/navigation.ts'
import { useOnStrip } from '../../app/patientStrip.ts'
import { markReady } from '../../app/ready.ts'
import { savePreferences, usePreferences } from '../../bridge/preferences.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { SplitPanes } from '../../ui/SplitPanes.tsx'
import { askToCancel, useCancelRequest } from './cancelRequest.ts'
import { choosePatient, dismissRegistered, select, setSearchText, useFrontDesk } from './frontDeskStore.ts'
import { HomeRoutePane } from './HomeRoutePane.tsx'
import { closeHomeRoute, openHomeRoute, useHomeRoute } from './homeRouteStore.ts'
import { giveUpInterrupted, useInterrupted } from './interruptedStore.ts'
import { MakeUpPane } from './MakeUpPane.tsx'
import { closeMakeUps, openMakeUps, useMakeUpStore } from './makeUpStore.ts'
import { OwnPinLayer } from './OwnPinLayer.tsx'
import { openOwnPin, useOwnPin } from './ownPinStore.ts'
import { PatientSearch } from './PatientSearch.tsx'
import { RegistrationPanel } from './RegistrationPanel.tsx'
import { RemoteWaits } from './RemoteWaits.tsx'
import { ScanSide } from './ScanSide.tsx'
import { isScanning, setScanning } from './scanning.ts'
import { TodayList } from './TodayList.tsx'
import { ResolvedActs, UnresolvedActs } from './UnresolvedActs.tsx'
import { type Registration, useRegistration } from './useRegistration.ts'

const divider = 'front-desk'

/** One level back: the question, the stopped registration, the shown result, the chosen patient, the chosen row, the search text; nothing typed is lost before. */
const stepBack = (): void => {
  const { registered, chosen, selected, searchText } = useFrontDesk.getState()
  if (isScanning()) setScanning(false)
  else if (useCancelRequest.getState().asked !== null) askToCancel(null)
  else if (useHomeRoute.getState().open) closeHomeRoute()
  else if (useMakeUpStore.getState().open) closeMakeUps()
  else if (useInterrupted.getState().stopped !== null) giveUpInterrupted()
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
  const { session, subject, readiness, readAgain, update, submit, options, shown, openVisit, change, choices } =
    registration
  const selected = useFrontDesk(({ selected }) => selected)
  const visits = useDeskQuery('visit:list', { day: null }).data
  const cancellable = visits?.find(({ encounterId }) => encounterId === selected)?.state === 'waiting'
  const { fittingException, register } = registration
  const asException = (): void => {
    if (fittingException !== null && choices?.exceptionCode === null) {
      register.reset()
      change({ exceptionCode: fittingException })
    }
    focusException()
  }
  const makeUpsOpen = useMakeUpStore(({ open }) => open)
  const routeOpen = useHomeRoute(({ open }) => open)
  const listOpen = makeUpsOpen || routeOpen
  const [debt] = registration.debts
  // Without a card there is none to refresh: the key is that of the owed card.
  const forOwed = subject.kind === 'patient'
  const commands: readonly Command[] = [
    {
      key: 'F2',
      label: t('registration.key.register'),
      run: submit,
      disabled: listOpen || shown !== null || openVisit !== null || (readiness !== 'ready' && readiness !== 'wait'),
    },
    { key: 'F3', label: t('registration.key.search'), run: focusSearch, disabled: makeUpsOpen },
    {
      key: 'F4',
      label: t('registration.key.readAgain'),
      run: () => readAgain.mutate({}),
      disabled: session === null || readAgain.isPending,
    },
    {
      key: 'F5',
      label: t(forOwed ? 'makeUp.key.owed' : 'registration.key.update'),
      run: () => {
        if (forOwed) change({ owedCard: true, exceptionCode: null })
        else if (session !== null) update.mutate({ cardSessionId: session.sessionId })
      },
      disabled: forOwed
        ? listOpen || shown !== null || openVisit !== null || registration.owedTerms === null
        : session?.phase !== 'authenticated' || session.patient === null || update.isPending,
    },
    {
      key: 'F6',
      label: t('registration.key.exception'),
      run: asException,
      disabled:
        listOpen || subject.kind === 'nobody' || shown !== null || openVisit !== null || options.data === undefined,
    },
    {
      key: 'F7',
      label: t('registration.key.cancel'),
      run: () => askToCancel(selected),
      disabled: !cancellable,
    },
    {
      key: 'F8',
      label: t(
        debt === undefined ? 'makeUp.key.list' : debt.kind === 'owed-card' ? 'makeUp.key.return' : 'makeUp.key.makeUp',
      ),
      run: () => {
        closeHomeRoute()
        openMakeUps(debt?.encounterId ?? null)
      },
    },
    { key: 'F9', label: t('scan.key'), run: () => setScanning(!isScanning()) },
    {
      key: 'Ctrl+G',
      label: t('route.key'),
      run: () => {
        closeMakeUps()
        openHomeRoute()
      },
      disabled: routeOpen,
    },
    { key: 'Ctrl+P', label: t('card.ownPin.key'), run: openOwnPin },
    { key: 'Escape', label: t('app.cancel'), run: stepBack },
  ]
  // While the layer for the card's PIN stands open, the desk behind it takes no key.
  const pinOpen = useOwnPin(({ open }) => open)
  useScreenCommands(pinOpen ? commands.map((command) => ({ ...command, disabled: true })) : commands)
}

/** 掛號: everybody of today at the left, one person at a time at the right. */
export const FrontDeskScreen = () => {
  const { t } = useTranslation()
  const registration = useRegistration()
  const search = useRef<HTMLInputElement>(null)
  const exception = useRef<HTMLDivElement>(null)
  const { dividers } = usePreferences()
  const { subject } = registration
  const makeUpsOpen = useMakeUpStore(({ open }) => open)
  const routeOpen = useHomeRoute(({ open }) => open)
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
    <>
      <OwnPinLayer />
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
                {makeUpsOpen ? (
                  <MakeUpPane />
                ) : routeOpen ? (
                  <HomeRoutePane searchRef={search} />
                ) : (
                  <div className="@container flex min-h-0 min-w-0 flex-1 flex-col gap-3">
                    <div className="flex flex-col gap-2 px-4 pt-3">
                      <div className="flex items-center gap-2">
                        <div className="min-w-0 flex-1">
                          <PatientSearch inputRef={search} />
                        </div>
                        <Button tone="quiet" shortcut="Ctrl+G" onClick={openHomeRoute} data-testid="open-route">
                          {t('route.key')}
                        </Button>
                      </div>
                      <RemoteWaits />
                      <UnresolvedActs />
                      <ResolvedActs />
                    </div>
                    <RegistrationPanel registration={registration} exceptionRef={exception} />
                  </div>
                )}
                <ScanSide />
              </div>
            ),
          },
        ]}
      />
    </>
  )
}
