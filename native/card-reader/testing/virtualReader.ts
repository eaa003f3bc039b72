import { type ChildProcess, spawn } from 'node:child_process'
import { access, copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
const daemon = '/usr/sbin/pcscd'
/** Below the ports that the system gives to outgoing connections, any of which might hold it: then a reader would be missing. */
const firstPort = 0x6a10
const usualAtr = Buffer.from('3BFD1800008131FE45534C4A353247787879797A52AA', 'hex')

/** What a virtual chip answers to a command (upper-case hex without spaces): a response, silence, or its removal. */
export type Chip = (command: string) => string | 'silence' | 'pull'

/** A real pcscd with virtual readers, hidden from the rest of the PC. Each reader has a second slot, which stays empty. */
export interface VirtualReader {
  /** PC/SC name of the first reader. */
  readonly name: string
  /** Answer to reset of every card in it, upper-case hex. */
  readonly atr: string
  /** Environment in which PC/SC programs find this pcscd. */
  readonly env: Readonly<Record<string, string>>
  /** TCP port at which a reader waits for its card (vpcd). */
  readonly port: (reader?: string) => number
  /** Puts a card in the reader with this PC/SC name, the first when left out. */
  insert(chip: Chip, reader?: string): void
  /** Pulls the card of one reader, or of all. */
  pull(reader?: string): void
  /** Stops pcscd as a stopped service would be. */
  stopService(): Promise<void>
  /** Freezes pcscd, which neither ends nor answers then, and lets it go on. */
  freezeService(frozen: boolean): void
  /** Starts it again, with other readers when they are named. */
  startService(readers?: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Why there can be no virtual reader here; null when there can. */
export const virtualReaderMissing = async (): Promise<string | null> => {
  if (process.platform !== 'linux') return 'virtual readers need Linux'
  if (process.getuid?.() !== 0) return 'a pcscd of its own needs root'
  for (const file of [daemon, driver]) {
    const there = await access(file).then(
      () => true,
      () => false,
    )
    if (!there) return `${file} is not installed (pcscd, vsmartcard-vpcd)`
  }
  return null
}

const frame = (body: Buffer): Buffer => {
  const header = Buffer.alloc(2)
  header.writeUInt16BE(body.length)
  return Buffer.concat([header, body])
}

/** A virtual card is a TCP client of vpcd: length-prefixed messages, one byte being a control (4 asks for the ATR). */
const insertCard = (chip: Chip, port: number): Socket => {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  // Pulled while a command was under way: that is what some tests are about.
  socket.on('error', () => undefined)
  let rest: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const body = rest.subarray(2, 2 + rest.readUInt16BE(0))
      rest = rest.subarray(2 + body.length)
      if (body.length > 1) {
        const answer = chip(body.toString('hex').toUpperCase())
        if (answer === 'pull') socket.destroy()
        else if (answer !== 'silence') socket.write(frame(Buffer.from(answer, 'hex')))
      } else if (body[0] === 4) socket.write(frame(usualAtr))
    }
  })
  return socket
}

const startDaemon = async (configuration: string): Promise<ChildProcess> => {
  // Its own mount namespace gives it a /run/pcscd of its own beside one that may be running on this PC.
  const child = spawn(
    'unshare',
    ['-m', 'sh', '-c', `mount -t tmpfs none /run/pcscd && exec ${daemon} -f -c ${configuration}`],
    {
      stdio: 'ignore',
    },
  )
  for (let round = 0; round < 100; round += 1) {
    await sleep(50)
    const up = await access(`/proc/${child.pid}/root/run/pcscd/pcscd.comm`).then(
      () => true,
      () => false,
    )
    if (up) return child
  }
  child.kill('SIGKILL')
  throw new Error('pcscd did not come up')
}

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 3_000).unref()
  })

/** One entry for each reader. The driver keeps its readers apart only when each has a copy of its own. */
const configure = async (folder: string, readers: readonly string[]): Promise<string> => {
  const entries = readers.map(async (reader, index) => {
    const library = join(folder, `libifdvpcd-${index}.so`)
    await rm(library, { force: true })
    await copyFile(driver, library)
    const id = `0x${(firstPort + 2 * index).toString(16)}`
    return `FRIENDLYNAME "${reader}"\nDEVICENAME /dev/null:${id}\nLIBPATH ${library}\nCHANNELID ${id}\n`
  })
  const configuration = join(folder, 'reader.conf')
  await writeFile(configuration, (await Promise.all(entries)).join('\n'))
  return configuration
}

/** The PC/SC name that pcscd gives the first slot of a reader, of which it knows one of the name. */
export const slotOf = (reader: string): string => `${reader} 00 00`

export const openVirtualReader = async (names: readonly string[] = ['Test Reader']): Promise<VirtualReader> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-reader-'))
  let readers = names
  const [first = ''] = names
  let child = await startDaemon(await configure(folder, readers))
  const link = join(folder, 'pcscd.comm')
  // A path that stays the same over a restart of the service.
  const relink = async (): Promise<void> => {
    await rm(link, { force: true })
    await symlink(`/proc/${child.pid}/root/run/pcscd/pcscd.comm`, link)
  }
  await relink()
  const cards = new Map<string, Socket>()
  const pull = (reader: string): void => {
    cards.get(reader)?.destroy()
    cards.delete(reader)
  }
  const port = (reader = slotOf(first)): number => {
    const index = readers.findIndex((one) => slotOf(one) === reader)
    if (index < 0) throw new Error(`no reader ${reader}`)
    return firstPort + 2 * index
  }
  return {
    name: slotOf(first),
    atr: usualAtr.toString('hex').toUpperCase(),
    env: { PCSCLITE_CSOCK_NAME: link },
    port,
    insert(chip, reader = slotOf(first)) {
      pull(reader)
      cards.set(reader, insertCard(chip, port(reader)))
    },
    pull(reader) {
      for (const one of reader === undefined ? [...cards.keys()] : [reader]) pull(one)
    },
    stopService: () => stopped(child),
    freezeService: (frozen) => void child.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
    async startService(next = readers) {
      readers = next
      child = await startDaemon(await configure(folder, readers))
      await relink()
    },
    async close() {
      for (const reader of [...cards.keys()]) pull(reader)
      await stopped(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
