import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import type { MoneyFact } from '../../domain/money/settleVisit.ts'
import type { WriteTx } from '../../store/handles.ts'
import { currentShift } from '../../store/money/drawerRepository.ts'
import { append } from '../../store/money/moneyRepository.ts'
import type { DeskContext } from '../context.ts'

/** Writes in the book of money, in the transaction of the deed: who, at which desk, in which shift of its drawer. */
export const noteMoney = async (
  tx: WriteTx,
  context: DeskContext,
  visit: { readonly id: EncounterId; readonly patientId: PatientId },
  facts: readonly MoneyFact[],
  at: number,
): Promise<void> => {
  const { id: desk, person: who } = context.settings.desk
  const shift = await currentShift(tx, desk)
  await append(
    tx,
    facts.map((fact) => ({
      ...fact,
      selfPayKind: fact.selfPayKind ?? null,
      id: context.newId(),
      encounterId: visit.id,
      patientId: visit.patientId,
      at,
      who,
      desk,
      shift,
    })),
  )
}
