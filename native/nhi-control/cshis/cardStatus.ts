import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { ControlStatus } from '../port.ts'
import type { LibrarySession } from './librarySession.ts'

/** hisGetCardStatus: the type of card asked for. */
const types = { sam: 1, patient: 2, professional: 3 } as const

/** What the call returns is the state itself: 0 to 5, 9 for a card of another kind. */
const isState = (status: number): boolean => (status >= 0 && status <= 5) || status === 9

const stateOf = async (session: LibrarySession, type: keyof typeof types): Promise<Result<number>> => {
  const answer = await session.ask('hisGetCardStatus', [types[type]], { answerer: 'control', accepts: isState })
  return answer.ok ? ok(answer.value.status) : answer
}

/** 0 none, 1 not authenticated with the data centre, 2 authenticated, 9 no SAM. */
const samOf = (state: number): ControlStatus['sam'] =>
  state === 2 ? 'verified' : state === 1 ? 'not-verified' : 'none'
/** 0 none, 1 not authenticated by the SAM, 2 to 5 authenticated, 9 another kind of card. */
const patientOf = (state: number): ControlStatus['patientCard'] =>
  state >= 2 && state <= 5 ? 'authenticated' : state === 1 ? 'present' : 'none'
/** 0 none, 1 not authenticated by the SAM, 2 PIN pending, 3 PIN verified, 9 another kind of card. */
const professionalOf = (state: number): ControlStatus['professionalCard'] =>
  state === 3 ? 'verified' : state === 2 ? 'pin-pending' : state === 1 ? 'present' : 'none'

const read = async (session: LibrarySession): Promise<Result<ControlStatus>> => {
  const sam = await stateOf(session, 'sam')
  if (!sam.ok) return sam
  const patient = await stateOf(session, 'patient')
  if (!patient.ok) return patient
  const professional = await stateOf(session, 'professional')
  if (!professional.ok) return professional
  return ok({
    initialised: true,
    sam: samOf(sam.value),
    professionalCard: professionalOf(professional.value),
    patientCard: patientOf(patient.value),
  })
}

/** Null when the professional card takes part, else what is missing; asked of the reader, so that the NHI isn't asked in vain. */
const professionalMissing = async (session: LibrarySession): Promise<Result<never> | null> => {
  const state = await stateOf(session, 'professional')
  if (!state.ok) return state
  const card = professionalOf(state.value)
  if (card === 'none') return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
  return card === 'verified' ? null : fail('PROFESSIONAL_PIN_NEEDED')
}

/** The states of the three cards by hisGetCardStatus (facts/nhi-card.md §2.2). */
export const cardStatus = { read, professionalMissing }
