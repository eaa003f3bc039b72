import { type ChildProcess, spawn } from 'node:child_process'
import { access, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
const daemon = '/usr/sbin/pcscd'
const port = 0x9a10
const usualAtr = Buffer.from('3BFD1800008131FE45534C4A353247787879797A52AA', 'hex')

/** What a virtual chip answers to a command (upper-case hex without spaces): a response, silence, or its removal. */
export type Chip = (command: string) => string | 'silence' | 'pull'

/** A real pcscd with one virtual reader, hidden from the rest of the PC. */
export interface VirtualReader {
  /** PC/SC name of the reader. */
  readonly name: string
  /** Answer to reset of every card in it, upper-case hex. */
  readonly atr: string
  /** Environment in which PC/SC programs find this pcscd. */
  readonly env: Readonly<Record<string, string>>
  insert(chip: Chip): void
  pull(): void
  /** Stops pcscd as a stopped service would be. */
  stopService(): Promise<void>
  startService(): Promise<void>
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
const insertCard = (chip: Chip): Socket => {
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

export const openVirtualReader = async (): Promise<VirtualReader> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-reader-'))
  const configuration = join(folder, 'reader.conf')
  const id = `0x${port.toString(16)}`
  await writeFile(
    configuration,
    `FRIENDLYNAME "Test Reader"\nDEVICENAME /dev/null:${id}\nLIBPATH ${driver}\nCHANNELID ${id}\n`,
  )
  const link = join(folder, 'pcscd.comm')
  let child = await startDaemon(configuration)
  // A path that stays the same over a restart of the service.
  const relink = async (): Promise<void> => {
    await rm(link, { force: true })
    await symlink(`/proc/${child.pid}/root/run/pcscd/pcscd.comm`, link)
  }
  await relink()
  let card: Socket | null = null
  return {
    name: 'Test Reader 00 00',
    atr: usualAtr.toString('hex').toUpperCase(),
    env: { PCSCLITE_CSOCK_NAME: link },
    insert(chip) {
      card?.destroy()
      card = insertCard(chip)
    },
    pull() {
      card?.destroy()
      card = null
    },
    stopService: () => stopped(child),
    async startService() {
      child = await startDaemon(configuration)
      await relink()
    },
    async close() {
      card?.destroy()
      await stopped(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
