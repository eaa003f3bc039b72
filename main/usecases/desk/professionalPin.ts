import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { ControlWatch } from './controlWatch.ts'
import type { DeskStatusBoard } from './deskStatus.ts'

// PINs are passed on to the way in and kept nowhere: not here, not in the log, not in an error.

type Watch = Pick<ControlWatch, 'control' | 'ask'>

/** The PIN for the port: none where it is typed on the reader; null when one is needed and was not given. */
const pinFor = ({ control }: Watch, given: string | null): string | null =>
  control.way.pinEntry === 'device' ? '' : given

/** Does one thing with the professional card of an open control software, and tells how the desk stands then. */
const withCard = async (
  watch: Watch,
  board: DeskStatusBoard,
  act: () => Promise<Result<null>>,
): Promise<Result<DeskStatus>> => {
  const opened = await watch.control.open()
  if (!opened.ok) return opened
  const done = await act()
  await watch.ask()
  return done.ok ? ok(board.current()) : done
}

/** Signs a professional in by the PIN of the card. */
export const verifyProfessionalPin = async (
  watch: Watch,
  board: DeskStatusBoard,
  given: string | null,
): Promise<Result<DeskStatus>> => {
  const pin = pinFor(watch, given)
  if (pin === null) return fail('PROFESSIONAL_PIN_NEEDED')
  return withCard(watch, board, () => watch.control.verifyProfessionalPin(pin))
}

/** Gives the card that is signed in a new PIN. */
export const changeProfessionalPin = async (
  watch: Watch,
  board: DeskStatusBoard,
  given: string | null,
): Promise<Result<DeskStatus>> => {
  const newPin = pinFor(watch, given)
  if (newPin === null) return fail('PROFESSIONAL_PIN_NEEDED')
  return withCard(watch, board, () => watch.control.changeProfessionalPin(newPin))
}

/** Unlocks a card by its PUK, gives it a new PIN, and signs its holder in with it. */
export const unlockProfessionalCard = async (
  watch: Watch,
  board: DeskStatusBoard,
  given: { readonly puk: string | null; readonly newPin: string | null },
): Promise<Result<DeskStatus>> => {
  const puk = pinFor(watch, given.puk)
  const newPin = pinFor(watch, given.newPin)
  if (puk === null || newPin === null) return fail('PROFESSIONAL_PIN_NEEDED')
  return withCard(watch, board, async () => {
    const unlocked = await watch.control.unlockProfessionalPin(puk, newPin)
    if (unlocked.ok) return watch.control.verifyProfessionalPin(newPin)
    const { code, ...rest } = unlocked.error
    return { ok: false, error: { ...rest, code: code === 'PROFESSIONAL_PIN_WRONG' ? 'PROFESSIONAL_PUK_WRONG' : code } }
  })
}

/** Signs the professional out; the card stays in, and its PIN is asked for again. */
export const logOutProfessional = (watch: Watch, board: DeskStatusBoard): Promise<Result<DeskStatus>> =>
  withCard(watch, board, () => watch.control.logOutProfessionalCard())
