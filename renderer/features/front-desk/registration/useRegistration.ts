import { useCallback, useEffect } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ChannelInput } from '../../../../preload/contract/index.ts'
import type { MakeUpItem } from '../../../../preload/contract/visit/makeUp.ts'
import type { RemoteVisit } from '../../../../preload/contract/visit/remoteVisit.ts'
import type { VisitSummary } from '../../../../preload/contract/visit/visit.ts'
import { savePreferences } from '../../../bridge/preferences.ts'
import { clearProgress, useProgress } from '../../../bridge/progress.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { requestOf } from '../../../scan/remote/remoteVisitView.ts'
import { arm, choosePatient, showRegistered, touch, useFrontDesk } from '../frontDeskStore.ts'
import { beginRegistration, registrationFailed, resumed, useInterrupted } from '../interrupted/interruptedStore.ts'
import { openOf } from '../make-up/makeUpView.ts'
import { useSetAside } from '../useSetAside.ts'
import { keepDelegate, typedFor, useDelegateRequest } from '../virtual-card/delegateRequest.ts'
import {
  asksForAuthorisation,
  type Choices,
  choicesOf,
  lacksReason,
  openVisitOf,
  owedInput,
  patientOf,
  readinessOf,
  registerInput,
  remoteInput,
  subjectKey,
  subjectOf,
  usualAttendance,
} from './registrationDraft.ts'

const noRemoteVisits: readonly RemoteVisit[] = []
const noVisits: readonly VisitSummary[] = []
const noMakeUps: readonly MakeUpItem[] = []

const keepRegistered = (visit: VisitSummary, input: ChannelInput<'registration:register'>): void => {
  showRegistered(input.cardSessionId === null ? `patient:${input.patientId}` : `card:${input.cardSessionId}`, visit)
  void savePreferences({ lastPractitionerId: input.practitionerId, lastRoomId: input.roomId })
}

/** Everything the right half of the front desk stands on: who, with which choices, and whether Enter may go through. */
export const useRegistration = () => {
  const session = useDeskQuery('card:current', {}).data ?? null
  const { chosen, touched, armedFor, registered, atHomeOf } = useFrontDesk(
    useShallow(({ chosen, touched, armedFor, registered, atHomeOf }) => ({
      chosen,
      touched,
      armedFor,
      registered,
      atHomeOf,
    })),
  )
  const subject = subjectOf(session, chosen)
  const key = subjectKey(subject)
  const mine = touched.subject === key ? touched.choices : {}
  const patient = patientOf(subject)
  const remoteVisits = useDeskQuery('remote-visit:list', {}).data?.items ?? noRemoteVisits
  const remoteVisit = requestOf(remoteVisits, subject.kind === 'card' ? subject.session.sessionId : null)
  const usual = usualAttendance(patient, remoteVisit, atHomeOf)
  useSetAside(subject, key)
  const who = {
    cardSessionId: subject.kind === 'card' ? subject.session.sessionId : null,
    patientId: subject.kind === 'patient' ? subject.patient.patientId : null,
  }
  const register = useDeskMutation('registration:register', keepRegistered, registrationFailed)
  const held = { ...who, attendance: mine.attendance ?? usual }
  const options = useDeskQuery('registration:options', held, {
    enabled: subject.kind !== 'nobody',
    // What the NHI says of the person can change the proposal, so it is asked again after the authentication.
    version: session?.phase ?? 'none',
    keepPrevious: subject.kind === 'card' || mine.attendance !== undefined,
  })
  const visits = useDeskQuery('visit:list', { day: null }).data ?? noVisits
  const stopped = useInterrupted(({ stopped }) => stopped)
  const owed = useDeskMutation('make-up:register-owed', (visit, input) => {
    showRegistered(`patient:${input.patientId}`, visit)
    void savePreferences({ lastPractitionerId: input.practitionerId, lastRoomId: input.roomId })
  })
  const owedTerms = useDeskQuery('make-up:owed-terms', {}, { enabled: subject.kind === 'patient' })
  const makeUps = useDeskQuery('make-up:list', {}).data?.items
  const ask = useDeskMutation('remote-visit:request', () => choosePatient(null))
  const failure = register.error ?? owed.error ?? ask.error
  const afterFailure = useDeskQuery(
    'registration:propose-exception',
    { ...held, error: failure },
    { enabled: failure !== null && subject.kind !== 'nobody', version: `${register.submittedAt}` },
  )
  const delegate = useDelegateRequest((request) => typedFor(request, who.cardSessionId))
  const readAgain = useDeskMutation('card:read-again')
  const update = useDeskMutation('card:update')
  const progress = useProgress(null)

  const choices = options.data === undefined ? null : choicesOf(options.data, mine, subject.kind === 'patient', usual)
  const isReasonMissing = options.data !== undefined && choices !== null && lacksReason(options.data, choices)
  const isConsentKept = remoteVisit !== null && !options.isPlaceholderData
  const readiness = isReasonMissing ? 'incomplete' : readinessOf(subject, choices, isConsentKept)
  const armed = armedFor === key && readiness !== 'exception-needed'
  const input = choices === null ? null : registerInput(subject, choices)
  const forRemote = choices === null ? null : remoteInput(subject, choices)
  const forOwed = choices === null ? null : owedInput(subject, choices)
  const isPending = register.isPending || owed.isPending || ask.isPending
  const { mutate, reset: resetRegister } = register
  const { mutate: mutateOwed, reset: resetOwed } = owed
  const { mutate: mutateAsk, reset: resetAsk } = ask
  const reset = useCallback(() => {
    resetRegister()
    resetOwed()
    resetAsk()
  }, [resetRegister, resetOwed, resetAsk])

  const send = useCallback(() => {
    if (input === null || isPending) return
    clearProgress(null)
    arm(null)
    if (forRemote !== null) return mutateAsk(forRemote)
    if (forOwed !== null) return mutateOwed(forOwed)
    beginRegistration(subject.kind === 'card' ? subject.session.holder : null, input)
    mutate(input)
  }, [input, forRemote, forOwed, isPending, mutate, mutateAsk, mutateOwed, subject])

  /** What Enter does: registers now, or as soon as the authentication is done; who presents the card is noted before. */
  const submit = (): void => {
    if (readiness !== 'ready' && readiness !== 'wait') return
    if (delegate !== null) void keepDelegate().then((isKept) => isKept && arm(key))
    else if (readiness === 'ready') send()
    else arm(key)
  }
  useEffect(() => {
    // Whose name is still being typed is waited for: the form goes away with the registration.
    if (armed && readiness === 'ready' && delegate === null) send()
  }, [armed, readiness, delegate, send])

  // The card of a registration that stopped is back: it goes on by itself, as it was.
  useEffect(() => {
    const again = isPending ? null : resumed(stopped, session, Date.now())
    if (again === null || stopped === null) return
    beginRegistration(stopped.holder, again)
    clearProgress(null)
    mutate(again)
  }, [stopped, session, isPending, mutate])

  // Another person: the last failure is not theirs.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the reason to run
  useEffect(() => {
    reset()
    clearProgress(null)
  }, [key, reset])

  const shown =
    registered !== null && (subject.kind === 'nobody' || registered.subject === key) ? registered.visit : null
  const standing = openVisitOf(subject, visits, choices?.besidesEarlier ?? false)
  const openVisit = standing?.encounterId === shown?.encounterId ? null : standing
  const visitToday = visits.findLast((visit) => visit.patient.patientId === patient?.patientId)?.encounterId ?? null
  return {
    session,
    subject,
    key,
    options,
    choices,
    readiness,
    armed,
    progress,
    /** The registration under way, whichever of the two it is. */
    register: { error: failure, isPending, reset },
    /** The exception code that fits what has failed: the registration, or else the card; null when none does. */
    fittingException:
      failure === null
        ? (options.data?.proposed.exceptionCode ?? session?.proposedException ?? null)
        : (afterFailure.data?.proposed ?? null),
    owedTerms: owedTerms.data ?? null,
    /** What this person has to bring the card for. */
    debts: openOf(makeUps ?? noMakeUps, patient?.patientId ?? null),
    /** The approved request by which this person's card came. */
    remoteVisit,
    /** Enter asks the patient's app instead of registering. */
    asksForAuthorisation: choices !== null && asksForAuthorisation(subject, choices),
    isFirstVisit: patient === null || patient.lastVisitOn === null,
    readAgain,
    update,
    submit,
    change: (change: Partial<Choices>) => touch(key, change),
    /** The registration just made, to be shown in place of the form. */
    shown,
    openVisit,
    /** The last visit of this person in today's list, whatever became of it; null when there is none. */
    visitToday,
  }
}

export type Registration = ReturnType<typeof useRegistration>
