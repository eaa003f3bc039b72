import { ok } from '../../../preload/contract/result.ts'
import type { DrugAlert, NhiControlPort } from '../port.ts'
import type { FakeDesk } from './desk.ts'
import type { FakeStage } from './stage.ts'

/** The fake's decision support: what a test has it know, about the drugs it is asked for. */
export const createFakeDecisionSupport = (
  stage: Pick<FakeStage, 'call'>,
  desk: FakeDesk,
): Pick<NhiControlPort, 'drugAlerts'> & { readonly known: DrugAlert[] } => {
  const known: DrugAlert[] = []
  return {
    known,
    drugAlerts: (codes, expected) =>
      stage.call('drugAlerts', 'server', () =>
        desk.withProfessional(() =>
          desk.withExpected(expected, () => ok(known.filter(({ code }) => codes.includes(code)))),
        ),
      ),
  }
}
