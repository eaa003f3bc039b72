import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { DeskContext } from '../context.ts'

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

/** The authentication that waited for the PIN goes on behind the answer. */
const goOn = ({ cards }: Context): void => cards.goOn(({ code }) => code === 'PATIENT_PIN_NEEDED')

const cardAbsent = (): ReturnType<typeof fail> => fail('CARD_ABSENT', { retryable: true })

/** Verifies the PIN that the patient has put on the card; the authentication that waited for it goes on by itself. */
export const verifyPatientPin = async (context: Context, given: string | null): Verb => {
  const pin = pinFor(context, given)
  if (pin === null) return fail('PATIENT_PIN_NEEDED')
  if (context.cards.current() === null) return cardAbsent()
  const plastic = await plasticCard(context)
  if (!plastic.ok) return plastic
  const verified = await context.control.verifyPatientPin(pin)
  if (!verified.ok) return verified
  goOn(context)
  return ok({})
}

/**
 * One act on the card's own PIN, after the old one where there is one. The reader asks for an old one by itself, and only where
 * the card has one; on the screen it is the person who knows (null: none).
 *
 * Without an old one the card is logged out first. The control software remembers that a PIN was verified for as long as the card is
 * logged in, so that otherwise anybody at the desk could set a new one on a card whose owner gave the PIN a moment ago.
 */
const afterOldPin = async (context: Context, old: string | null, act: () => Promise<Result<null>>): Verb => {
  if (context.cards.current() === null) return cardAbsent()
  const plastic = await plasticCard(context)
  if (!plastic.ok) return plastic
  const pin = pinFor(context, old)
  if (pin !== null) {
    const verified = await context.control.verifyPatientPin(pin)
    if (!verified.ok) return verified
  } else {
    const loggedOut = await context.control.logOutPatientCard()
    if (!loggedOut.ok) return loggedOut
  }
  const wasAuthenticated = context.cards.current()?.session.phase === 'authenticated'
  const done = await act()
  // The old PIN was right even where the new one was refused.
  if (pin !== null) goOn(context)
  // It has one after all, which is not verified any more: read anew, the card asks for it.
  else if (wasAuthenticated && !done.ok && done.error.code === 'PATIENT_PIN_NEEDED') await context.cards.readAgain()
  return done.ok ? ok({}) : done
}

/** Sets or changes the PIN of the patient's card; both PINs are passed on and forgotten. */
export const changePatientPin = async (
  context: Context,
  given: { readonly pin: string | null; readonly newPin: string | null },
): Verb => {
  const newPin = pinFor(context, given.newPin)
  if (newPin === null) return fail('PATIENT_PIN_NEEDED')
  return afterOldPin(context, given.pin, () => context.control.changePatientPin(newPin))
}

/** Takes the PIN off the patient's card. */
export const disablePatientPin = (context: Context, old: string | null): Verb =>
  afterOldPin(context, old, () => context.control.disablePatientPin())
