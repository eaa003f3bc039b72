import { expect } from '@playwright/test'
import { visitorNamed, visitorOf, visitors } from './people.ts'
import type { World } from './world.ts'

/**
 * Compares the NHI's ledger with the desk's visits when nothing is open any more: every serial that the NHI has given is one visit
 * of that person and no more (none lost, none doubled), and whatever was written to a visit is that person's (no wrong card).
 */
export const audit = async ({ sims, desk }: World): Promise<void> => {
  const { visits: ledger } = await sims.nhi.ledger()
  const listed = await desk.ask('visit:list', { day: null })
  const given = ledger.filter(({ kind, rolledBack }) => kind === 'card' && !rolledBack)

  for (const { card, name } of visitors) {
    const serials = given.filter(({ personId }) => personId === card).map(({ sequenceNumber }) => sequenceNumber)
    const kept = listed
      .filter(({ patient, state }) => patient.name === name && state !== 'cancelled')
      .map(({ visitSequenceNumber }) => visitSequenceNumber)
    expect(kept.toSorted(), `serials of ${card}: at the desk, and at the NHI`).toEqual(serials.toSorted())
    expect(new Set(serials).size, `no serial of ${card} twice`).toBe(serials.length)
  }

  for (const visit of given) {
    const { diagnosis, drug, name } = visitorOf(visit.personId ?? '')
    const whose = `what was written to ${visit.sequenceNumber} of ${name}`
    if (visit.codesAndFees !== null) expect(visit.codesAndFees.mainCode, whose).toBe(diagnosis.code.replace('.', ''))
    for (const order of visit.orders) expect(order.treatmentItemCode.trim(), whose).toBe(drug.code)
  }
  for (const visit of listed.filter(({ state, cardWrite }) => state === 'closed' && cardWrite === 'written')) {
    const card = visitorNamed(visit.patient.name)?.card
    const written = given.find(
      ({ personId, sequenceNumber }) => personId === card && sequenceNumber === visit.visitSequenceNumber,
    )
    expect(written?.codesAndFees?.mainCode, `the desk says that ${visit.visitSequenceNumber} is written`).toBeDefined()
    expect(written?.orders, `and its one order`).toHaveLength(1)
  }
}
