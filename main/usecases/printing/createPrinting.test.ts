import { afterEach, describe, expect, it } from 'vitest'
import { ordinaryPrescription } from '../../../preload/contract/orders/prescription.ts'
import { DrugNoteSchema, noDrugNote } from '../../../preload/contract/paper/drugNotes.ts'
import type { DocumentKind } from '../../../preload/contract/paper/printing.ts'
import { documentKinds, documentPapers } from '../../../preload/contract/paper/printing.ts'
import { fail, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { seedCatalog } from '../../app/loadTables.ts'
import { read as readAudit } from '../../store/audit/auditRepository.ts'
import { set as setPreference } from '../../store/desk/preferenceRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { payDebt } from '../money/payDebt.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { diagnoses, drugOrder, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import type { PrintHandlers } from './createPrinting.ts'
import { finish, openTestPrinting, pay, printingOf, resources } from './testPrinting.ts'

let desk: TestDesk
afterEach(() => desk.dispose())

/** A visit that is being seen, and the verbs of paper. */
const openPrinting = async () => {
  desk = await openTestDesk()
  const { handlers: print, port, encounterId } = await openTestPrinting(desk)
  return { print, port, encounterId }
}

const previewed = async (
  print: PrintHandlers,
  encounterId: EncounterId,
  kind: DocumentKind,
  words: Parameters<PrintHandlers['print:preview']>[0]['words'] = {},
): Promise<{ readonly html: string; readonly gaps: readonly string[] }> => {
  const { url, gaps } = okValue(await print['print:preview']({ encounterId, kind, words }))
  return { html: url, gaps }
}

const problemsOf = async (print: PrintHandlers, encounterId: EncounterId): Promise<Record<string, string | null>> =>
  Object.fromEntries(
    okValue(await print['print:documents']({ encounterId })).map(({ kind, problem }) => [kind, problem]),
  )

it('says which documents a visit has come far enough for', async () => {
  const { print, encounterId } = await openPrinting()
  expect(await problemsOf(print, encounterId)).toEqual({
    receipt: 'not-priced',
    'medicine-bag': 'not-priced',
    prescription: 'not-priced',
    certificate: 'no-diagnosis',
    referral: 'no-diagnosis',
    'chart-label': null,
    'queue-ticket': null,
  })
  const early = await print['print:preview']({ encounterId, kind: 'receipt', words: {} })
  expect(early).toMatchObject({ error: { code: 'DOCUMENT_NOT_READY', details: { problem: 'not-priced' } } })
  await finish(desk, encounterId)
  expect(await problemsOf(print, encounterId)).toMatchObject({
    receipt: 'not-paid',
    prescription: null,
    referral: null,
  })
  await pay(desk, encounterId)
  expect(new Set(Object.values(await problemsOf(print, encounterId)))).toEqual(new Set([null]))
})

it('lays out each document with what the visit knows, and no mark of the template language is left', async () => {
  const { print, encounterId } = await openPrinting()
  await finish(desk, encounterId)
  await pay(desk, encounterId)
  for (const kind of documentKinds) {
    const { html } = await previewed(print, encounterId, kind)
    expect(html, kind).toContain(`class="sheet ${documentPapers[kind][0]} ${kind}"`)
    expect(html, kind).not.toMatch(/\{\{|undefined|NaN|\[object/)
    expect(html, kind).toContain('示範診所')
  }
  const bag = await previewed(print, encounterId, 'medicine-bag')
  for (const legal of [
    '林示安',
    '男',
    'ACETAMINOPHEN',
    '1 錠',
    '每日三次',
    '9 錠',
    '止痛',
    '一日勿超過',
    '調劑者：許示範',
    '115年11月20日',
  ])
    expect(bag.html).toContain(legal)
  // The law wants the clinic's place; these settings have none, and that is said.
  expect(bag.gaps).toEqual(['clinic-address', 'clinic-telephone'])
  // Whoever was seen has no turn any more, and the ticket says nothing of one.
  const ticket = await previewed(print, encounterId, 'queue-ticket')
  expect(ticket.html).not.toContain('前面還有')
  expect(ticket.html).toContain('林○安')
  expect(ticket.html).not.toContain('林示安')
  expect(ticket.html).not.toContain('A123456789')
})

it('says on the bag what the clinic says of a drug, in place of what the program knows, until it says nothing', async () => {
  const { print, encounterId } = await openPrinting()
  await finish(desk, encounterId)
  const { code } = drugOrder
  const bag = async () => (await previewed(print, encounterId, 'medicine-bag')).html
  const notes = async () => okValue(await print['print:drug-notes']({ encounterId }))
  const [before] = await notes()
  expect(before).toMatchObject({ code, own: noDrugNote, starter: { indication: expect.stringContaining('止痛') } })
  const keep = (note: unknown) => print['print:keep-drug-note']({ code, note: DrugNoteSchema.parse(note) })
  okValue(await keep({ advice: ' 飯後配溫水 ', indication: '', warning: '肝病者<請>先告知' }))
  expect((await notes())[0]?.own).toEqual({ advice: '飯後配溫水', indication: null, warning: '肝病者<請>先告知' })
  const said = await bag()
  for (const words of ['用藥說明：飯後配溫水', '止痛', '肝病者&lt;請&gt;先告知']) expect(said).toContain(words)
  expect(said).not.toContain(before?.starter?.warning)
  expect(desk.published.map(({ name }) => name)).toContain('drug-notes:changed')

  // A new edition of the drug list takes nothing of it.
  okValue(await seedCatalog(resources, desk.context.store, 'newer'))
  expect(await bag()).toContain('飯後配溫水')
  okValue(await keep(noDrugNote))
  expect(await bag()).not.toContain('用藥說明')
})

it('names on the receipt who took the money, whoever prints it', async () => {
  const { print, encounterId } = await openPrinting()
  await finish(desk, encounterId)
  // Before that nobody has, and there is none.
  const early = await print['print:preview']({ encounterId, kind: 'receipt', words: {} })
  expect(early).toMatchObject({ error: { code: 'DOCUMENT_NOT_READY', details: { problem: 'not-paid' } } })
  const as = (person: string) => {
    const { settings } = desk.context
    return { ...desk.context, settings: { ...settings, desk: { ...settings.desk, person } } }
  }
  const settling = { card: 0, mobile: 0, owes: true, selfPay: [], discount: null }
  okValue(await closeVisit(as('早班王'), { encounterId, received: 100, settling, exceptionCode: null }))
  const printed = async () => (await previewed(print, encounterId, 'receipt')).html
  expect(await printed()).toContain('收款人：早班王<br')
  okValue(await payDebt(as('晚班陳'), { encounterId, received: 500, card: 0, mobile: 0 }))
  const later = await printed()
  expect(later).toContain('收款人：早班王、晚班陳<br')
  expect(later).toMatch(/補收<\/td><td class="number">50</)
  expect(later).not.toContain('尚欠')
})

it('escapes what people typed', async () => {
  const { print, encounterId } = await openPrinting()
  await finish(desk, encounterId)
  const words = { diagnosis: '<script>x</script>', advice: '休息 & 多喝水\n三日後回診', purpose: '' }
  const { html, gaps } = await previewed(print, encounterId, 'certificate', words)
  expect(html).toContain('&lt;script&gt;x')
  expect(html).not.toContain('<script')
  expect(html).toContain('<p class="lines">三日後回診</p>')
  expect(gaps).toContain('word')
})

it('says the department as it was at the visit, and that it is missing where nobody kept it', async () => {
  const { print, port, encounterId } = await openPrinting()
  await finish(desk, encounterId)
  await pay(desk, encounterId)
  const { settings } = desk.context
  const context = { ...desk.context, settings: { ...settings, practitioners: [] } }
  const { handlers: later } = printingOf(context, port)
  const kept = await previewed(later, encounterId, 'receipt')
  expect(kept.html).toContain('<b>科別</b>內科')
  expect(kept.gaps).not.toContain('department')
  await desk.context.store.write((tx) => tx.updateTable('encounter').set({ department: null }).execute())
  expect((await previewed(print, encounterId, 'receipt')).gaps).not.toContain('department')
  expect((await previewed(later, encounterId, 'receipt')).gaps).toContain('department')
  expect((await previewed(later, encounterId, 'chart-label')).gaps).not.toContain('department')
})

it('names the characters that the font doesn’t have, before they are printed', async () => {
  const { print, encounterId } = await openPrinting()
  await finish(desk, encounterId)
  const words = { diagnosis: '感冒', advice: '請與𠮷先生同來', purpose: '請假' }
  const seen = okValue(await print['print:preview']({ encounterId, kind: 'certificate', words }))
  expect(seen.notInFont).toEqual(['𠮷'])
})

it('prints on the printer chosen for the kind, keeps the job with its audit row, and prints it again as it was', async () => {
  const { print, port, encounterId } = await openPrinting()
  await finish(desk, encounterId)
  const wanted = {
    encounterId,
    kind: 'certificate' as const,
    words: { diagnosis: '感冒', advice: '休息', purpose: '請假' },
  }
  expect(await print['print:send'](wanted)).toMatchObject({ error: { code: 'PRINTER_NOT_CHOSEN' } })
  okValue(
    await print['print:choose']({
      kind: 'certificate',
      choice: { printer: 'Laser', paper: 'a4', copies: 2, byItself: false },
    }),
  )
  const job = okValue(await print['print:send'](wanted))
  expect(job).toMatchObject({
    state: 'handed-over',
    printer: 'Laser',
    copies: 2,
    isReprint: false,
    patientName: '林示安',
  })

  const again = okValue(await print['print:again']({ jobId: job.jobId }))
  expect(again.isReprint).toBe(true)
  expect(port.printed.map(({ html }) => html.includes('補印'))).toEqual([false, true])
  expect(port.printed[1]?.html).toContain('請假')
  const listed = okValue(await print['print:jobs']({ day: null }))
  expect(listed.map(({ isReprint }) => isReprint).sort()).toEqual([false, true])
  const rows = await readAudit(desk.context.store.db, { after: 0, limit: 1000 })
  expect(rows.map(({ action }) => action).filter((action) => action.startsWith('document-'))).toEqual([
    'document-printed',
    'document-reprinted',
  ])
  const counted = okValue(await print['print:documents']({ encounterId }))
  expect(counted.find(({ kind }) => kind === 'certificate')?.times).toBe(2)
})

it('keeps a refusal of the printer as what it is', async () => {
  const { print, port, encounterId } = await openPrinting()
  okValue(
    await print['print:choose']({
      kind: 'queue-ticket',
      choice: { printer: 'Laser', paper: 'roll-80', copies: 1, byItself: false },
    }),
  )
  port.refuse = true
  const refused: Result<unknown> = await print['print:send']({ encounterId, kind: 'queue-ticket', words: {} })
  expect(refused).toMatchObject({ error: { code: 'PRINTER_FAILED', details: { reason: 'out of paper' } } })
  expect(okValue(await print['print:jobs']({ day: null }))).toMatchObject([{ state: 'failed' }])
  const counted = okValue(await print['print:documents']({ encounterId }))
  expect(counted.find(({ kind }) => kind === 'queue-ticket')?.times).toBe(0)
})

describe('a store that takes no more', () => {
  const ticket = { kind: 'queue-ticket' as const, words: {} }
  /** The verbs of paper over a store that refuses the writes of these numbers, counted from 1. */
  const openRefusing = async (refused: readonly number[]) => {
    const { port, encounterId } = await openPrinting()
    const { store } = desk.context
    okValue(
      await store.write((tx) =>
        setPreference(tx, 'print.queue-ticket', JSON.stringify({ printer: 'Laser', paper: 'roll-80', copies: 1 })),
      ),
    )
    let count = 0
    const write: typeof store.write = async (work) => {
      count += 1
      return refused.includes(count) ? fail('STORE_FULL') : store.write(work)
    }
    const context = { ...desk.context, store: { ...store, write } }
    const { handlers: print } = printingOf(context, port)
    const audited = async () =>
      (await readAudit(store.db, { after: 0, limit: 1000 }))
        .filter(({ action }) => action === 'document-printed')
        .map(({ subject, details }) => ({ subject, details: JSON.parse(details ?? '') as unknown }))
    return { print, port, encounterId, audited }
  }

  it('lets no paper out that nothing would tell of', async () => {
    const { print, port, encounterId, audited } = await openRefusing([1])
    expect(await print['print:send']({ encounterId, ...ticket })).toMatchObject({ error: { code: 'STORE_FULL' } })
    expect(port.printed).toEqual([])
    expect(await audited()).toEqual([])
  })

  it('says that the paper is out where only the list can’t be kept, and the audit has it', async () => {
    const { print, port, encounterId, audited } = await openRefusing([2])
    const sent: Result<unknown> = await print['print:send']({ encounterId, ...ticket })
    expect(sent).toMatchObject({ error: { code: 'PRINT_NOT_LISTED', details: { because: 'STORE_FULL' } } })
    expect(port.printed).toHaveLength(1)
    expect(await audited()).toMatchObject([{ subject: encounterId, details: { kind: 'queue-ticket', copies: 1 } }])
  })

  it('notes a refusal of the printer behind what was to be printed', async () => {
    const { print, port, encounterId, audited } = await openRefusing([])
    port.refuse = true
    await print['print:send']({ encounterId, ...ticket })
    expect((await audited()).map(({ details }) => details)).toEqual([
      { kind: 'queue-ticket', copies: 1 },
      { kind: 'queue-ticket', copies: 1, refused: 'PRINTER_FAILED' },
    ])
  })
})

it('refuses a paper that a document is not made for', async () => {
  const { print } = await openPrinting()
  const refused = await print['print:choose']({
    kind: 'chart-label',
    choice: { printer: 'Laser', paper: 'a4', copies: 1, byItself: false },
  })
  expect(refused).toMatchObject({ error: { code: 'BAD_REQUEST' } })
})

it('prints the refill prescription on a page of its own, with its number and its last day', async () => {
  const { print, encounterId } = await openPrinting()
  const prescription = { ...ordinaryPrescription, kind: 'chronic-refill' as const, dispensings: 3, daysEach: 28 }
  const orders = [drugOrder, { ...drugOrder, code: 'AC58534100', days: 28 }]
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders, prescription }))
  const { html } = await previewed(print, encounterId, 'prescription')
  expect(html).not.toMatch(/\{\{|undefined|NaN|\[object/)
  const [general = '', refill = '', ...others] = html.split('<section').slice(1)
  expect(others).toEqual([])
  expect(general).toContain('<h1>處方箋</h1>')
  expect(general).toContain('A029089100')
  expect(general).not.toContain('AC58534100')
  expect(refill).toContain('class="next-sheet"')
  expect(refill).toContain('<h1>慢性病連續處方箋</h1>')
  expect(refill).toContain('可調劑 3 次，每次 28 天；本次為第 1 次')
  expect(refill).toContain('AC58534100')
  expect(refill).not.toContain('A029089100')
  // 84 days from the 20th of November.
  expect(refill).toContain('至 116年2月11日')
  expect(refill).not.toContain('三日內有效')
})

it('says of a refill prescription that was got whole that nothing is left of it', async () => {
  const { print, encounterId } = await openPrinting()
  const prescription = {
    ...ordinaryPrescription,
    kind: 'chronic-refill' as const,
    dispensings: 3,
    daysEach: 28,
    wholeAmount: 'H8' as const,
  }
  const orders = [{ ...drugOrder, code: 'AC58534100', days: 84 }]
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders, prescription }))
  const { html } = await previewed(print, encounterId, 'prescription')
  expect(html).toContain('可調劑 3 次，每次 28 天；本次一次領取第 1 至 3 次，共 84 天。已無可再調劑之次數。')
  expect(html).not.toContain('起可再調劑')
})
