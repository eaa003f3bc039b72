import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, soap, type TestDesk } from '../testDesk.ts'
import { closeVisit } from './closeVisit.ts'

/** For tests: a visit of the person whose card is put in, one drug, closed with 1,000 NT$ handed over. */
export const closedVisit = async (desk: TestDesk, profile = lin): Promise<EncounterId> => {
  await desk.insert(profile)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  okValue(await startConsultation(desk.context, encounterId))
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }))
  okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
  return encounterId
}
