import { createLiveLog } from '../http/liveLog.ts'
import { startSwitchboard } from '../http/switchboard.ts'
import { runSimulator } from '../launch/simulatorProcess.ts'
import type { Person, Professional } from '../people/person.ts'
import { catalogueOf } from './catalogue.ts'
import { openReaders } from './openReaders.ts'
import { createReaderBank } from './readerBank.ts'
import { cardSwitches } from './switches.ts'

/** Configuration of the virtual-cards process. */
export interface VirtualCardsConfiguration {
  readonly switchPort: number
  readonly people: readonly Person[]
  readonly staff: readonly Professional[]
  /** Without PC/SC the cards exist only inside the simulators. */
  readonly pcsc: boolean
}

/** What the launcher learns: exact reader names, and where programs find the daemon. */
export interface VirtualCardsDetail {
  readonly readers: { readonly patient: string; readonly professional: string }
  readonly environment: Readonly<Record<string, string>>
}

await runSimulator(async (configuration: VirtualCardsConfiguration) => {
  const readers = configuration.pcsc ? await openReaders() : undefined
  const log = createLiveLog()
  const bank = createReaderBank(
    readers ? { patient: readers.patient.port, professional: readers.professional.port } : null,
    log,
  )
  const catalogue = catalogueOf(configuration.people, configuration.staff)
  const switchboard = await startSwitchboard('cards', configuration.switchPort, cardSwitches(bank, catalogue, log))
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
