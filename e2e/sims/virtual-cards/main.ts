import { createLiveLog } from '../http/liveLog.ts'
import { startSwitchboard } from '../http/switchboard.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import { catalogueOf } from './catalogue.ts'
import type { VirtualCardsConfiguration, VirtualCardsDetail } from './configuration.ts'
import { openReaders } from './openReaders.ts'
import { createReaderBank } from './readerBank.ts'
import { cardSwitches } from './switches.ts'

await runSimulator(async (configuration: VirtualCardsConfiguration) => {
  const readers = configuration.pcsc ? await openReaders() : undefined
  const log = createLiveLog()
  const bank = createReaderBank(
    readers ? { patient: readers.patient.port, professional: readers.professional.port } : null,
    log,
    readers?.isDead,
  )
  const catalogue = catalogueOf(configuration.people, configuration.staff)
  const switchboard = await startSwitchboard(
    'cards',
    configuration.switchPort,
    cardSwitches(bank, catalogue, readers, log),
  )
  const detail: VirtualCardsDetail = {
    readers: {
      patient: readers?.patient.name ?? 'NHI Reader Patient',
      professional: readers?.professional.name ?? 'NHI Reader Professional',
    },
    environment: readers?.environment ?? {},
  }
  return {
    detail,
    close: async () => {
      await switchboard.close()
      await bank.pull('patient')
      await bank.pull('professional')
      await readers?.stop()
    },
  }
})
