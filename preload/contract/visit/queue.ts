import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { EncounterIdSchema, InstantSchema, PractitionerIdSchema } from '../words.ts'

/** 候診、已叫號、過號、保留 (sent for a test, or away for a moment). In consultation and after it a visit is in no queue. */
export const QueueStateSchema = z.enum(['waiting', 'called', 'skipped', 'on-hold'])
export type QueueState = z.infer<typeof QueueStateSchema>

/** Where a visit that has not begun stands among those who wait. */
export const QueuePlaceSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  state: QueueStateSchema,
  isPriority: z.boolean(),
  calledAt: InstantSchema.nullable(),
  /** How often the number was called. */
  times: z.int().min(0),
  /** Why it is held, where somebody said so. */
  reason: z.string(),
  /** Place among those who wait for the same doctor, 1 for the next; null for who was skipped or is held. */
  turn: z.int().min(1).nullable(),
  /** Minutes it will take, by today's pace of this doctor; null while there is no pace yet. */
  waitMinutes: z.int().min(0).nullable(),
})
export type QueuePlace = z.infer<typeof QueuePlaceSchema>

/** 叫號、過號、重新排入、保留、優先 and 取消優先. */
export const QueueMoveSchema = z.enum(['call', 'skip', 'requeue', 'hold', 'prioritise', 'unprioritise'])
export type QueueMove = z.infer<typeof QueueMoveSchema>

/** The second window that patients see. */
const DisplaySchema = z.strictObject({
  isOpen: z.boolean(),
  /** Whether it stands on a screen of its own. */
  hasOwnScreen: z.boolean(),
})

export const queueChannels = {
  /** Today's queue, all doctors, in the order of their turns. */
  'queue:list': channel({ input: z.strictObject({}), output: z.array(QueuePlaceSchema), errors: [] }),
  /** Moves a visit in the queue. `VISIT_STATE` when it is not waiting any more. */
  'queue:move': channel({
    input: z.strictObject({
      encounterId: EncounterIdSchema,
      move: QueueMoveSchema,
      reason: z.string().trim().max(100).default(''),
    }),
    output: QueuePlaceSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /**
   * Lets another doctor, or the same one in another room, see visits that wait. Those taken in meanwhile stay where they are; `VISIT_STATE`
   * where nobody is left. `CODE_UNKNOWN`: no doctor or room of this clinic.
   */
  'queue:hand-over': channel({
    input: z.strictObject({
      encounterIds: z.array(EncounterIdSchema).min(1).max(500),
      practitionerId: PractitionerIdSchema,
      roomId: z.string().min(1).max(20),
    }),
    output: z.strictObject({ moved: z.int().min(1) }),
    errors: ['VISIT_STATE', 'CODE_UNKNOWN', ...storeErrors],
  }),
  /** Whether the window for patients is open, and where. */
  'display:current': channel({ input: z.strictObject({}), output: DisplaySchema, errors: [] }),
  /**
   * Opens or closes the window for patients: on the second screen where there is one. It says which, so that asking twice (a double click)
   * is asking once.
   */
  'display:switch': channel({ input: z.strictObject({ isOpen: z.boolean() }), output: DisplaySchema, errors: [] }),
} as const

export const queueEvents = {
  /** A visit's place in the line was changed; ask again. */
  'queue:changed': z.strictObject({ encounterId: EncounterIdSchema }),
  /** The window for patients was opened, closed or moved. */
  'display:changed': DisplaySchema,
} as const

/** What the window for patients shows: numbers and masked names, nothing else of anybody. */
export const DisplayBoardSchema = z.strictObject({
  clinicName: z.string(),
  /** The number called last, as far as the call stands; null where none does. */
  called: z
    .strictObject({
      number: z.int(),
      maskedName: z.string(),
      roomName: z.string(),
      /** Tells one call from the next of the same number. */
      callId: z.string(),
      /** Epoch ms, server time. A call that is older than one already heard is not spoken. */
      calledAt: z.int(),
      /** Clips to be played one after another, by name. */
      clips: z.array(z.string()),
    })
    .nullable(),
  rooms: z.array(
    z.strictObject({
      roomName: z.string(),
      practitionerName: z.string(),
      /** Who is inside, or was called last. */
      current: z.int().nullable(),
      next: z.array(z.strictObject({ number: z.int(), maskedName: z.string() })),
      waiting: z.int(),
      /** For somebody who comes now. */
      waitMinutes: z.int().nullable(),
      skipped: z.array(z.int()),
    }),
  ),
})
export type DisplayBoard = z.infer<typeof DisplayBoardSchema>
