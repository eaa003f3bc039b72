import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { DeskContext } from './context.ts'

type Verb = Promise<Result<Record<string, never>>>
type Context = Pick<DeskContext, 'control' | 'cards' | 'speaking'>

/** A PIN is the plastic card's, and nothing of a virtual one that spoke before may stand in its way. */
const plasticCard = async ({ cards, speaking }: Context): Promise<Result<null>> => {
  const held = cards.current()
  if (held?.session.medium === 'virtual') return fail('PLASTIC_CARD_NEEDED')
  if (held === null || held.profile === null || held.session.phase !== 'authenticated') return ok(null)
  return speaking.bring({ ...held.profile, medium: 'plastic' })
}

const pinFor = ({ control }: Context, given: string | null): string | null =>
  control.way.pinEntry === 'device' ? '' : given

/** Verifies the PIN that the patient has put on the card; the authentication that waited for it goes on behind the answer. */
export const verifyPatientPin = async (context: Context, given: string | null): Verb => {
  const pin = pinFor(context, given)
  if (pin === null) return fail('PATIENT_PIN_NEEDED')
  const held = context.cards.current()
  if (held === null) return fail('CARD_ABSENT', { retryable: true })
  const plastic = await plasticCard(context)
  if (!plastic.ok) return plastic
  const verified = await context.control.verifyPatientPin(pin)
  if (!verified.ok) return verified
  context.cards.goOn(({ code }) => code === 'PATIENT_PIN_NEEDED')
  return ok({})
}

/** Sets or changes the PIN of the patient's card. */
export const changePatientPin = async (context: Context, given: string | null): Verb => {
  const newPin = pinFor(context, given)
  if (newPin === null) return fail('PATIENT_PIN_NEEDED')
  const plastic = await plasticCard(context)
  if (!plastic.ok) return plastic
  const changed = await context.control.changePatientPin(newPin)
  return changed.ok ? ok({}) : changed
}

/** Takes the PIN off the patient's card. */
export const disablePatientPin = async (context: Context): Verb => {
  const plastic = await plasticCard(context)
  if (!plastic.ok) return plastic
  const disabled = await context.control.disablePatientPin()
  return disabled.ok ? ok({}) : disabled
}
