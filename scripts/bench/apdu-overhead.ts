// A thousand commands to a card through the port (helper process, messages, queue) against the same through bare pcsc-mini.
import { fileURLToPath } from 'node:url'
import { CardDisposition, CardMode, Client, type Reader } from 'pcsc-mini'
import { createPcscCardReader } from '../../native/card-reader/createPcscCardReader.ts'
import { forkNodeProcess } from '../../native/card-reader/testing/forkNodeProcess.ts'
import { profileBytes, syntheticProfile } from '../../native/card-reader/testing/profileBytes.ts'
import { openVirtualReader, virtualReaderMissing } from '../../native/card-reader/testing/virtualReader.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

const transmits = 1_000
const limit = 1.15
const select = Uint8Array.from(Buffer.from('00A4040010D1580000010000000000000000000011', 'hex'))
const read = Uint8Array.from(Buffer.from('00CA1100020000', 'hex'))
/** What one reading of a card sends; each round is one connection and one transaction on both sides. */
const script = [select, read]
const rounds = transmits / script.length

const missing = await virtualReaderMissing()
if (missing !== null) throw new Error(missing)
const virtual = await openVirtualReader()
Object.assign(process.env, virtual.env)
const profile = profileBytes(syntheticProfile).toString('hex')
virtual.insert((command) => (command.startsWith('00A4') ? '9000' : `${profile}9000`))

const processFile = fileURLToPath(new URL('../../native/card-reader/process.ts', import.meta.url))
const port = createPcscCardReader({ processFile, fork: (file) => forkNodeProcess(file, virtual.env) })
const client = new Client()
const inserted = new Promise<void>((resolve) =>
  port.subscribe((event) => {
    if (event.type === 'card-inserted') resolve()
  }),
)
const found = new Promise<Reader>((resolve) =>
  client.on('reader', (reader) => {
    if (reader.name() === virtual.name) resolve(reader)
  }),
)
port.start()
client.start()
const [bareReader] = await Promise.all([found, inserted])

const throughPort = async (): Promise<void> => {
  const responses = await port.exchange(virtual.name, script)
  if (!responses.ok || responses.value.length !== script.length) throw new Error('the port gave no responses')
}
const bare = async (): Promise<void> => {
  const card = await bareReader.connect(CardMode.SHARED)
  const transaction = await card.transaction()
  for (const command of script) await card.transmit(command)
  await transaction.end(CardDisposition.LEAVE)
  await card.disconnect(CardDisposition.LEAVE)
}
const timed = async (work: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / script.length
}

const viaPort: number[] = []
const viaBare: number[] = []
// The first rounds warm the paths and are not counted. The sides take turns at going first, so that noise meets both alike.
for (let round = -5; round < rounds; round += 1) {
  const portFirst = round % 2 === 0
  const first = await timed(portFirst ? throughPort : bare)
  const second = await timed(portFirst ? bare : throughPort)
  if (round < 0) continue
  viaPort.push(portFirst ? first : second)
  viaBare.push(portFirst ? second : first)
}
client.stop()
await port.dispose()
await virtual.close()

const mean = (sample: readonly number[]): number => sample.reduce((sum, value) => sum + value, 0) / sample.length
console.log(
  `${transmits} commands each: port mean ${mean(viaPort).toFixed(2)} ms, p95 ${quantile(viaPort, 0.95).toFixed(2)} ms; ` +
    `bare mean ${mean(viaBare).toFixed(2)} ms, p95 ${quantile(viaBare, 0.95).toFixed(2)} ms`,
)
const value = median(viaPort)
const baseline = median(viaBare)
// Means, too: a port that stalls now and then is slow as well.
const ratio = Math.max(value / baseline, mean(viaPort) / mean(viaBare))
// The virtual reader's own slowness hides in a ratio what the port costs: the plain difference says it.
console.log(
  `the port adds ${(value - baseline).toFixed(2)} ms a command (median), ${(mean(viaPort) - mean(viaBare)).toFixed(2)} ms (mean)`,
)
pronounce({ name: 'apdu-overhead', value, unit: 'ms', baseline, ratio, limit, pass: ratio <= limit })
