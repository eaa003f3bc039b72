import {
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { byId } from '../../main/store/outboxQueries.ts'
import { set as setPreference } from '../../main/store/preferenceRepository.ts'
import type { FaultyDay } from './faultyDay.ts'
import { faketimeLibrary, hasOwnNetwork, mayMount, remount, setInterface } from './means.ts'

/** What besides the servers goes wrong in a day. */
export interface Weather {
  readonly name: string
  /** What this machine lacks for it, or null. */
  readonly missing: () => string | null
  /** Plays it; the worker runs before and after. */
  readonly play: (day: FaultyDay) => Promise<void>
}

/** More than the WAL has grown to by then. */
const largeBytes = 8 << 20

const needsMount = (): string | null => (mayMount() ? null : 'root, to mount a disk of its own')

const saveOne = async (day: FaultyDay): Promise<void> => {
  expect(await day.save(await day.makeVisit()), 'the store takes a visit').toBe(true)
}

const wrongCertificate: Weather = {
  name: 'wrong certificates',
  missing: () => null,
  play: async (day) => {
    await day.stopWorker()
    // Each server shows a whole certificate, of the other's authority.
    const { nhiServer, clinicCloud } = day.settings
    if (clinicCloud === null || nhiServer.caPem === null) throw new Error('no authorities to exchange')
    expect(nhiServer.caPem).not.toBe(clinicCloud.caPem)
    day.startWorker({
      ...day.settings,
      nhiServer: { ...nhiServer, caPem: clinicCloud.caPem },
      clinicCloud: { ...clinicCloud, caPem: nhiServer.caPem },
    })
    await saveOne(day)
    await expect.poll(() => [day.links()?.nhi, day.links()?.cloud], { timeout: 20_000 }).toEqual(['down', 'down'])
    await day.pass(1_500)
    const [nhi, cloud] = day.saved.slice(-2)
    for (const each of [nhi, cloud]) {
      if (each === undefined) throw new Error('no visit')
      expect((await day.day.row(each.row.id)).state, 'nothing goes to a server of another certificate').not.toBe(
        'accepted',
      )
    }
    await day.stopWorker()
    day.startWorker()
  },
}

const vpnFlaps: Weather = {
  name: 'gateway flaps',
  missing: () => null,
  play: async (day) => {
    for (let flap = 0; flap < 3; flap += 1) {
      await (day.dice.next() < 0.5 ? day.sims.vpn.cut() : day.sims.vpn.blackHole())
      await day.pass(300 + day.dice.below(500))
      await day.sims.vpn.restore()
      await day.pass(200 + day.dice.below(300))
    }
  },
}

const interfaceFlaps: Weather = {
  name: 'interface flaps',
  missing: () => (hasOwnNetwork() ? null : 'a network namespace (npm run outbox-faults, as root)'),
  play: async (day) => {
    for (let flap = 0; flap < 3; flap += 1) {
      setInterface('down')
      try {
        day.pressSend()
        await sleep(300 + day.dice.below(700))
        await day.look()
      } finally {
        setInterface('up')
      }
      await day.pass(200 + day.dice.below(300))
    }
  },
}

const workerKilled: Weather = {
  name: 'worker killed',
  missing: () => null,
  play: async (day) => {
    for (let kills = 0; kills < 2; kills += 1) {
      await day.pass(200 + day.dice.below(500))
      day.killWorker()
    }
  },
}

const diskFull: Weather = {
  name: 'disk full',
  missing: needsMount,
  play: async (day) => {
    const folder = dirname(day.day.file)
    const ballast = join(folder, 'ballast')
    const { bavail, bsize } = statfsSync(folder)
    const descriptor = openSync(ballast, 'w')
    writeSync(descriptor, Buffer.alloc(Math.max(0, bavail * bsize - day.dice.below(3) * 8_192)))
    fsyncSync(descriptor)
    closeSync(descriptor)
    // The WAL's own room is written over, so a visit may still fit; what needs more must be refused in its own words.
    const large = await day.day.store().write((tx) => setPreference(tx, 'large', 'x'.repeat(largeBytes)))
    expect(large.ok ? 'taken' : large.error.code, 'a full disk').toBe('STORE_FULL')
    const refused: Awaited<ReturnType<FaultyDay['makeVisit']>>[] = []
    for (let visits = 0; visits < 2; visits += 1) {
      const visit = await day.makeVisit()
      if (!(await day.save(visit))) refused.push(visit)
    }
    day.pressSend()
    await sleep(800)
    rmSync(ballast)
    for (const visit of refused) expect(await day.save(visit), 'there is room again').toBe(true)
  },
}

const diskReadOnly: Weather = {
  name: 'disk read-only',
  missing: needsMount,
  play: async (day) => {
    const folder = dirname(day.day.file)
    const visit = await day.makeVisit()
    await day.stopWorker()
    await day.day.close()
    remount(folder, 'ro')
    try {
      const opened = await day.day.open()
      // Whether it opens at all is the store's to say; a visit it must not call saved.
      if (opened.ok) expect(await day.save(visit), 'a read-only disk takes no visit').toBe(false)
      day.startWorker()
      await sleep(800)
      await day.stopWorker()
      await day.day.close()
    } finally {
      remount(folder, 'rw')
    }
    expect((await day.day.open()).ok).toBe(true)
    expect(await day.save(visit)).toBe(true)
    day.startWorker()
  },
}

const bitFlips: Weather = {
  name: 'bit flips',
  missing: () => null,
  play: async (day) => {
    await day.stopWorker()
    const before = await Promise.all(day.saved.map(({ row }) => day.day.row(row.id)))
    await day.day.close()
    const { file } = day.day
    const whole = `${file}.whole`
    copyFileSync(file, whole)
    const bytes = readFileSync(whole)
    const at = day.dice.below(statSync(whole).size)
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << day.dice.below(8)), at)
    writeFileSync(file, bytes)
    const opened = await day.day.open()
    if (opened.ok) {
      for (const row of before) {
        // Read as it was, or not at all: a flipped bit turns nothing green.
        const read = await byId(opened.value.db, row.id).catch((error: unknown) => {
          expect(String(error)).toMatch(/malformed|corrupt|not a database|disk I\/O/)
          return row
        })
        expect(read).toEqual(row)
      }
      await day.day.close()
    } else {
      expect(['STORE_CORRUPT', 'STORE_KEY_LOST']).toContain(opened.error.code)
    }
    for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
    copyFileSync(whole, file)
    rmSync(whole)
    expect((await day.day.open()).ok).toBe(true)
    day.startWorker()
  },
}

/** The day's worker is started with the wrong clock; here it has to find out, and the day goes on. */
const clockWrong: Weather = {
  name: 'clock ±12 h',
  missing: () => (faketimeLibrary() === null ? 'libfaketime' : null),
  play: async (day) => {
    await expect
      .poll(() => Math.abs((day.learnedOffsetMs() ?? 0) + day.clockWrongMs), { timeout: 20_000 })
      .toBeLessThan(5_000)
    await day.pass(800)
  },
}

export const weathers: readonly Weather[] = [
  wrongCertificate,
  clockWrong,
  vpnFlaps,
  interfaceFlaps,
  workerKilled,
  diskFull,
  diskReadOnly,
  bitFlips,
]
