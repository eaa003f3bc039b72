import { z } from 'zod'
import { InstantSchema } from '../words.ts'

/**
 * How a visit is held: in the clinic, by telecommunication (通訊診療: 視訊 or 電話), or at the patient's home (居家). Nothing else of
 * the visit follows from it: what identified the patient and what was written are facts of their own.
 */
export const AttendanceSchema = z.enum(['on-site', 'video', 'phone', 'home'])
export type Attendance = z.infer<typeof AttendanceSchema>

/** The two ways that are 通訊診療. */
export const RemoteAttendanceSchema = AttendanceSchema.extract(['video', 'phone'])
export type RemoteAttendance = z.infer<typeof RemoteAttendanceSchema>

/** Whether a visit is held by 通訊診療. */
export const isRemote = (attendance: Attendance): attendance is RemoteAttendance =>
  attendance === 'video' || attendance === 'phone'

const reason = z.string().trim().min(1).max(200)

/**
 * The patient's consent to 通訊診療 as a person at the desk states it: spoken, written, or not asked for because it is urgent, with
 * the reason (通訊診察治療辦法; facts/outpatient.md §7.4). A refusal is no consent and is not sent.
 */
export const ConsentStatementSchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('spoken'), reason: z.null() }),
  z.strictObject({ how: z.literal('written'), reason: z.null() }),
  z.strictObject({ how: z.literal('urgent'), reason }),
])
export type ConsentStatement = z.infer<typeof ConsentStatementSchema>

/** The consent as it was kept: with who took it, and when by the server's time. */
export const ConsentSchema = z.strictObject({
  how: z.enum(['spoken', 'written', 'urgent']),
  reason: reason.nullable(),
  takenBy: z.string(),
  takenAt: InstantSchema,
})
export type Consent = z.infer<typeof ConsentSchema>
