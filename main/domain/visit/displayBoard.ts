import type { DisplayBoard } from '../../../preload/contract/visit/queue.ts'
import type { VisitState } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import { maskName } from '../patient/maskName.ts'
import { inOrder, minutesEach, type Queued } from './queueOrder.ts'
import { callClips } from './voiceClips.ts'

/** A visit in the line of today with what was done about its place. */
export interface InQueue extends Queued {
  readonly encounterId: EncounterId
  readonly calledAt: number | null
  readonly times: number
  readonly reason: string
  readonly takenAt: number | null
  readonly visitState: VisitState
  readonly visit: {
    readonly patientId: PatientId
    readonly practitionerId: string
    readonly practitionerName: string
    readonly roomName: string
  }
}

/** How many of those who wait are named beforehand, and how many skipped numbers are shown. */
const shown = { next: 5, skipped: 8 }

const momentOf = ({ calledAt, takenAt }: InQueue): number => Math.max(calledAt ?? 0, takenAt ?? 0)

const isToCome = ({ visitState, state }: InQueue): boolean => visitState === 'waiting' && state === 'called'

/** A call stands until its patient is put back, held or skipped; who has come in was called rightly. */
const stands = (one: InQueue): boolean => one.calledAt !== null && (one.visitState !== 'waiting' || isToCome(one))

/** One of the line as the waiting room is told of it. */
export interface OnBoard extends InQueue {
  readonly name: string
  /** Comes to the clinic: whom the doctor sees at home or over the line nobody calls into a room, but it takes its time all the same. */
  readonly isHere: boolean
}

/** What the window for patients shows of the line. Names leave here only masked. */
export const displayBoard = (queue: readonly OnBoard[], clinicName: string): DisplayBoard => {
  const calls = queue.filter((one) => one.isHere && stands(one))
  const last = calls.toSorted((one, other) => (other.calledAt ?? 0) - (one.calledAt ?? 0))[0]
  const rooms = Map.groupBy(queue, ({ visit }) => `${visit.roomName}\n${visit.practitionerId}`)
  return {
    clinicName,
    called:
      last === undefined
        ? null
        : {
            number: last.queueNumber,
            maskedName: maskName(last.name),
            roomName: last.visit.roomName,
            callId: `${last.encounterId}-${last.times}`,
            calledAt: last.calledAt ?? 0,
            clips: [...callClips(last.queueNumber, last.visit.roomName)],
          },
    rooms: [...rooms.values()].flatMap((inRoom) => {
      const [first] = inRoom
      if (first === undefined) return []
      const waiting = inRoom.filter(({ visitState }) => visitState === 'waiting')
      const order = inOrder(waiting)
      const inside = inRoom
        .filter((one) => one.visitState === 'in-consultation' || isToCome(one))
        .toSorted((one, other) => momentOf(other) - momentOf(one))[0]
      const each = minutesEach(inRoom.flatMap(({ takenAt }) => (takenAt === null ? [] : [takenAt])))
      const next = order.filter(({ encounterId }) => encounterId !== inside?.encounterId)
      // A room whose day is over says nothing any more.
      if (inside === undefined && next.length === 0 && waiting.length === 0) return []
      return [
        {
          roomName: first.visit.roomName,
          practitionerName: first.visit.practitionerName,
          current: inside?.queueNumber ?? null,
          next: next
            .filter(({ isHere }) => isHere)
            .slice(0, shown.next)
            .map(({ queueNumber, name }) => ({ number: queueNumber, maskedName: maskName(name) })),
          waiting: next.length,
          waitMinutes: each === null ? null : each * (next.length + 1),
          // Over midnight two days may have skipped the same number, which is shown once.
          skipped: [
            ...new Set(
              waiting
                .filter(({ state, isHere }) => isHere && state === 'skipped')
                .map(({ queueNumber }) => queueNumber),
            ),
          ]
            .toSorted((a, b) => a - b)
            .slice(0, shown.skipped),
        },
      ]
    }),
  }
}
