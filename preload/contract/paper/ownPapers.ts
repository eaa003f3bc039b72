import { z } from 'zod'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { EncounterIdSchema } from '../words.ts'
import { DocumentGapSchema, type DocumentKind, DocumentKindSchema } from './printing.ts'

/** 自動列印: the moments of a visit at which paper may come by itself, once somebody has a number and once somebody has paid. */
export type PaperMoment = 'registered' | 'paid'

/** When a kind of document may come by itself; null for what somebody has to write or to want first. */
export const paperMoments: Readonly<Record<DocumentKind, PaperMoment | null>> = {
  receipt: 'paid',
  'medicine-bag': 'paid',
  prescription: 'paid',
  certificate: null,
  referral: null,
  'chart-label': null,
  'queue-ticket': 'registered',
}

/** One document that comes by itself. `handed-over`: the printer's queue has it; whether paper came out the system doesn't tell. */
export const OwnPaperSchema = z.strictObject({
  kind: DocumentKindSchema,
  state: z.enum(['under-way', 'handed-over', 'failed']),
  /** Why it failed, or that a paper that is out couldn't be listed (`PRINT_NOT_LISTED`); null otherwise. */
  error: ErrorViewSchema.nullable(),
  /** What the law wants on it and nothing was known of: nobody looked at it beforehand. */
  gaps: z.array(DocumentGapSchema),
  /** Characters that the font that comes with the program doesn't have. */
  notInFont: z.array(z.string()),
})
export type OwnPaper = z.infer<typeof OwnPaperSchema>

/** The documents that came, or come, by themselves for a visit. */
export const OwnPapersSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  patientName: z.string(),
  queueNumber: z.int(),
  papers: z.array(OwnPaperSchema),
})
export type OwnPapers = z.infer<typeof OwnPapersSchema>

export const ownPaperChannels = {
  /** The latest visits for which paper came by itself in this run of the program, oldest first. What failed stays until it is printed or noted. */
  'print:by-itself': channel({ input: z.strictObject({}), output: z.array(OwnPapersSchema), errors: [] }),
  /** Somebody has seen that papers of this visit failed: nothing more is said of them. */
  'print:note-by-itself': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: z.array(OwnPapersSchema),
    errors: [],
  }),
} as const
