import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { refuse } from '../../store/refuse.ts'
import { byId as encounterById } from '../../store/visit/encounterQueries.ts'
import { setDoctor } from '../../store/visit/encounterRepository.ts'
import { keep, byId as placeById } from '../../store/visit/queueRepository.ts'
import type { DeskContext } from '../context.ts'

type Wanted = HandlerInput<'queue:hand-over'>

/**
 * Lets another doctor see visits that wait, or the same one in another room: the doctor had to leave, or has too many. Their numbers stay;
 * whoever was called into the room that was left waits again. Who has been taken in meanwhile stays with the doctor who took them in.
 * `VISIT_STATE` where nobody of them waits for anybody else any more, `CODE_UNKNOWN` for a doctor or room the clinic hasn't.
 */
export const handOver = async (
  context: DeskContext,
  { encounterIds, practitionerId, roomId }: Wanted,
): Promise<Result<HandlerOutput<'queue:hand-over'>>> => {
  const { practitioners, rooms } = context.settings
  const doctor = practitioners.find(({ id, role }) => id === practitionerId && role === 'doctor')
  const room = rooms.find(({ id }) => id === roomId)
  if (doctor === undefined || room === undefined) return fail('CODE_UNKNOWN')
  const to = {
    practitionerId: doctor.id,
    practitionerName: doctor.name,
    department: doctor.department,
    roomId: room.id,
    roomName: room.name,
  }
  const saved = await context.store.write(async (tx) => {
    const moved: Wanted['encounterIds'] = []
    for (const encounterId of new Set(encounterIds)) {
      if (await moveOne(tx, context, encounterId, to)) moved.push(encounterId)
    }
    return moved.length === 0 ? refuse('VISIT_STATE') : moved
  })
  if (!saved.ok) return saved
  for (const encounterId of saved.value) {
    context.publish('visit:changed', { encounterId })
    context.publish('queue:changed', { encounterId })
  }
  return ok({ moved: saved.value.length })
}

const moveOne = async (
  tx: WriteTx,
  context: DeskContext,
  encounterId: Wanted['encounterIds'][number],
  to: Parameters<typeof setDoctor>[2],
): Promise<boolean> => {
  const visit = await encounterById(tx, encounterId)
  if (visit === null) return false
  if (visit.practitionerId === to.practitionerId && visit.roomId === to.roomId) return false
  if (!(await setDoctor(tx, encounterId, to))) return false
  const place = await placeById(tx, encounterId)
  if (place?.state === 'called') await keep(tx, { ...place, state: 'waiting' })
  await appendAudit(tx, {
    at: context.now(),
    who: context.settings.desk.person,
    desk: context.settings.desk.id,
    action: 'visit-handed-over',
    subject: encounterId,
    details: { from: visit.practitionerId, to: to.practitionerId, room: to.roomId },
  })
  return true
}
