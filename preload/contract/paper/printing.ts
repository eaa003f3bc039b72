import { z } from 'zod'
import { channel } from '../channel.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema } from '../words.ts'

/**
 * What a clinic hands out on paper: 收據, 藥袋, 處方箋, 診斷證明書, 轉診單, 病歷標籤, 號碼單. One template each in
 * `resources/templates`.
 */
export const DocumentKindSchema = z.enum([
  'receipt',
  'medicine-bag',
  'prescription',
  'certificate',
  'referral',
  'chart-label',
  'queue-ticket',
])
export type DocumentKind = z.infer<typeof DocumentKindSchema>
/** Every kind, in the order the screen offers them. */
export const documentKinds = DocumentKindSchema.options

/** What a document is printed on: A4, A5, a label of 70 × 40 mm, a roll of 80 mm. */
export const PaperSchema = z.enum(['a4', 'a5', 'label-70x40', 'roll-80'])
export type Paper = z.infer<typeof PaperSchema>

/** Millimetres. A roll has no height of its own: the paper is as long as what stands on it. */
export const paperSizes: Readonly<Record<Paper, { readonly width: number; readonly height: number | null }>> = {
  a4: { width: 210, height: 297 },
  a5: { width: 148, height: 210 },
  'label-70x40': { width: 70, height: 40 },
  'roll-80': { width: 80, height: null },
}

/** On which papers a document may be printed; the first is the one it is made for. */
export const documentPapers: Readonly<Record<DocumentKind, readonly [Paper, ...Paper[]]>> = {
  receipt: ['a5', 'a4', 'roll-80'],
  'medicine-bag': ['a5', 'a4'],
  prescription: ['a5', 'a4'],
  certificate: ['a4', 'a5'],
  referral: ['a4'],
  'chart-label': ['label-70x40'],
  'queue-ticket': ['roll-80', 'a5'],
}

/** What a person writes into a document beside what the visit knows. */
export const documentWordFields = {
  receipt: [],
  'medicine-bag': [],
  prescription: [],
  certificate: ['diagnosis', 'advice', 'purpose'],
  referral: ['receivingClinic', 'receivingDepartment', 'purpose', 'summary', 'treatment'],
  'chart-label': [],
  'queue-ticket': [],
} as const satisfies Readonly<Record<DocumentKind, readonly string[]>>

/** One of the fields of `documentWordFields`. */
export const DocumentWordSchema = z.enum([
  'diagnosis',
  'advice',
  'purpose',
  'receivingClinic',
  'receivingDepartment',
  'summary',
  'treatment',
])
/** More than a whole record has to say, so that no letter is cut off at an end nobody sees. */
export const longestWords = 20_000
/** What was written into a document, by field; a field left out is empty. */
export const DocumentWordsSchema = z.partialRecord(DocumentWordSchema, z.string().max(longestWords))
export type DocumentWords = z.infer<typeof DocumentWordsSchema>

/** Why a document can't be made yet of a visit. */
export const DocumentProblemSchema = z.enum(['not-priced', 'not-paid', 'no-drugs', 'no-diagnosis', 'cancelled'])
export type DocumentProblem = z.infer<typeof DocumentProblemSchema>

/**
 * What the law wants on a document and nothing is known of (藥師法 §19, 醫師法 §13, §14), or the official form: it is printed with a gap, and the screen says
 * which.
 */
export const DocumentGapSchema = z.enum([
  'clinic-address',
  'clinic-telephone',
  'indication',
  'warning',
  'dispenser',
  'department',
  'word',
])
export type DocumentGap = z.infer<typeof DocumentGapSchema>

/** `tcp://host:port` of a ticket printer; null for everything else, which is a printer of the system's. */
export const ticketPrinterOf = (printer: string): { readonly host: string; readonly port: number } | null => {
  const parts = /^tcp:\/\/([a-z0-9._-]{1,100}|\[[0-9a-f:]{2,45}\]):(\d{1,5})$/i.exec(printer)
  const port = Number(parts?.[2])
  return parts?.[1] === undefined || port < 1 || port > 65_535 ? null : { host: parts[1].replace(/[[\]]/g, ''), port }
}

/** Where and how a kind of document is printed at this desk. */
export const PrintChoiceSchema = z.strictObject({
  /** A printer of the system by its name, or `tcp://host:port` of a ticket printer that speaks ESC/POS; null until one is chosen. */
  printer: z.string().min(1).max(200).nullable(),
  paper: PaperSchema,
  copies: z.int().min(1).max(9),
  /** 自動列印: whether it comes by itself at its moment (`paperMoments`); never without a printer. Left out by choices from before it was asked. */
  byItself: z.boolean().default(false),
})
export type PrintChoice = z.infer<typeof PrintChoiceSchema>

/** `handed-over`: the printer's queue has it; whether paper came out the system doesn't tell. `saved`: a PDF was written. */
export const PrintStateSchema = z.enum(['handed-over', 'saved', 'failed'])

/** Something that was printed or saved, as the list of jobs has it. */
export const PrintJobSchema = z.strictObject({
  jobId: z.uuid(),
  kind: DocumentKindSchema,
  encounterId: EncounterIdSchema,
  patientName: z.string(),
  at: InstantSchema,
  /** Who stood at the desk. */
  person: z.string(),
  /** Null for a file. */
  printer: z.string().nullable(),
  paper: PaperSchema,
  copies: z.int(),
  state: PrintStateSchema,
  /** Whether it repeats an earlier one, and says so on the paper (補印). */
  isReprint: z.boolean(),
  /** Whether what it says was written otherwise since: printed again it would say what isn't so any more. */
  isOutdated: z.boolean(),
})
export type PrintJob = z.infer<typeof PrintJobSchema>

/** The desk's printers, and what is chosen for each kind of document. */
const PrintersSchema = z.strictObject({
  printers: z.array(z.strictObject({ name: z.string(), displayName: z.string(), isDefault: z.boolean() })),
  choices: z.record(DocumentKindSchema, PrintChoiceSchema),
})
export type Printers = z.infer<typeof PrintersSchema>

const wanted = {
  encounterId: EncounterIdSchema,
  kind: DocumentKindSchema,
  words: DocumentWordsSchema,
}

export const printingChannels = {
  /** What can be printed of a visit, the words proposed for it, and how often it was printed. */
  'print:documents': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: z.array(
      z.strictObject({
        kind: DocumentKindSchema,
        problem: DocumentProblemSchema.nullable(),
        words: DocumentWordsSchema,
        times: z.int().min(0),
      }),
    ),
    errors: ['NOT_FOUND', 'RULES_MISSING'],
  }),
  /** Lays a document out as it would be printed now, and tells where the page may look at it. Nothing is kept. `DOCUMENT_NOT_READY` (details.problem). */
  'print:preview': channel({
    input: z.strictObject(wanted),
    output: z.strictObject({
      url: z.string(),
      paper: PaperSchema,
      gaps: z.array(DocumentGapSchema),
      /** Characters that the font that comes with the program doesn't have: the PC's own prints them, if it can. */
      notInFont: z.array(z.string()),
    }),
    errors: ['NOT_FOUND', 'DOCUMENT_NOT_READY', 'RULES_MISSING'],
  }),
  /**
   * Prints on the printer chosen for this kind, as many copies as chosen there. `STORE_FULL`, `STORE_BUSY`: nothing was printed.
   * `PRINT_NOT_LISTED`: the printer has it, and only the list of jobs doesn't.
   */
  'print:send': channel({
    input: z.strictObject(wanted),
    output: PrintJobSchema,
    errors: [
      'NOT_FOUND',
      'DOCUMENT_NOT_READY',
      'RULES_MISSING',
      'PRINTER_NOT_CHOSEN',
      'PRINTER_FAILED',
      'PRINT_NOT_LISTED',
      'STORE_FULL',
      'STORE_BUSY',
    ],
  }),
  /** Writes the PDF where a person says; null where nobody did. */
  'print:save-pdf': channel({
    input: z.strictObject(wanted),
    output: PrintJobSchema.nullable(),
    errors: [
      'NOT_FOUND',
      'DOCUMENT_NOT_READY',
      'RULES_MISSING',
      'PRINTER_FAILED',
      'FILE_NOT_WRITTEN',
      'STORE_FULL',
      'STORE_BUSY',
    ],
  }),
  /** What was printed on a clinic day, newest first. */
  'print:jobs': channel({
    input: z.strictObject({ day: IsoDateSchema.nullable() }),
    output: z.array(PrintJobSchema),
    errors: [],
  }),
  /**
   * Prints a document again as it was, marked 補印; one that never came to the printer isn't. `DOCUMENT_NOT_READY` (details.problem) of a
   * visit that was cancelled meanwhile.
   */
  'print:again': channel({
    input: z.strictObject({ jobId: z.uuid() }),
    output: PrintJobSchema,
    errors: [
      'NOT_FOUND',
      'DOCUMENT_NOT_READY',
      'RULES_MISSING',
      'PRINTER_NOT_CHOSEN',
      'PRINTER_FAILED',
      'PRINT_NOT_LISTED',
      'STORE_FULL',
      'STORE_BUSY',
    ],
  }),
  /** The printers of this PC now, and what is chosen for each kind of document at this desk. */
  'print:printers': channel({ input: z.strictObject({}), output: PrintersSchema, errors: [] }),
  /** Remembers printer, paper and copies of a kind of document at this desk. */
  'print:choose': channel({
    input: z.strictObject({ kind: DocumentKindSchema, choice: PrintChoiceSchema }),
    output: PrintersSchema,
    errors: ['BAD_REQUEST', 'STORE_FULL', 'STORE_BUSY'],
  }),
} as const

export const printingEvents = {
  /** Something was printed of a visit, or is being printed by itself. */
  'print:changed': z.strictObject({ encounterId: EncounterIdSchema }),
} as const
