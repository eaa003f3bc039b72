import { z } from 'zod'
import { AttendanceSchema, ConsentSchema } from '../../../preload/contract/visit/attendance.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import type { VisitAttendanceTable } from '../schema.ts'

const ElsewhereSchema = AttendanceSchema.exclude(['on-site'])
export const ConsentHowSchema = ConsentSchema.shape.how

/** A consent as the store keeps it; `at` is epoch ms, server time. */
export interface KeptConsent {
  readonly how: z.infer<typeof ConsentHowSchema>
  readonly reason: string | null
  readonly by: string
  readonly at: number
}

/** How a visit is held, and the consent of 通訊診療; null in every other. */
export interface VisitAttendance {
  readonly attendance: z.infer<typeof AttendanceSchema>
  readonly consent: KeptConsent | null
}

/** What holds for every visit that nothing else is kept of. */
export const onSite: VisitAttendance = { attendance: 'on-site', consent: null }

const toAttendance = (row: VisitAttendanceTable): VisitAttendance => ({
  attendance: ElsewhereSchema.parse(row.attendance),
  consent:
    row.consent_how === null
      ? null
      : {
          how: ConsentHowSchema.parse(row.consent_how),
          reason: row.consent_reason,
          by: z.string().parse(row.consent_by),
          at: z.number().parse(row.consent_at),
        },
})

/** Keeps how a visit is held, in the transaction that registers it; nothing for one in the clinic. */
export const keepAttendance = async (
  tx: WriteTx,
  encounterId: EncounterId,
  { attendance, consent }: VisitAttendance,
): Promise<void> => {
  if (attendance === 'on-site') return
  await tx
    .insertInto('visit_attendance')
    .values({
      encounter_id: encounterId,
      attendance,
      consent_how: consent?.how ?? null,
      consent_reason: consent?.reason ?? null,
      consent_by: consent?.by ?? null,
      consent_at: consent?.at ?? null,
    })
    .execute()
}

export const attendanceOf = async (db: ReadDb, encounterId: EncounterId): Promise<VisitAttendance> =>
  (await attendancesOf(db, [encounterId])).get(encounterId) ?? onSite

/** The same of several visits; those held in the clinic are left out. */
export const attendancesOf = async (
  db: ReadDb,
  encounterIds: readonly string[],
): Promise<ReadonlyMap<string, VisitAttendance>> => {
  if (encounterIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('visit_attendance')
    .selectAll()
    .where(isAmong('encounter_id', encounterIds))
    .execute()
  return new Map(rows.map((row) => [row.encounter_id, toAttendance(row)]))
}
