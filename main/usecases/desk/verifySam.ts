import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { ControlWatch } from './controlWatch.ts'
import type { DeskStatusBoard } from './deskStatus.ts'

/** Verifies the SAM because a person asked for it: now, and anew where it is verified. */
export const verifySam = async (watch: ControlWatch, board: DeskStatusBoard): Promise<Result<DeskStatus>> => {
  watch.sam.observe({ type: 'changed', by: 'person' })
  const opened = await watch.sam.verify(watch.sam.session().phase === 'verified' ? 'renew' : 'open')
  await watch.ask()
  return opened.ok ? ok(board.current()) : opened
}

/** Ends the session of the control software and begins a new one, for when everything is stuck. */
export const reopenSam = async (watch: ControlWatch, board: DeskStatusBoard): Promise<Result<DeskStatus>> => {
  watch.sam.observe({ type: 'changed', by: 'person' })
  const opened = await watch.sam.verify('reopen')
  await watch.ask()
  return opened.ok ? ok(board.current()) : opened
}
