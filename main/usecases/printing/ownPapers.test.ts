import { afterEach, describe, expect, it } from 'vitest'
import type { OwnPapers } from '../../../preload/contract/paper/ownPapers.ts'
import type { DocumentKind } from '../../../preload/contract/paper/printing.ts'
import { documentPapers } from '../../../preload/contract/paper/printing.ts'
import { fail } from '../../../preload/contract/result.ts'
import { type Attendance, AttendanceSchema } from '../../../preload/contract/visit/attendance.ts'
import { set as setPreference } from '../../store/desk/preferenceRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import type { PrintHandlers } from './createPrinting.ts'
import { isOfUse, latestOf } from './ownPapers.ts'
import { finish, openTestPrinting, pay, printingOf } from './testPrinting.ts'

let desk: TestDesk
afterEach(() => desk.dispose())

const openPrinting = async (...kinds: readonly DocumentKind[]) => {
  desk = await openTestDesk()
  const { handlers: print, ...rest } = await openTestPrinting(desk)
  for (const kind of kinds) await letComeByItself(print, kind)
  return { print, ...rest }
}

const letComeByItself = async (print: PrintHandlers, kind: DocumentKind) => {
  const [paper] = documentPapers[kind]
  const choice = { printer: 'Laser', paper, copies: 1, byItself: true }
  return okValue(await print['print:choose']({ kind, choice })).choices[kind]
}

const told = async (print: PrintHandlers) => okValue(await print['print:by-itself']({}))
const statesOf = (visits: readonly Pick<OwnPapers, 'papers'>[]) =>
  visits.flatMap(({ papers }) => papers.map((p) => [p.kind, p.state]))

describe('paper that comes by itself', () => {
  it('is the receipt and the bag of who has paid, in this order, and tells what the bag lacks', async () => {
    const { print, port, encounterId, byItself } = await openPrinting('medicine-bag', 'receipt', 'prescription')
    await finish(desk, encounterId)
    await pay(desk, encounterId)
    await byItself('paid', encounterId)
    expect(port.printed.map(({ html }) => /class="sheet a5 ([a-z-]+)"/.exec(html)?.[1])).toEqual([
      'receipt',
      'medicine-bag',
    ])
    const [visit] = await told(print)
    expect(visit).toMatchObject({ encounterId, patientName: '林示安', queueNumber: 1 })
    expect(statesOf(visit === undefined ? [] : [visit])).toEqual([
      ['receipt', 'handed-over'],
      ['medicine-bag', 'handed-over'],
    ])
    const { gaps } = okValue(await print['print:preview']({ encounterId, kind: 'medicine-bag', words: {} }))
    expect(gaps).not.toEqual([])
    expect(visit?.papers.find(({ kind }) => kind === 'medicine-bag')?.gaps).toEqual(gaps)
    expect(desk.published.filter(({ name }) => name === 'print:changed').length).toBeGreaterThan(2)
    const jobs = okValue(await print['print:jobs']({ day: null }))
    expect(jobs.map(({ kind, state }) => [kind, state])).toEqual(
      expect.arrayContaining([
        ['receipt', 'handed-over'],
        ['medicine-bag', 'handed-over'],
      ]),
    )
  })

  it('is the prescription and no bag where a pharmacy dispenses', async () => {
    const { print, encounterId, byItself } = await openPrinting('medicine-bag', 'prescription')
    await finish(desk, encounterId, true)
    await pay(desk, encounterId)
    await byItself('paid', encounterId)
    expect(statesOf(await told(print))).toEqual([['prescription', 'handed-over']])
  })

  it('is the ticket of who was registered, and nothing of it comes again with the payment', async () => {
    const { print, port, encounterId, byItself } = await openPrinting('queue-ticket')
    await byItself('registered', encounterId)
    await finish(desk, encounterId)
    await pay(desk, encounterId)
    await byItself('paid', encounterId)
    expect(port.printed).toHaveLength(1)
    expect(statesOf(await told(print))).toEqual([['queue-ticket', 'handed-over']])
  })

  it('is nothing where nobody asked for it, where the kind has no moment, and without a printer', async () => {
    const { print, port, encounterId, byItself } = await openPrinting()
    expect(await letComeByItself(print, 'certificate')).toMatchObject({ byItself: false })
    const choice = { printer: null, paper: 'a5' as const, copies: 1, byItself: true }
    okValue(await print['print:choose']({ kind: 'receipt', choice }))
    await finish(desk, encounterId)
    await pay(desk, encounterId)
    await byItself('paid', encounterId)
    expect([port.printed, await told(print)]).toEqual([[], []])
  })

  it('is nothing for choices that were kept before it was asked', async () => {
    const { print } = await openPrinting()
    const before = JSON.stringify({ printer: 'Laser', paper: 'a4', copies: 2 })
    okValue(await desk.context.store.write((tx) => setPreference(tx, 'print.receipt', before)))
    expect(okValue(await print['print:printers']({})).choices.receipt).toEqual({
      printer: 'Laser',
      paper: 'a4',
      copies: 2,
      byItself: false,
    })
  })

  it('is nothing for a visit that was cancelled meanwhile', async () => {
    desk = await openTestDesk()
    const { handlers: print, port, encounterId, byItself } = await openTestPrinting(desk, { isSeen: false })
    await letComeByItself(print, 'queue-ticket')
    okValue(await cancelRegistration(desk.context, encounterId))
    await byItself('registered', encounterId)
    expect([port.printed, await told(print)]).toEqual([[], []])
  })

  it('stays told where the printer refused it, until it is printed by hand or somebody has seen it', async () => {
    const { print, port, encounterId, byItself } = await openPrinting('receipt', 'medicine-bag')
    await finish(desk, encounterId)
    await pay(desk, encounterId)
    port.refuse = true
    await byItself('paid', encounterId)
    const refused = { state: 'failed', error: { code: 'PRINTER_FAILED' } }
    expect(await told(print)).toMatchObject([{ papers: [refused, refused] }])
    port.refuse = false
    okValue(await print['print:send']({ encounterId, kind: 'receipt', words: {} }))
    expect(statesOf(await told(print))).toEqual([
      ['receipt', 'handed-over'],
      ['medicine-bag', 'failed'],
    ])
    expect(statesOf(okValue(await print['print:note-by-itself']({ encounterId })))).toEqual([
      ['receipt', 'handed-over'],
    ])
  })
})

it('is out, and told so, where only the list of jobs could not be kept', async () => {
  desk = await openTestDesk()
  const { handlers, port, encounterId } = await openTestPrinting(desk)
  await letComeByItself(handlers, 'queue-ticket')
  const { store } = desk.context
  let writes = 0
  const write: typeof store.write = async (work) => {
    writes += 1
    return writes === 2 ? fail('STORE_FULL') : store.write(work)
  }
  const full = printingOf({ ...desk.context, store: { ...store, write } }, port)
  await full.byItself('registered', encounterId)
  expect(port.printed).toHaveLength(1)
  expect(await told(full.handlers)).toMatchObject([
    { papers: [{ state: 'handed-over', error: { code: 'PRINT_NOT_LISTED' } }] },
  ])
})

it('is no ticket for who is at home or on video, whose number nobody calls', () => {
  const of = (attendance: Attendance) => isOfUse('queue-ticket', { released: false, attendance })
  expect(AttendanceSchema.options.filter(of)).toEqual(['on-site'])
})

describe('what is remembered of it', () => {
  const visit = (number: number, state: 'failed' | 'handed-over'): OwnPapers => ({
    encounterId: `019191a0-0000-7000-8000-${String(number).padStart(12, '0')}` as OwnPapers['encounterId'],
    patientName: '林示安',
    queueNumber: number,
    papers: [{ kind: 'receipt', state, error: null, gaps: [], notInFont: [] }],
  })

  it('is whatever failed, however long ago, and the latest twenty besides', () => {
    const fine = Array.from({ length: 30 }, (_, index) => visit(index + 2, 'handed-over'))
    const kept = latestOf([visit(1, 'failed'), ...fine]).map(({ queueNumber }) => queueNumber)
    expect(kept).toEqual([1, ...Array.from({ length: 20 }, (_, index) => index + 12)])
  })
})
