import { paperMoments } from '../../../preload/contract/paper/ownPapers.ts'
import {
  type DocumentKind,
  documentKinds,
  documentPapers,
  type PrintChoice,
  PrintChoiceSchema,
  type Printers,
  type PrintJob,
} from '../../../preload/contract/paper/printing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, Handlers } from '../../ipc/handlers.ts'
import type { AuditEntry } from '../../store/audit/auditChain.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { all, set } from '../../store/desk/preferenceRepository.ts'
import { append, byId, ofDay, type PrintJobRecord, timesOf } from '../../store/desk/printJobRepository.ts'
import { fromJson } from '../../store/jsonColumn.ts'
import { byId as encounterById } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { composeDocument, type Printing, type PrintingTexts, problemOf } from './composeDocument.ts'
import { proposedWords } from './letters.ts'
import { drugNotesOfVisit, keepDrugNote } from './ownDrugNotes.ts'
import { createOwnPapers, type OwnPaperDesk } from './ownPapers.ts'
import type { PrinterPort } from './port.ts'
import { type Repeated, repeatedBy, sameBefore } from './repeats.ts'
import { type VisitFacts, VisitFactsSchema } from './visitFacts.ts'
import { visitFactsOf } from './visitFactsOf.ts'

type Wanted = HandlerInput<'print:send'>
type PrintChannel = Extract<keyof Handlers, `print:${string}`>
export type PrintHandlers = Pick<Handlers, PrintChannel>

export interface PrintDesk extends Pick<OwnPaperDesk, 'byItself'> {
  readonly handlers: PrintHandlers
}

/** A document that the printer's queue has, and what it lacks. */
interface HandedOver extends Pick<Awaited<ReturnType<typeof composeDocument>>, 'gaps' | 'notInFont'> {
  readonly job: PrintJob
}

export interface PrintingOptions {
  readonly context: DeskContext
  readonly port: PrinterPort
  /** Asked at each use, so that a start does not read templates. */
  readonly texts: () => Promise<Result<PrintingTexts>>
  /** Told of what was thrown where no answer can carry it. */
  readonly onFault: (error: unknown) => void
}

const keyOf = (kind: DocumentKind): string => `print.${kind}`
const firstChoice = (kind: DocumentKind): PrintChoice => ({
  printer: null,
  paper: documentPapers[kind][0],
  copies: 1,
  byItself: false,
})

/** The verbs of paper: what can be printed, how it looks, printing, printing again, and what comes by itself. */
export const createPrinting = ({ context, port, texts, onFault }: PrintingOptions): PrintDesk => {
  const { store } = context

  const choices = async (): Promise<Record<DocumentKind, PrintChoice>> => {
    const kept = await all(store.db)
    const choiceOf = (kind: DocumentKind): PrintChoice => {
      const text = kept.get(keyOf(kind))
      if (text === undefined) return firstChoice(kind)
      const parsed = PrintChoiceSchema.safeParse(JSON.parse(text))
      return parsed.success && documentPapers[kind].includes(parsed.data.paper) ? parsed.data : firstChoice(kind)
    }
    return Object.fromEntries(documentKinds.map((kind) => [kind, choiceOf(kind)])) as Record<DocumentKind, PrintChoice>
  }

  const printers = async (): Promise<Printers> => ({
    printers: [...(await port.printers())],
    choices: await choices(),
  })

  const printingOf = (paper: PrintChoice['paper'], repeated: Repeated | null): Printing => {
    const printedAt = context.now()
    return { paper, printedAt, issuedAt: repeated?.issuedAt ?? printedAt, isReprint: repeated !== null }
  }

  /** The facts of a document that can be made, and the paper it would repeat. */
  const ready = async ({ encounterId, kind, words }: Wanted) => {
    const read = await texts()
    if (!read.ok) return read
    const facts = await visitFactsOf(context, encounterId, words, read.value.notes)
    if (!facts.ok) return facts
    const visit = await encounterById(store.db, encounterId)
    const problem = problemOf(kind, facts.value, visit?.state === 'cancelled')
    if (problem !== null) return fail('DOCUMENT_NOT_READY', { details: { problem } })
    const how = { paper: documentPapers[kind][0], printedAt: 0, issuedAt: 0, isReprint: false }
    const onPaper = async (of: VisitFacts) => (await composeDocument(read.value, kind, of, how)).sheet.html
    const repeated = await sameBefore(store.db, kind, facts.value, onPaper)
    return ok({ texts: read.value, facts: facts.value, repeated })
  }

  const auditRow = (job: PrintJobRecord, more: Readonly<Record<string, string>> = {}): AuditEntry => ({
    at: job.at,
    who: job.person,
    desk: job.desk,
    action:
      job.state === 'saved' ? 'document-saved' : job.reprintOf === null ? 'document-printed' : 'document-reprinted',
    subject: job.encounterId,
    details: { kind: job.kind, copies: job.copies, ...more },
  })

  /** Keeps what came of a document, and the row of audit that isn't there yet. */
  const keep = async (job: PrintJobRecord, facts: VisitFacts, row: AuditEntry | null): Promise<Result<PrintJob>> => {
    const kept = await store.write(async (tx) => {
      await append(tx, job, JSON.stringify(facts))
      if (row !== null) await appendAudit(tx, row)
    })
    if (!kept.ok) return kept
    if (job.state !== 'failed') own.printed(job.encounterId, job.kind)
    context.publish('print:changed', { encounterId: job.encounterId })
    return ok(viewOf(job, facts.patient.name))
  }

  const jobOf = (
    kind: DocumentKind,
    facts: VisitFacts,
    how: Pick<PrintJobRecord, 'printer' | 'paper' | 'copies' | 'state' | 'reprintOf'>,
  ): PrintJobRecord => ({
    id: context.newId(),
    kind,
    encounterId: facts.encounterId as PrintJobRecord['encounterId'],
    day: dayOf(context.now()),
    at: context.now(),
    desk: context.settings.desk.id,
    person: context.settings.desk.person,
    ...how,
  })

  /**
   * Hands a document to the printer chosen for its kind, and keeps what came of it, a refusal included. That it goes to the printer is in
   * the audit beforehand: a store that takes nothing more refuses there, while no paper is out. Where only the job can't be kept
   * afterwards (`PRINT_NOT_LISTED`), nobody is told to print once more.
   */
  const handOver = async (
    kind: DocumentKind,
    facts: VisitFacts,
    read: PrintingTexts,
    repeated: Repeated | null,
  ): Promise<Result<HandedOver>> => {
    const { printer, paper, copies } = (await choices())[kind]
    if (printer === null) return fail('PRINTER_NOT_CHOSEN')
    const { sheet, ...lacks } = await composeDocument(read, kind, facts, printingOf(paper, repeated))
    const reprintOf = repeated?.jobId ?? null
    const job = jobOf(kind, facts, { printer, paper, copies, state: 'handed-over', reprintOf })
    const noted = await store.write((tx) => appendAudit(tx, auditRow(job)))
    if (!noted.ok) return noted
    const printed = await port.print(sheet, { printer, copies })
    if (!printed.ok) {
      await keep({ ...job, state: 'failed' }, facts, auditRow(job, { refused: printed.error.code }))
      return printed
    }
    const kept = await keep(job, facts, null)
    return kept.ok
      ? ok({ job: kept.value, ...lacks })
      : fail('PRINT_NOT_LISTED', { details: { because: kept.error.code } })
  }

  const send = async (wanted: Wanted): Promise<Result<HandedOver>> => {
    const made = await ready(wanted)
    return made.ok ? handOver(wanted.kind, made.value.facts, made.value.texts, made.value.repeated) : made
  }

  const own = createOwnPapers({ context, texts, choices, send, onFault })

  const handlers: PrintHandlers = {
    'print:documents': async ({ encounterId }) => {
      const read = await texts()
      if (!read.ok) return read
      const facts = await visitFactsOf(context, encounterId, {}, read.value.notes)
      if (!facts.ok) return facts
      const visit = await encounterById(store.db, encounterId)
      const times = await timesOf(store.db, encounterId)
      return ok(
        documentKinds.map((kind) => ({
          kind,
          problem: problemOf(kind, facts.value, visit?.state === 'cancelled'),
          words: proposedWords(kind, facts.value),
          times: times.get(kind) ?? 0,
        })),
      )
    },
    'print:preview': async (wanted) => {
      const made = await ready(wanted)
      if (!made.ok) return made
      const { paper } = (await choices())[wanted.kind]
      const { texts: read, facts, repeated } = made.value
      const { sheet, gaps, notInFont } = await composeDocument(read, wanted.kind, facts, printingOf(paper, repeated))
      return ok({ url: port.show(sheet), paper, gaps: [...gaps], notInFont: [...notInFont] })
    },
    'print:send': async (wanted) => jobOnly(await send(wanted)),
    'print:save-pdf': async (wanted) => {
      const made = await ready(wanted)
      if (!made.ok) return made
      const { texts: read, facts, repeated } = made.value
      const { paper } = (await choices())[wanted.kind]
      const { sheet } = await composeDocument(read, wanted.kind, facts, printingOf(paper, repeated))
      const pdf = await port.pdf(sheet)
      if (!pdf.ok) return pdf
      // No name of a person in a file's name, which others may see.
      const saved = await context.saveFile(`${facts.day}-${facts.queueNumber}-${wanted.kind}.pdf`, pdf.value)
      if (!saved.ok) return saved
      if (saved.value === null) return ok(null)
      const reprintOf = repeated?.jobId ?? null
      const job = jobOf(wanted.kind, facts, { printer: null, paper, copies: 1, state: 'saved', reprintOf })
      return keep(job, facts, auditRow(job))
    },
    'print:drug-notes': async (wanted) => {
      const read = await texts()
      return read.ok ? drugNotesOfVisit(context, wanted, read.value.notes) : read
    },
    'print:keep-drug-note': (input) => keepDrugNote(context, input),
    'print:jobs': async ({ day }) => {
      const jobs = await ofDay(store.db, day ?? dayOf(context.now()))
      return ok(jobs.map(({ patientName, isOutdated, ...job }) => viewOf(job, patientName, isOutdated)))
    },
    'print:again': async ({ jobId }) => {
      const kept = await byId(store.db, jobId)
      if (kept === null) return fail('NOT_FOUND')
      const visit = await encounterById(store.db, kept.job.encounterId)
      if (visit?.state === 'cancelled') return fail('DOCUMENT_NOT_READY', { details: { problem: 'cancelled' } })
      const read = await texts()
      if (!read.ok) return read
      const facts = fromJson(VisitFactsSchema, kept.facts)
      return jobOnly(await handOver(kept.job.kind, facts, read.value, await repeatedBy(store.db, kept.job)))
    },
    'print:by-itself': async () => ok(own.list()),
    'print:note-by-itself': async ({ encounterId }) => ok(own.note(encounterId)),
    'print:printers': async () => ok(await printers()),
    'print:choose': async ({ kind, choice }) => {
      if (!documentPapers[kind].includes(choice.paper)) return fail('BAD_REQUEST')
      const byItself = choice.byItself && choice.printer !== null && paperMoments[kind] !== null
      const chosen = await store.write((tx) => set(tx, keyOf(kind), JSON.stringify({ ...choice, byItself })))
      return chosen.ok ? ok(await printers()) : chosen
    },
  }
  return { handlers, byItself: own.byItself }
}

const jobOnly = (done: Result<HandedOver>): Result<PrintJob> => (done.ok ? ok(done.value.job) : done)

const viewOf = (job: PrintJobRecord, patientName: string, isOutdated = false): PrintJob => ({
  jobId: job.id,
  kind: job.kind,
  encounterId: job.encounterId,
  patientName,
  at: instantOf(job.at),
  person: job.person,
  printer: job.printer,
  paper: job.paper,
  copies: job.copies,
  state: job.state,
  isReprint: job.reprintOf !== null,
  isOutdated,
})
