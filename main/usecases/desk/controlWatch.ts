import type { ControlStatus, NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { Settings } from '../../../preload/contract/desk/settings.ts'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { AppError, Result } from '../../../preload/contract/result.ts'
import type { DeskStatusBoard } from './deskStatus.ts'
import { observeControl } from './observedControl.ts'
import { createProfessionalKeeper, type ProfessionalKeeper } from './professionalKeeper.ts'
import { createSamKeeper, type SamKeeper } from './samKeeper.ts'

/** The control software of this desk as it stands, and the two sessions that live in it; shown on the board as they change. */
export interface ControlWatch {
  /** The port for the verbs: it is listened to, heals the SAM, and keeps to what the professional's session allows. */
  readonly control: NhiControlPort
  readonly sam: SamKeeper
  readonly professional: ProfessionalKeeper
  /** Asks the control software now and takes the answer over. */
  ask(): Promise<Result<ControlStatus>>
  /** A round of the program's own: asks, and does what is due about the SAM. */
  round(): Promise<void>
  /** Something has changed that the SAM may have been waiting for: the line is back, the PC woke up. */
  changed(by: 'line' | 'wake'): Promise<void>
}

const controlStates: Partial<Record<AppError['code'], DeskStatus['controlSoftware']['state']>> = {
  CONTROL_ABSENT: 'absent',
  CONTROL_TIMEOUT: 'slow',
  CONTROL_FINGERPRINT: 'fingerprint',
  NOT_CONFIGURED: 'not-configured',
}

export const createControlWatch = (options: {
  /** The way in itself. */
  readonly control: NhiControlPort
  readonly board: DeskStatusBoard
  readonly practitioners: Settings['practitioners']
  /** Epoch ms. */
  readonly now: () => number
  /** No patient's card lies in the reader. */
  readonly isQuiet: () => boolean
  /** The SAM is verified, and was not before. */
  readonly onHealed: () => void
}): ControlWatch => {
  const { control, board, now } = options
  const show = (): void => board.change({ sam: sam.view(), professionalCard: professional.view() })

  const sam = createSamKeeper({
    control,
    now,
    ask: () => ask(),
    isQuiet: options.isQuiet,
    onChange: () => show(),
    onHealed: options.onHealed,
  })
  const professional: ProfessionalKeeper = createProfessionalKeeper({
    control,
    practitioners: options.practitioners,
    now,
    askControl: async () => void (await ask()),
    onChange: () => show(),
  })

  const ask = async (): Promise<Result<ControlStatus>> => {
    const askedAt = now()
    const answer = await control.status()
    if (!answer.ok) {
      board.change({
        controlSoftware: {
          ...board.current().controlSoftware,
          state: controlStates[answer.error.code] ?? 'bad-reply',
          error: answer.error,
        },
      })
      sam.observe({ type: 'unanswered' })
      professional.observe({ type: 'unanswered' })
      return answer
    }
    const { initialised, sam: told, professionalCard: card } = answer.value
    board.change({ controlSoftware: { ...board.current().controlSoftware, state: 'ok', error: null } })
    sam.observe({ type: 'status', askedAt, initialised, sam: told })
    professional.observe({ type: 'status', askedAt, card })
    await professional.learnHolder()
    return answer
  }
  const round = async (): Promise<void> => {
    await ask()
    await sam.step()
  }

  return {
    control: observeControl(control, { sam, professional, now }),
    sam,
    professional,
    ask,
    round,
    changed: async (by) => {
      sam.observe({ type: 'changed', by })
      await round()
    },
  }
}
