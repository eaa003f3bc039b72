import {
  type OwnPaper,
  type OwnPapers,
  type PaperMoment,
  paperMoments,
} from '../../../preload/contract/paper/ownPapers.ts'
import {
  type DocumentGap,
  type DocumentKind,
  type DocumentWords,
  documentKinds,
  type PrintChoice,
} from '../../../preload/contract/paper/printing.ts'
import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { Attendance } from '../../../preload/contract/visit/attendance.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { prescriptionOf } from '../../domain/orders/prescription.ts'
import { attendanceOf } from '../../store/visit/attendanceRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { createOneAtATime } from '../oneAtATime.ts'
import { personById } from '../patient/wholePerson.ts'
import { type PrintingTexts, problemOf } from './composeDocument.ts'
import { visitFactsOf } from './visitFactsOf.ts'

interface Lacks {
  readonly gaps: readonly DocumentGap[]
  readonly notInFont: readonly string[]
}

interface OwnPaperOptions {
  readonly context: DeskContext
  readonly texts: () => Promise<Result<PrintingTexts>>
  readonly choices: () => Promise<Readonly<Record<DocumentKind, PrintChoice>>>
  /** Prints a document as by hand. */
  readonly send: (wanted: {
    readonly encounterId: EncounterId
    readonly kind: DocumentKind
    readonly words: DocumentWords
  }) => Promise<Result<Lacks>>
  /** Told of what was thrown. */
  readonly onFault: (error: unknown) => void
}

/** Paper that comes without being asked for (自動列印). */
export interface OwnPaperDesk {
  /** Prints what this desk wants at this moment of a visit, one paper after another; never throws. */
  readonly byItself: (moment: PaperMoment, encounterId: EncounterId) => Promise<void>
  readonly list: () => OwnPapers[]
  /** Somebody has seen what failed of a visit. */
  readonly note: (encounterId: EncounterId) => OwnPapers[]
  /** A document of a visit came to paper or file in any other way: what failed of it before is mended. */
  readonly printed: (encounterId: EncounterId, kind: DocumentKind) => void
}

/** So many visits of which nothing failed are remembered. */
const remembered = 20

const isFailed = ({ papers }: OwnPapers): boolean => papers.some(({ state }) => state === 'failed')

/** What is remembered of these: whatever failed, and the latest of the others. */
export const latestOf = (all: readonly OwnPapers[]): OwnPapers[] => {
  const fine = all.filter((visit) => !isFailed(visit))
  const forgotten = new Set(fine.slice(0, Math.max(0, fine.length - remembered)))
  return all.filter((visit) => !forgotten.has(visit))
}

interface Use {
  /** 交付調劑: a pharmacy dispenses. */
  readonly released: boolean
  readonly attendance: Attendance
}

/**
 * Whether a visit has a use for a document by itself: a bag for what is dispensed here, a 處方箋 for what a pharmacy dispenses, a ticket for
 * who sits in the waiting room.
 */
export const isOfUse = (kind: DocumentKind, { released, attendance }: Use): boolean => {
  if (kind === 'medicine-bag') return !released
  if (kind === 'prescription') return released
  return kind !== 'queue-ticket' || attendance === 'on-site'
}

const begun = (kind: DocumentKind): OwnPaper => ({ kind, state: 'under-way', error: null, gaps: [], notInFont: [] })
const failed = (kind: DocumentKind, error: AppError): OwnPaper => ({ ...begun(kind), state: 'failed', error })

export const createOwnPapers = ({ context, texts, choices, send, onFault }: OwnPaperOptions): OwnPaperDesk => {
  const oneAtATime = createOneAtATime()
  let all: OwnPapers[] = []

  const change = (encounterId: EncounterId, paper: (paper: OwnPaper) => OwnPaper): void => {
    all = latestOf(all.map((v) => (v.encounterId === encounterId ? { ...v, papers: v.papers.map(paper) } : v)))
    context.publish('print:changed', { encounterId })
  }
  const put = (paper: OwnPaper, encounterId: EncounterId): void =>
    change(encounterId, (before) => (before.kind === paper.kind ? paper : before))

  /** The kinds that this desk prints by itself at this moment and that this visit has a use for. */
  const kindsOf = async (
    encounterId: EncounterId,
    wanted: readonly DocumentKind[],
  ): Promise<Result<DocumentKind[]>> => {
    const read = await texts()
    if (!read.ok) return read
    const facts = await visitFactsOf(context, encounterId, {}, read.value.notes)
    if (!facts.ok) return facts
    const visit = await byId(context.store.db, encounterId)
    if (visit === null) return fail('NOT_FOUND')
    const { released } = prescriptionOf(visit.draft)
    const { attendance } = await attendanceOf(context.store.db, encounterId)
    const isCancelled = visit.state === 'cancelled'
    return ok(
      wanted.filter(
        (kind) => isOfUse(kind, { released, attendance }) && problemOf(kind, facts.value, isCancelled) === null,
      ),
    )
  }

  const print = async (encounterId: EncounterId, kind: DocumentKind): Promise<void> => {
    try {
      const done = await send({ encounterId, kind, words: {} })
      // The paper is out, and only the list of jobs lacks it: nobody is told to print once more.
      const isOut = !done.ok && done.error.code === 'PRINT_NOT_LISTED'
      if (isOut) return put({ ...begun(kind), state: 'handed-over', error: done.error }, encounterId)
      if (!done.ok) return put(failed(kind, done.error), encounterId)
      const { gaps, notInFont } = done.value
      put({ ...begun(kind), state: 'handed-over', gaps: [...gaps], notInFont: [...notInFont] }, encounterId)
    } catch (error) {
      put(failed(kind, fail('INTERNAL').error), encounterId)
      onFault(error)
    }
  }

  const wantedAt = async (moment: PaperMoment): Promise<DocumentKind[]> => {
    const chosen = await choices()
    return documentKinds.filter((kind) => paperMoments[kind] === moment && chosen[kind].byItself)
  }

  const begin = async (moment: PaperMoment, encounterId: EncounterId): Promise<void> => {
    const wanted = await wantedAt(moment)
    if (wanted.length === 0) return
    const { db } = context.store
    const visit = await byId(db, encounterId)
    const patient = visit === null ? null : await personById(db, visit.patientId)
    if (visit === null || patient === null) return
    const kinds = await kindsOf(encounterId, wanted)
    const papers = kinds.ok ? kinds.value.map(begun) : wanted.map((kind) => failed(kind, kinds.error))
    if (papers.length === 0) return
    const earlier = all.find((one) => one.encounterId === encounterId)?.papers ?? []
    const others = earlier.filter(({ kind }) => !papers.some((paper) => paper.kind === kind))
    const { queueNumber } = visit
    all = latestOf([
      ...all.filter((one) => one.encounterId !== encounterId),
      { encounterId, patientName: patient.name, queueNumber, papers: [...others, ...papers] },
    ])
    context.publish('print:changed', { encounterId })
    if (!kinds.ok) return
    for (const kind of kinds.value) await oneAtATime(() => print(encounterId, kind))
  }

  return {
    byItself: (moment, encounterId) => begin(moment, encounterId).catch(onFault),
    list: () => all,
    note: (encounterId) => {
      all = all
        .map((visit) =>
          visit.encounterId === encounterId
            ? { ...visit, papers: visit.papers.filter(({ state }) => state !== 'failed') }
            : visit,
        )
        .filter(({ papers }) => papers.length > 0)
      return all
    },
    printed: (encounterId, kind) => {
      const before = all.find((visit) => visit.encounterId === encounterId)
      if (before?.papers.some((paper) => paper.kind === kind && paper.state === 'failed') !== true) return
      put({ ...begun(kind), state: 'handed-over' }, encounterId)
    },
  }
}
