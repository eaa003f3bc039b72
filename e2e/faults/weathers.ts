import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { set as setPreference } from '../../main/store/desk/preferenceRepository.ts'
import { flipInFile, flipInPayload, flipInWal } from './bitFlips.ts'
import type { FaultyDay } from './faultyDay.ts'
import { gatewayFlaps, interfaceFlaps, vpnFlaps } from './lineWeathers.ts'
import { faketimeLibrary, mayMount, remount } from './means.ts'
import type { Weather } from './weather.ts'

/** More than the WAL has grown to by then. */
const largeBytes = 8 << 20

const needsMount = (): string | null => (mayMount() ? null : 'root, to mount a disk of its own')

const saveOne = async (day: FaultyDay): Promise<void> => {
  expect(await day.save(await day.makeVisit()), 'the store takes a visit').toBe(true)
}

/** A deadline that nobody was told of before the disk went bad. */
const saveUntold = async (day: FaultyDay): Promise<void> => {
  expect(await day.save(await day.makeVisit(), false, 30), 'the store takes a visit').toBe(true)
}

/** The store may keep nothing of it now; a person hears of it all the same. */
const expectTold = async (day: FaultyDay): Promise<void> => {
  const before = day.alarms()
  await day.look()
  expect(day.alarms(), 'alarms looked for while the disk is bad').toBeGreaterThan(before)
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
    await day.stopWorker()
    await saveUntold(day)
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
    await expectTold(day)
    day.startWorker()
    day.pressSend()
    await sleep(800)
    await day.look()
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
    await saveUntold(day)
    await day.day.close()
    remount(folder, 'ro')
    try {
      const opened = await day.day.open()
      // Whether it opens at all is the store's to say; a visit it must not call saved.
      if (opened.ok) {
        expect(await day.save(visit), 'a read-only disk takes no visit').toBe(false)
        await expectTold(day)
      }
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
  gatewayFlaps,
  interfaceFlaps,
  vpnFlaps,
  workerKilled,
  diskFull,
  diskReadOnly,
  flipInFile,
  flipInWal,
  flipInPayload,
]
