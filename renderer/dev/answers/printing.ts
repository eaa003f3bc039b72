import { type DrugNote, noDrugNote } from '../../../preload/contract/paper/drugNotes.ts'
import {
  type DocumentKind,
  DocumentKindSchema,
  type DocumentProblem,
  documentKinds,
  documentPapers,
  type PrintChoice,
  PrintChoiceSchema,
} from '../../../preload/contract/paper/printing.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import fixtures from '../fixtures.json'
import type { Handlers, World } from '../world.ts'

type PrintHandlers = Pick<Handlers, Extract<keyof Handlers, `print:${string}`>>

/** No paper comes out of a pretend desk. */
const refused: AppError = { code: 'PRINTER_FAILED', retryable: true }
const notFound: AppError = { code: 'NOT_FOUND', retryable: false }

const ownNotes = new Map<string, DrugNote>()
const chosen = new Map<string, PrintChoice>()
const printers = () => ({
  printers: [{ name: 'Laser', displayName: 'Laser', isDefault: true }],
  choices: Object.fromEntries(
    documentKinds.map((kind) => [
      kind,
      chosen.get(kind) ?? { printer: null, paper: documentPapers[kind][0], copies: 1, byItself: false },
    ]),
  ) as Record<(typeof documentKinds)[number], PrintChoice>,
})

/** What came of papers: printed once more, changed since, refused, and saved. */
const printed = [
  { kind: 'receipt', printer: 'Laser', paper: 'a5', state: 'handed-over', isReprint: true },
  { kind: 'prescription', printer: 'Laser', paper: 'a5', state: 'handed-over', isReprint: true, isOutdated: true },
  { kind: 'queue-ticket', printer: 'tcp://192.168.1.50:9100', paper: 'roll-80', state: 'failed' },
  { kind: 'certificate', printer: null, paper: 'a4', state: 'saved' },
] as const

const visitOf = (world: World, encounterId: string) => world.visits.find((visit) => visit.encounterId === encounterId)

export const printHandlers: PrintHandlers = {
  'print:documents': (world, { encounterId }) => {
    const visit = visitOf(world, encounterId)
    if (visit === undefined) return notFound
    const needsPrice = ['receipt', 'medicine-bag', 'prescription']
    const problemOf = (kind: DocumentKind): DocumentProblem | null => {
      if (visit.price === null && needsPrice.includes(kind)) return 'not-priced'
      return kind === 'receipt' && visit.state !== 'closed' ? 'not-paid' : null
    }
    return documentKinds.map((kind) => ({
      kind,
      problem: problemOf(kind),
      words: {},
      times: 0,
    }))
  },
  'print:preview': (_, { kind }) => ({ url: 'about:blank', paper: documentPapers[kind][0], gaps: [], notInFont: [] }),
  'print:send': () => refused,
  'print:save-pdf': () => null,
  'print:drug-notes': (world, { encounterId }) =>
    (visitOf(world, encounterId)?.orders ?? [])
      .filter(({ kind }) => kind === 'drug')
      .map(({ code }, index) => ({
        code,
        name: fixtures.orders.find((order) => order.code === code)?.nameZh ?? code,
        starter: index === 0 ? fixtures.drugNotes.starter : null,
        own: ownNotes.get(code) ?? (index === 0 ? { ...noDrugNote, ...fixtures.drugNotes.own } : noDrugNote),
      })),
  'print:keep-drug-note': (world, { code, note }) => {
    ownNotes.set(code, note)
    setTimeout(() => world.tell('drug-notes:changed', {}), 0)
    return {}
  },
  'print:jobs': (world) =>
    world.visits
      .filter(({ state }) => state === 'closed')
      .slice(0, 1)
      .flatMap(({ encounterId, patient, registeredAt }) =>
        printed.map((job, index) => ({
          jobId: `019191a0-0000-7000-8000-00000000000${index}`,
          encounterId,
          patientName: patient.name,
          at: registeredAt,
          person: '',
          copies: 1,
          isReprint: false,
          isOutdated: false,
          ...job,
        })),
      ),
  'print:again': () => refused,
  'print:by-itself': ({ ownPapers }) => ownPapers,
  'print:note-by-itself': (world, { encounterId }) => {
    world.ownPapers = world.ownPapers.filter((visit) => visit.encounterId !== encounterId)
    return world.ownPapers
  },
  'print:printers': printers,
  'print:choose': (_, { kind, choice }) => {
    chosen.set(DocumentKindSchema.parse(kind), PrintChoiceSchema.parse(choice))
    return printers()
  },
}
