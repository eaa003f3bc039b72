import { useTranslation } from 'react-i18next'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { type Command, useScreenCommands } from '../../app/commands.ts'
import { openNewPatient, setPrinting } from '../../app/navigation.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { toggleScan } from '../../scan/redeem/redeem.ts'
import { useScanDesk } from '../../scan/redeem/scanDesk.ts'
import { copaymentKey, focusCopayment } from '../../ui/visit/focusCopayment.ts'
import { ask, choosePatient, select, setSearchText, useFrontDesk } from './frontDeskStore.ts'
import { closeHomeRoute, openHomeRoute, useHomeRoute } from './home-route/homeRouteStore.ts'
import { giveUpInterrupted, useInterrupted } from './interrupted/interruptedStore.ts'
import { closeMakeUps, openMakeUps, useMakeUpStore } from './make-up/makeUpStore.ts'
import { nextPatient } from './nextPatient.ts'
import { openOwnPin, useOwnPin } from './pin/ownPinStore.ts'
import type { Registration } from './registration/useRegistration.ts'
import { askDelegate, stepBackFromDelegate, useDelegateRequest } from './virtual-card/delegateRequest.ts'

/** One level back: the question, the form for who presents a card, the stopped registration, the shown result, the chosen patient, the chosen row, the search text; nothing typed is lost before. */
const stepBack = (cardSessionId: CardSessionId | null): void => {
  const { question, registered, chosen, selected, searchText } = useFrontDesk.getState()
  if (question !== null) ask(null)
  else if (cardSessionId !== null && useDelegateRequest.getState().asked === cardSessionId) stepBackFromDelegate()
  else if (useHomeRoute.getState().open) closeHomeRoute()
  else if (useMakeUpStore.getState().open) closeMakeUps()
  else if (useInterrupted.getState().stopped !== null) giveUpInterrupted()
  else if (registered !== null) nextPatient()
  else if (chosen !== null) choosePatient(null)
  else if (selected !== null) select(null)
  else if (searchText !== '') setSearchText('')
  // A virtual card leaves the screen only when somebody says so.
  else document.querySelector<HTMLElement>('[data-testid=put-away]')?.focus()
}

interface Spots {
  readonly focusSearch: () => void
  readonly focusException: () => void
  /** The list of exception codes, where none fits by itself. */
  readonly openExceptions: () => void
}

/** The keys of the front desk. */
export const useFrontDeskKeys = (
  registration: Registration,
  { focusSearch, focusException, openExceptions }: Spots,
): void => {
  const { t } = useTranslation()
  const { session, subject, readiness, readAgain, update, submit, options, shown, openVisit, change, choices } =
    registration
  const selected = useFrontDesk(({ selected }) => selected)
  const visits = useDeskQuery('visit:list', { day: null }).data
  const isWaiting = visits?.find(({ encounterId }) => encounterId === selected)?.state === 'waiting'
  // What was just registered is printed first: its number goes into the patient's hand.
  const printable = useFrontDesk(({ registered }) => registered?.visit.encounterId ?? null) ?? selected
  const { fittingException, register } = registration
  const asException = (): void => {
    if (fittingException !== null && choices?.exceptionCode === null) {
      register.reset()
      change({ exceptionCode: fittingException })
    }
    focusException()
    if (fittingException === null && choices?.exceptionCode === null && !choices.owedCard) openExceptions()
  }
  const hasExceptions = (options.data?.exceptionCodes.length ?? 0) > 0
  const isScanOpen = useScanDesk(({ open }) => open)
  const makeUpsOpen = useMakeUpStore(({ open }) => open)
  const routeOpen = useHomeRoute(({ open }) => open)
  const listOpen = makeUpsOpen || routeOpen
  const [debt] = registration.debts
  // Without a plastic card there is none to refresh: the key is that of the owed card, or of who presents the virtual one.
  const forOwed = subject.kind === 'patient'
  const isVirtual = session?.medium === 'virtual'
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
      label: t(forOwed ? 'makeUp.key.owed' : isVirtual ? 'virtualCard.delegate.key' : 'registration.key.update'),
      run: () => {
        if (forOwed) change({ owedCard: true, exceptionCode: null })
        else if (isVirtual) askDelegate(session.sessionId)
        else if (session !== null) update.mutate({ cardSessionId: session.sessionId })
      },
      disabled: forOwed
        ? listOpen || shown !== null || openVisit !== null || registration.owedTerms === null
        : !isVirtual && (session?.phase !== 'authenticated' || session.patient === null || update.isPending),
    },
    {
      key: 'F6',
      label: t('registration.key.exception'),
      run: asException,
      // Behind a card that is not what it says no code is offered.
      disabled: listOpen || subject.kind === 'nobody' || shown !== null || openVisit !== null || !hasExceptions,
    },
    {
      key: 'F7',
      label: t('registration.key.cancel'),
      run: () => ask('cancel'),
      disabled: !isWaiting,
    },
    { key: copaymentKey, label: t('visit.changeCopayment'), run: focusCopayment, disabled: !isWaiting },
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
    { key: 'F9', label: t('scan.key'), run: () => toggleScan(null), pressed: isScanOpen },
    {
      key: 'Ctrl+G',
      label: t('route.key'),
      run: () => {
        closeMakeUps()
        openHomeRoute()
      },
      disabled: routeOpen,
    },
    { key: 'F10', label: t('print.open'), run: () => setPrinting(printable), disabled: printable === null },
    {
      key: 'F11',
      label: t('registration.registerAnother'),
      run: () => change({ besidesEarlier: true }),
      disabled: listOpen || openVisit === null || openVisit.earlier === null,
    },
    {
      key: 'Ctrl+M',
      label: t('patientForm.new'),
      run: () => openNewPatient(useFrontDesk.getState().searchText),
      disabled: listOpen,
    },
    {
      key: 'Ctrl+D',
      label: t('queue.handOver.key'),
      run: () => ask('hand-over'),
      disabled: !isWaiting,
    },
    { key: 'Ctrl+P', label: t('card.ownPin.key'), run: openOwnPin, disabled: isVirtual },
    { key: 'Escape', label: t('app.cancel'), run: () => stepBack(session?.sessionId ?? null) },
  ]
  // While the layer for the card's PIN stands open, the desk behind it takes no key.
  const pinOpen = useOwnPin(({ open }) => open)
  useScreenCommands(pinOpen ? commands.map((command) => ({ ...command, disabled: true })) : commands)
}
