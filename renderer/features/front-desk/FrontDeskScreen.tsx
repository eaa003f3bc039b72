import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { runCommand } from '../../app/commands.ts'
import { KeptPanes } from '../../app/KeptPanes.tsx'
import { takeTarget } from '../../app/navigation.ts'
import { useOnStrip } from '../../app/patientStrip.ts'
import { markReady } from '../../app/ready.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import type { SelectHandle } from '../../ui/fields/Select.tsx'
import { choosePatient, select } from './frontDeskStore.ts'
import { HomeRoutePane } from './home-route/HomeRoutePane.tsx'
import { openHomeRoute, useHomeRoute } from './home-route/homeRouteStore.ts'
import { ResolvedActs, UnresolvedActs } from './interrupted/UnresolvedActs.tsx'
import { MakeUpPane } from './make-up/MakeUpPane.tsx'
import { useMakeUpStore } from './make-up/makeUpStore.ts'
import { PatientSearch } from './PatientSearch.tsx'
import { OwnPinLayer } from './pin/OwnPinLayer.tsx'
import { RegistrationPanel } from './registration/RegistrationPanel.tsx'
import { useRegistration } from './registration/useRegistration.ts'
import { RemoteWaits } from './remote/RemoteWaits.tsx'
import { TodayList } from './TodayList.tsx'
import { useFrontDeskKeys } from './useFrontDeskKeys.ts'

const usualDivider = { 'front-desk': 420 }

/** 掛號: everybody of today at the left, one person at a time at the right. */
export const FrontDeskScreen = () => {
  const { t } = useTranslation()
  const registration = useRegistration()
  const search = useRef<HTMLInputElement>(null)
  const exception = useRef<SelectHandle>(null)
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
  useFrontDeskKeys(registration, {
    focusSearch: () => search.current?.focus(),
    focusException: () => exception.current?.focus(),
    openExceptions: () => exception.current?.open(),
  })

  return (
    <>
      <OwnPinLayer />
      <KeptPanes
        usual={usualDivider}
        dividerLabel={t('consultation.divider')}
        panes={[
          { name: 'today', content: <TodayList /> },
          {
            name: 'register',
            firstWhenStacked: true,
            content: (
              <div className="flex min-h-0 flex-1">
                {makeUpsOpen ? (
                  <MakeUpPane />
                ) : routeOpen ? (
                  <HomeRoutePane searchRef={search} />
                ) : (
                  <div className="@container flex min-h-0 min-w-0 flex-1 flex-col gap-3">
                    <div className="flex flex-col gap-2 px-4 pt-3">
                      <div className="flex flex-wrap items-center gap-2">
                        <div className="min-w-60 flex-1">
                          <PatientSearch inputRef={search} />
                        </div>
                        <Button tone="quiet" shortcut="Ctrl+M" onClick={() => runCommand('Ctrl+M')}>
                          {t('patientForm.new')}
                        </Button>
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
              </div>
            ),
          },
        ]}
      />
    </>
  )
}
