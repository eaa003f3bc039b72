import { openCshisBench } from '../../../e2e/sims/cshis/cshisBench.ts'
import { DEMO_PROFESSIONAL_PIN, DEMO_PROFESSIONAL_PUK } from '../../../e2e/sims/people/clinicStaff.ts'
import { identityOf } from '../../../e2e/sims/people/identityOf.ts'
import { describeNhiControlPort } from '../portContract.ts'
import { cshisWay } from './createCshis.ts'

describeNhiControlPort('control software 5.x against the simulated library', cshisWay, async () => {
  const bench = await openCshisBench({})
  return {
    control: bench.control,
    person: identityOf('lin-adult'),
    emergencyPhone: '0900000001',
    pin: DEMO_PROFESSIONAL_PIN,
    puk: DEMO_PROFESSIONAL_PUK,
    typePins: ([first = '', second = first]) => bench.sim.type(first, second),
    insertExpiredCard: async () => {
      await bench.sim.insertCard('xu-expired')
      return identityOf('xu-expired')
    },
    lapseSam: () => bench.sim.lapseSam(),
    passTime: (ms) => bench.sim.passTime(ms),
    insertCard: () => bench.sim.insertCard('lin-adult'),
    removeCard: () => bench.sim.removeCard(),
    insertProfessionalCard: () => bench.sim.insertProfessional('dr-wang'),
    removeProfessionalCard: () => bench.sim.removeProfessional(),
    cutServer: (cut) => bench.sim.cutNetwork(cut),
    loseNextSerial: () => bench.sim.happen({ when: 'after', kind: 'crash', call: 'hisGetSeqNumber256N1' }),
    misanswerNextSerial: (statusCode) =>
      bench.sim.happen({ when: 'after', kind: 'code', call: 'hisGetSeqNumber256N1', number: statusCode }),
    reset: () => bench.sim.reset(),
    close: () => bench.close(),
  }
})
