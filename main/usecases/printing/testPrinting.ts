import { resolve } from 'node:path'
import { ordinaryPrescription } from '../../../preload/contract/orders/prescription.ts'
import { fail, ok } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import type { DeskContext } from '../context.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, soap, type TestDesk } from '../testDesk.ts'
import { loadPrintingTexts } from './composeDocument.ts'
import { createPrinting, type PrintDesk } from './createPrinting.ts'
import type { PrinterPort, Sheet } from './port.ts'

/** The bookshelf as it is shipped. */
export const resources = createResources({ root: resolve(import.meta.dirname, '..', '..', '..', 'resources') })
const page = { shell: '<html><!--document--></html>', styles: '@font-face{unicode-range:U+0-FFFF}' }

export interface FakePrinter extends PrinterPort {
  readonly printed: Sheet[]
  refuse: boolean
}

const fakePrinter = (): FakePrinter => {
  const port: FakePrinter = {
    printed: [],
    refuse: false,
    printers: async () => [{ name: 'Laser', displayName: 'Laser', isDefault: true }],
    show: ({ html }) => html,
    pdf: async ({ html }) => ok(new TextEncoder().encode(html)),
    print: async (sheet) => {
      if (port.refuse) return fail('PRINTER_FAILED', { retryable: true, details: { reason: 'out of paper' } })
      port.printed.push(sheet)
      return ok(null)
    },
  }
  return port
}

/** The verbs of paper with the real templates, over a printer of this test. */
export const printingOf = (context: DeskContext, port: PrinterPort): PrintDesk =>
  createPrinting({
    context,
    port,
    texts: () => loadPrintingTexts(resources, page),
    onFault: (error) => {
      throw error
    },
  })

/** A visit that is being seen, or only waits, and the verbs of paper. */
export const openTestPrinting = async (
  desk: TestDesk,
  { isSeen = true } = {},
): Promise<PrintDesk & { readonly port: FakePrinter; readonly encounterId: EncounterId }> => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  if (isSeen) okValue(await startConsultation(desk.context, encounterId))
  const port = fakePrinter()
  return { ...printingOf(desk.context, port), port, encounterId }
}

/** The doctor's part: one drug for three days. */
export const finish = async ({ context }: TestDesk, encounterId: EncounterId, released = false): Promise<void> => {
  const orders = [{ ...drugOrder, days: 3 }]
  const prescription = released ? { prescription: { ...ordinaryPrescription, released } } : {}
  okValue(await finishConsultation(context, { encounterId, soap, diagnoses, orders, ...prescription }))
}

/** The cashier's part: all of it in cash. */
export const pay = async ({ context }: TestDesk, encounterId: EncounterId): Promise<void> => {
  const settling = { card: 0, mobile: 0, owes: false, selfPay: [], discount: null }
  okValue(await closeVisit(context, { encounterId, received: 1000, settling, exceptionCode: null }))
}
