import { afterEach, describe, expect, it } from 'vitest'
import type { DocumentKind } from '../../../preload/contract/paper/printing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { payDebt } from '../money/payDebt.ts'
import { amendVisit } from '../record/amendVisit.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import type { PrintHandlers } from './createPrinting.ts'
import { printingOf } from './testPrinting.ts'

let desk: TestDesk
afterEach(() => desk.dispose())

/** A registered visit, the verbs of paper, and what the printer got. */
const openPrinting = async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  const printer = { papers: [] as string[], refuses: false }
  const { handlers: print } = printingOf(desk.context, {
    printers: async () => [],
    show: ({ html }) => html,
    pdf: async ({ html }) => ok(new TextEncoder().encode(html)),
    print: async ({ html }): Promise<Result<null>> => {
      if (printer.refuses) return fail('PRINTER_FAILED', { retryable: true })
      printer.papers.push(html)
      return ok(null)
    },
  })
  for (const [kind, paper] of [
    ['receipt', 'a5'],
    ['prescription', 'a5'],
    ['certificate', 'a4'],
    ['queue-ticket', 'roll-80'],
  ] as const)
    okValue(await print['print:choose']({ kind, choice: { printer: 'Laser', paper, copies: 1, byItself: false } }))
  return { print, printer, encounterId }
}

const see = async (encounterId: EncounterId): Promise<void> => {
  okValue(await startConsultation(desk.context, encounterId))
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [{ ...drugOrder, days: 3 }] }))
}

const close = async (encounterId: EncounterId, owes: boolean): Promise<void> => {
  const settling = { card: 0, mobile: 0, owes, selfPay: [], discount: null }
  okValue(await closeVisit(desk.context, { encounterId, received: owes ? 100 : 1000, settling, exceptionCode: null }))
}

const letter = { diagnosis: '感冒', advice: '休息', purpose: '請假' }
const sendWith =
  (print: PrintHandlers, encounterId: EncounterId) =>
  async (kind: DocumentKind, words = {}) =>
    okValue(await print['print:send']({ encounterId, kind, words }))

describe('a document printed once more', () => {
  it('is marked where a second one would be paid back or dispensed twice, by whatever way it is printed', async () => {
    const { print, printer, encounterId } = await openPrinting()
    await see(encounterId)
    await close(encounterId, false)
    const send = sendWith(print, encounterId)
    for (const kind of ['receipt', 'prescription'] as const) {
      expect(await send(kind)).toMatchObject({ isReprint: false })
      const shown = okValue(await print['print:preview']({ encounterId, kind, words: {} }))
      expect(shown.url).toContain('補印')
      expect(await send(kind)).toMatchObject({ isReprint: true })
      expect(printer.papers.splice(0).map((paper) => paper.includes('補印'))).toEqual([false, true])
    }
    // Of a certificate somebody may want several.
    await send('certificate', letter)
    expect(await send('certificate', letter)).toMatchObject({ isReprint: false })
  })

  it('is another document where something else stands on it', async () => {
    const { print, encounterId } = await openPrinting()
    await see(encounterId)
    await close(encounterId, true)
    const send = sendWith(print, encounterId)
    await send('receipt')
    okValue(await payDebt(desk.context, { encounterId, received: 500, card: 0, mobile: 0 }))
    expect(await send('receipt')).toMatchObject({ isReprint: false })
    expect(await send('receipt')).toMatchObject({ isReprint: true })
  })

  it('keeps the day it was made out on, however late and often it is printed again', async () => {
    const { print, printer, encounterId } = await openPrinting()
    await see(encounterId)
    const { jobId } = await sendWith(print, encounterId)('certificate', letter)
    desk.advance(40 * 24 * 3_600_000)
    const again = okValue(await print['print:again']({ jobId }))
    desk.advance(24 * 3_600_000)
    okValue(await print['print:again']({ jobId: again.jobId }))
    const days = printer.papers.map((paper) => /中華民國 (\d+年\d+月\d+日)/.exec(paper)?.[1])
    expect(days).toEqual(['115年11月20日', '115年11月20日', '115年11月20日'])
    expect(printer.papers.map((paper) => /補印　(\d+年\d+月\d+日)/.exec(paper)?.[1])).toEqual([
      undefined,
      '115年12月30日',
      '115年12月31日',
    ])
  })

  it('is the first one where the printer never took it', async () => {
    const { print, printer, encounterId } = await openPrinting()
    await see(encounterId)
    await close(encounterId, false)
    printer.refuses = true
    const refused = await print['print:send']({ encounterId, kind: 'receipt', words: {} })
    expect(refused).toMatchObject({ error: { code: 'PRINTER_FAILED' } })
    printer.refuses = false
    const [failed] = okValue(await print['print:jobs']({ day: null }))
    const first = okValue(await print['print:again']({ jobId: failed?.jobId ?? '' }))
    expect(first).toMatchObject({ state: 'handed-over', isReprint: false })
    expect(printer.papers[0]).not.toContain('補印')
    const second = okValue(await print['print:again']({ jobId: first.jobId }))
    expect(second).toMatchObject({ isReprint: true })
  })

  it('is refused once the registration was cancelled', async () => {
    const { print, printer, encounterId } = await openPrinting()
    const { jobId } = await sendWith(print, encounterId)('queue-ticket')
    okValue(await cancelRegistration(desk.context, encounterId))
    const again = await print['print:again']({ jobId })
    expect(again).toMatchObject({ error: { code: 'DOCUMENT_NOT_READY', details: { problem: 'cancelled' } } })
    expect(printer.papers).toHaveLength(1)
  })

  it('is told in the log to say what isn’t so any more: after a change of the record, and a receipt after more money', async () => {
    const { print, encounterId } = await openPrinting()
    const send = sendWith(print, encounterId)
    const outdated = async () =>
      Object.fromEntries(
        okValue(await print['print:jobs']({ day: null })).map(({ kind, isOutdated }) => [kind, isOutdated]),
      )
    await send('queue-ticket')
    desk.advance(1_000)
    await see(encounterId)
    await send('prescription')
    await close(encounterId, true)
    const receipt = await send('receipt')
    expect(await outdated()).toEqual({ 'queue-ticket': false, prescription: false, receipt: false })
    desk.advance(1_000)
    okValue(await payDebt(desk.context, { encounterId, received: 500, card: 0, mobile: 0 }))
    expect(await outdated()).toEqual({ 'queue-ticket': false, prescription: false, receipt: true })
    // Printed again it still says what the first one said.
    desk.advance(1_000)
    const again = okValue(await print['print:again']({ jobId: receipt.jobId }))
    const listed = okValue(await print['print:jobs']({ day: null }))
    expect(listed.find(({ jobId }) => jobId === again.jobId)).toMatchObject({ isReprint: true, isOutdated: true })
    okValue(
      await amendVisit(desk.context, {
        encounterId,
        fromVersion: 1,
        reason: '劑量更正',
        soap,
        diagnoses,
        orders: [{ ...drugOrder, days: 2 }],
      }),
    )
    expect(await outdated()).toEqual({ 'queue-ticket': false, prescription: true, receipt: true })
  })
})
