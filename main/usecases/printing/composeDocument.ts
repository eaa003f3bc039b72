import { createHash } from 'node:crypto'
import Mustache from 'mustache'
import QRCode from 'qrcode'
import {
  type DocumentGap,
  type DocumentKind,
  type DocumentProblem,
  documentKinds,
  type Paper,
} from '../../../preload/contract/paper/printing.ts'
import { taipeiDay } from '../../../preload/contract/patient/rocDate.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import { inForceOn } from '../../domain/tables/effectiveDate.ts'
import type { DepartmentEntry } from '../../domain/tables/ruleTables.ts'
import type { Resources } from '../../platform/resourceFiles.ts'
import { readDepartments } from '../desk/departments.ts'
import { type DrugNotes, DrugNotesSchema } from './drugNotes.ts'
import { type Layout, rocDay } from './layout.ts'
import { layOutCertificate, layOutReferral } from './letters.ts'
import { layOutMedicineBag } from './medicineBag.ts'
import type { Sheet } from './port.ts'
import { layOutPrescription, prescriptionSheets, verificationText } from './prescription.ts'
import { type FontCoverage, fontCoverage, notInFont, type PrintPage } from './printedFont.ts'
import { layOutReceipt } from './receipt.ts'
import { layOutChartLabel, layOutQueueTicket } from './slips.ts'
import type { VisitFacts } from './visitFacts.ts'

/** The bookshelf's part in printing, read once: a template for each kind, names of departments, what bags say of drugs. */
export interface PrintingTexts {
  readonly templates: Readonly<Record<DocumentKind, string>>
  readonly partials: Readonly<Record<string, string>>
  readonly departments: readonly DepartmentEntry[]
  readonly notes: DrugNotes
  /** The page around a document: its styles and fonts. */
  readonly shell: string
  readonly covers: FontCoverage
}

const partialNames = ['clinic', 'day', 'identity', 'person', 'reprint', 'running'] as const

/** `RULES_MISSING` names the first file that is absent or unsound. */
export const loadPrintingTexts = async (
  resources: Resources,
  { shell, styles }: PrintPage,
): Promise<Result<PrintingTexts>> => {
  const read = async (name: string): Promise<Result<readonly [string, string]>> => {
    const text = await resources.readText(`templates/${name}.html`)
    return text.ok ? ok([name, text.value]) : text
  }
  const files = await Promise.all([...documentKinds, ...partialNames].map(read))
  const missing = files.find((file) => !file.ok)
  if (missing?.ok === false) return missing
  const texts = new Map(files.flatMap((file) => (file.ok ? [file.value] : [])))
  const notes = await resources.readJson('templates/drug-notes.json', DrugNotesSchema)
  if (!notes.ok) return notes
  const departments = await readDepartments(resources)
  if (!departments.ok) return departments
  const textOf = (name: string): string => texts.get(name) ?? ''
  return ok({
    templates: Object.fromEntries(documentKinds.map((kind) => [kind, textOf(kind)])) as PrintingTexts['templates'],
    partials: Object.fromEntries(partialNames.map((name) => [name, textOf(name)])),
    departments: departments.value,
    notes: notes.value,
    shell,
    covers: fontCoverage(styles),
  })
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
/** Drawn as an image of its own inside the page; no script, no file. */
const qrOf = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 })

const layOut = async (kind: DocumentKind, facts: VisitFacts, printedAt: number): Promise<Layout> => {
  switch (kind) {
    case 'receipt':
      return layOutReceipt(facts, printedAt)
    case 'medicine-bag':
      return layOutMedicineBag(facts, printedAt)
    case 'prescription':
      return layOutPrescription(
        facts,
        printedAt,
        await Promise.all(prescriptionSheets(facts).map((sheet) => qrOf(verificationText(sheet, sha256)))),
      )
    case 'certificate':
      return layOutCertificate(facts, printedAt)
    case 'referral':
      return layOutReferral(facts, printedAt)
    case 'chart-label':
      return layOutChartLabel(facts, printedAt, await qrOf(facts.patient.chartNumber))
    case 'queue-ticket':
      return layOutQueueTicket(facts, printedAt)
  }
}

/** On what a document is printed, and when. */
export interface Printing {
  readonly paper: Paper
  /** Epoch ms, of this paper. */
  readonly printedAt: number
  /** Epoch ms, of the first one: a certificate printed again was not written anew. */
  readonly issuedAt: number
  readonly isReprint: boolean
}

/** Documents that say nothing of the department. */
const slips: readonly DocumentKind[] = ['chart-label', 'queue-ticket']

interface Composed {
  readonly sheet: Sheet
  readonly gaps: readonly DocumentGap[]
  /** Characters that whatever font of the PC has them prints. */
  readonly notInFont: readonly string[]
}

/** Where the document goes in the shell. */
const place = '<!--document-->'

/**
 * One document as a page without script. Whatever comes from people or servers is escaped by the template language; only our own QR
 * pictures are not.
 */
export const composeDocument = async (
  texts: PrintingTexts,
  kind: DocumentKind,
  facts: VisitFacts,
  how: Printing,
): Promise<Composed> => {
  const { view, gaps: laidOut } = await layOut(kind, facts, how.printedAt)
  const department = inForceOn(texts.departments, facts.day).find(({ code }) => code === facts.department)?.nameZh ?? ''
  // Of a doctor who has left since before visits kept it, nobody knows it any more.
  const gaps: readonly DocumentGap[] = department === '' && !slips.includes(kind) ? [...laidOut, 'department'] : laidOut
  const body = Mustache.render(
    texts.templates[kind],
    { ...view, department, isReprint: how.isReprint, issuedOn: rocDay(taipeiDay(how.issuedAt)) },
    { ...texts.partials },
  )
  const html = texts.shell.replace(place, () => `<main class="sheet ${how.paper} ${kind}">${body}</main>`)
  return { sheet: { html, paper: how.paper }, gaps, notInFont: notInFont(body, texts.covers) }
}

/** Whether a visit has come far enough for a document. */
export const problemOf = (kind: DocumentKind, facts: VisitFacts, isCancelled: boolean): DocumentProblem | null => {
  if (isCancelled) return 'cancelled'
  if (kind === 'chart-label' || kind === 'queue-ticket') return null
  if (kind === 'certificate' || kind === 'referral') return facts.diagnoses.length === 0 ? 'no-diagnosis' : null
  if (facts.price === null) return 'not-priced'
  // Nobody took anything before, and what the patient buys or is let off isn't known.
  if (kind === 'receipt') return facts.paid === null ? 'not-paid' : null
  return facts.orders.some((order) => order.kind === 'drug') ? null : 'no-drugs'
}
