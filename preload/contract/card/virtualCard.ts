import { z } from 'zod'
import { cardActErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { CardSessionIdSchema, EncounterIdSchema } from '../words.ts'
import { CardSessionSchema } from './card.ts'
import { DelegateSchema } from './cardMedium.ts'
import { ScanSourceSchema } from './scan.ts'

/** A token is never sent back over the door: main keeps it, and a session only says until when it may be used. */
export const virtualCardChannels = {
  /**
   * Redeems a scanned text at the NHI and shows its holder as the card of this desk. A text that was redeemed here already is known
   * again without asking. With `encounterId`, a visit whose token has lapsed, the holder must be its patient (`VIRTUAL_CARD_MISMATCH` with
   * both names). Where the NHI cannot be reached nothing is redeemed, and the code stays good (`VIRTUAL_CARD_NOT_REDEEMED`).
   * A session in phase `identified` says that the holder is known and the card could not be presented.
   */
  'virtual-card:accept': channel({
    input: z.strictObject({
      text: z.string().max(4_000),
      source: ScanSourceSchema,
      encounterId: EncounterIdSchema.nullable(),
    }),
    output: CardSessionSchema,
    errors: [
      'SCANNED_TEXT_REFUSED',
      'VIRTUAL_CARD_NOT_REDEEMED',
      'VIRTUAL_CARD_UNCERTAIN',
      'VIRTUAL_CARD_BUSY',
      'NOT_FOUND',
      'VISIT_STATE',
      ...cardActErrors,
    ],
  }),
  /**
   * Nobody waits any more for the text that is being redeemed. Where it was not sent yet it never is; where its holder is not shown yet,
   * nobody is. The code stays good then, and its `virtual-card:accept` ends with `VIRTUAL_CARD_NOT_REDEEMED`. Scanned again meanwhile, it
   * is waited for once more. Nothing happens when nothing is being redeemed.
   */
  'virtual-card:give-up': channel({ input: z.strictObject({}), output: z.null(), errors: [] }),
  /** Who presents the card for its holder; null: the holder in person. Kept with the visit at registration. */
  'virtual-card:delegate': channel({
    input: z.strictObject({ cardSessionId: CardSessionIdSchema, delegate: DelegateSchema.nullable() }),
    output: CardSessionSchema,
    errors: ['CARD_ABSENT', 'CARD_CHANGED', 'NOT_FOUND', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /**
   * Takes the virtual card off the screen, for the next patient. Its token is forgotten and the card logged out, unless a visit under
   * way still needs it.
   */
  'virtual-card:put-away': channel({
    input: z.strictObject({ cardSessionId: CardSessionIdSchema }),
    output: z.null(),
    errors: ['CARD_CHANGED'],
  }),
} as const
