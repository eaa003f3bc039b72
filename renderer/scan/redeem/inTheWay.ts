import type { CardSession } from '../../../preload/contract/card/card.ts'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { useNavigation } from '../../app/navigation.ts'
import { usePatientStrip } from '../../app/patientStrip.ts'
import type { ScreenName } from '../../app/screenNames.ts'
import { answered, useDeskQuery } from '../../bridge/query.ts'
import { isLeftBehind } from '../../ui/visit/leftBehind.ts'

interface OnScreen {
  readonly screen: ScreenName
  readonly session: CardSession | null
  /** Whom the screen has put on the strip. */
  readonly strip: PatientSummary | null
  readonly visits: readonly VisitSummary[]
}

/**
 * Name of the person on the screen who would have to make room for a scanned one, so that it is asked first; null when nobody's work
 * is under way. At the front desk that is whoever is not registered yet (a visit left behind doesn't count), elsewhere whoever's visit is open.
 */
export const personInTheWay = ({ screen, session, strip, visits }: OnScreen): string | null => {
  const person = strip ?? session?.holder ?? null
  if (person === null) return null
  // A lapsed card waits for just this scan.
  if (strip === null && session?.virtual?.lapsed === true) return null
  const patientId = strip?.patientId ?? session?.patient?.patientId ?? null
  const hasOpenVisit = visits.some(
    (visit) =>
      visit.patient.patientId === patientId &&
      visit.state !== 'closed' &&
      visit.state !== 'cancelled' &&
      !(screen === 'front-desk' && isLeftBehind(visit)),
  )
  return (screen === 'front-desk') === hasOpenVisit ? null : person.name
}

/** The same for the screen as it is now. */
export const inTheWay = (): string | null =>
  personInTheWay({
    screen: useNavigation.getState().screen,
    session: answered('card:current', {}) ?? null,
    strip: usePatientStrip.getState().patient,
    visits: answered('visit:list', { day: null }) ?? [],
  })

/** The same for as long as a question about it stands: its person may go, or another one come. */
export const useInTheWay = (): string | null => {
  const screen = useNavigation((navigation) => navigation.screen)
  const strip = usePatientStrip(({ patient }) => patient)
  const session = useDeskQuery('card:current', {}).data ?? null
  const visits = useDeskQuery('visit:list', { day: null }).data ?? []
  return personInTheWay({ screen, session, strip, visits })
}
