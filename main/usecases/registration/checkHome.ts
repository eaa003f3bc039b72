import { ok, type Result } from '../../../preload/contract/result.ts'
import { homeWays } from '../../domain/card/homeWays.ts'
import { samGoodForMs } from '../../domain/desk/samSession.ts'
import type { HandlerOutput } from '../../ipc/handlers.ts'
import { type DeskContext, instantOf } from '../context.ts'
import type { ControlWatch } from '../desk/controlWatch.ts'
import type { DeskStatusBoard } from '../desk/deskStatus.ts'

/**
 * What is possible at a patient's home now: control software and SAM are asked (and the SAM verified where that is due), the NHI is
 * tried, the reader looked at. Nothing is registered and no card is touched.
 */
export const checkHome = async (
  context: DeskContext,
  board: DeskStatusBoard,
  watch: ControlWatch,
): Promise<Result<HandlerOutput<'home-route:check'>>> => {
  const { offers } = context.control.way
  const [probe] = await Promise.all([
    offers.has('server-probe') ? context.control.probeServer() : Promise.resolve(null),
    watch.round(),
  ])
  const { controlSoftware, sam, vpn, reader } = board.current()
  // A way that cannot be asked to try the line is judged by what the sync worker has met.
  const network = probe === null ? vpn.state !== 'down' : probe.ok
  const here = {
    control: controlSoftware.state === 'ok' ? 'ok' : controlSoftware.state === 'absent' ? 'absent' : 'fault',
    network: network ? 'up' : 'down',
    reader: reader.state === 'ready',
  } as const
  const samState = sam.state === 'verified' || sam.state === 'not-needed' ? sam.state : 'not-verified'
  const verifiedAt = samState === 'verified' && sam.verifiedAt !== null ? Date.parse(sam.verifiedAt) : null
  const ways = homeWays({
    ...here,
    sam: samState,
    offers: { virtual: offers.has('virtual-card'), plastic: offers.has('physical-card') },
  })
  return ok({
    checkedAt: instantOf(context.now()),
    ...here,
    sam: { state: samState, until: verifiedAt === null ? null : instantOf(verifiedAt + samGoodForMs) },
    ways: ways.map((way) => ({ ...way, obstacles: [...way.obstacles] })),
  })
}
