import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { damagePages } from '../store/damagePages.fixture.ts'
import { due } from '../store/outbox/outboxQueries.ts'
import { dayOne } from '../store/syntheticRecords.ts'
import { okValue } from '../store/temporaryStore.ts'
import { byDay } from '../store/visit/encounterQueries.ts'
import { careHandlers } from './careHandlers.ts'
import { openTestCare, type TestCare } from './testCare.ts'

let desk: TestCare

beforeEach(async () => {
  desk = await openTestCare()
  for (let index = 0; index < 30; index += 1) await desk.visit(index)
})
afterEach(() => desk.dispose())

const ask = () => careHandlers(desk.care)
const dayMs = 86_400_000
const visits = async (): Promise<number> => (await byDay(desk.store.db, dayOne)).length
const names = (): string[] => readdirSync(desk.backups).toSorted()
const backUp = async (): Promise<string> => {
  okValue(await ask()['backup:choose-folder']({}))
  const status = okValue(await ask()['backup:run']({}))
  return status.backup.last?.name ?? ''
}
const lose = (): void => rmSync(desk.paths.keyFile)

describe('the recovery code', () => {
  const makeCode = async (): Promise<string> => {
    const made = okValue(await ask()['recovery:make']({}))
    const groups = made.asked.map((group) => (made.groups[group - 1] ?? '').toLowerCase())
    okValue(await ask()['recovery:confirm']({ groups }))
    return made.groups.join('-')
  }

  it('opens the store for another Windows user, and again without it', async () => {
    const code = await makeCode()
    await desk.store.close()
    expect(await desk.restart('stranger')).toMatchObject({ error: { code: 'STORE_KEY_LOST' } })
    okValue(await ask()['recovery:open']({ code }))
    okValue(await desk.restart('stranger'))
    expect(await visits()).toBe(30)
    // The first user's own wrapping has been kept.
    expect(statSync(`${desk.paths.keyFile}.replaced`).size).toBeGreaterThan(0)
  })

  it('opens it on a PC where the key file is gone; a wrong code changes nothing and says which group is wrong', async () => {
    const code = await makeCode()
    await desk.store.close()
    lose()
    expect(await desk.restart()).toMatchObject({ error: { code: 'STORE_KEY_LOST' } })
    const before = readFileSync(desk.paths.database)
    const wrong = `${code.slice(0, 6)}${code[6] === '7' ? '8' : '7'}${code.slice(7)}`
    expect(await ask()['recovery:open']({ code: wrong })).toMatchObject({
      error: { code: 'RECOVERY_CODE_WRONG', details: { group: 2 } },
    })
    const other = '00000-00001-00002-00003-00004-00005-00006-00007'
    expect(await ask()['recovery:open']({ code: other })).toMatchObject({
      error: { code: 'RECOVERY_CODE_WRONG', details: { group: null } },
    })
    expect(readFileSync(desk.paths.database)).toEqual(before)
    expect(await desk.restart()).toMatchObject({ error: { code: 'STORE_KEY_LOST' } })
    okValue(await ask()['recovery:open']({ code }))
    okValue(await desk.restart())
    expect(await visits()).toBe(30)
  })

  it('counts from its confirmation on; until then the one before is good', async () => {
    const first = await makeCode()
    const second = okValue(await ask()['recovery:make']({}))
    expect(await ask()['recovery:confirm']({ groups: ['00000', '00000'] })).toMatchObject({
      error: { code: 'RECOVERY_CODE_WRONG' },
    })
    await desk.store.close()
    lose()
    await desk.restart()
    expect(await ask()['recovery:open']({ code: second.groups.join('') })).toMatchObject({ ok: false })
    okValue(await ask()['recovery:open']({ code: first }))
    okValue(await desk.restart())
  })

  it('is nowhere in the files', async () => {
    const code = await makeCode()
    const folder = join(desk.paths.database, '..')
    for (const name of readdirSync(folder)) {
      const content = readFileSync(join(folder, name), 'latin1').toUpperCase()
      for (const group of code.split('-')) expect(content.includes(group), `${name} ${group}`).toBe(false)
    }
  })
})

describe('a backup', () => {
  it('is made while the desk works, checked, and told as good until it is a day old', async () => {
    expect(desk.care.status().backup.health).toBe('not-set')
    okValue(await ask()['backup:choose-folder']({}))
    expect(desk.care.status().backup.health).toBe('never')
    const making = ask()['backup:run']({})
    await desk.visit(30)
    const status = okValue(await making)
    expect(status.backup).toMatchObject({ health: 'good', error: null, running: null, sameDisk: true })
    const name = status.backup.last?.name ?? ''
    expect(names()).toEqual([name, `${name}.json`, `${name}.sha256`])
    const sha256 = createHash('sha256')
      .update(readFileSync(join(desk.backups, name)))
      .digest('hex')
    expect(readFileSync(join(desk.backups, `${name}.sha256`), 'utf8')).toBe(`${sha256}  ${name}\n`)
    expect(new Set(desk.shown.map(({ backup }) => backup.running?.step))).toEqual(
      new Set([undefined, 'copy', 'hash', 'check']),
    )
    desk.now += 27 * 3_600_000
    expect(desk.care.status().backup.health).toBe('late')
  })

  it('that is cancelled leaves nothing behind', async () => {
    okValue(await ask()['backup:choose-folder']({}))
    const making = ask()['backup:run']({})
    await expect.poll(() => desk.care.context.moving.backup).not.toBeNull()
    await ask()['backup:cancel']({})
    expect(okValue(await making).backup).toMatchObject({ health: 'never', running: null })
    expect(names()).toEqual([])
  })

  it('that fails is red until one goes well, and what an interrupted one left is removed', async () => {
    const name = await backUp()
    renameSync(desk.backups, `${desk.backups}-pulled`)
    expect(await ask()['backup:run']({})).toMatchObject({ error: { code: 'BACKUP_FOLDER' } })
    const failing = desk.care.status().backup
    expect(failing).toMatchObject({ health: 'failing', error: { code: 'BACKUP_FOLDER' }, last: { name } })
    renameSync(`${desk.backups}-pulled`, desk.backups)
    writeFileSync(join(desk.backups, 'clinic-20261101-023000.db.part'), 'half')
    desk.now += 1_000
    expect(okValue(await ask()['backup:run']({})).backup.health).toBe('good')
    expect(names().some((one) => one.includes('.part'))).toBe(false)
  })

  it('goes after thirty days, once a newer one is good; other files stay', async () => {
    const old = await backUp()
    writeFileSync(join(desk.backups, 'holiday.jpg'), 'x')
    desk.now += 29 * dayMs
    const next = await backUp()
    expect(names()).toContain(old)
    desk.now += 2 * dayMs
    await backUp()
    expect(names()).not.toContain(old)
    expect(names()).not.toContain(`${old}.json`)
    expect(names()).toEqual(expect.arrayContaining([next, 'holiday.jpg']))
  })

  it('is good whether an older one can be removed or not, and keeps no other from going', async () => {
    const stuck = await backUp()
    desk.now += 1_000
    const other = await backUp()
    const beside = join(desk.backups, `${stuck}.sha256`)
    rmSync(beside)
    await mkdir(beside)
    desk.now += 31 * dayMs
    expect(okValue(await ask()['backup:run']({})).backup).toMatchObject({ health: 'good', error: null })
    expect(names()).toContain(`${stuck}.sha256`)
    expect(names()).not.toContain(other)
  })

  it('is made by itself when it is due, also when the PC was off at its time', async () => {
    okValue(await ask()['backup:choose-folder']({}))
    desk.care.begin()
    await expect.poll(() => names().length, { timeout: 20_000 }).toBe(3)
  })
})

describe('a restore', () => {
  it('says what would be lost, keeps the present file aside, and brings the backup’s state', async () => {
    const name = await backUp()
    await desk.visit(30)
    await desk.visit(31)
    const seen = okValue(await ask()['backup:inspect']({ name, code: null }))
    expect(seen).toMatchObject({
      entry: { verified: true, facts: { visits: 30 } },
      present: { visits: 32, unsent: 32 },
    })
    okValue(await ask()['backup:restore']({ name, code: null }))
    expect(await visits()).toBe(32)
    await desk.store.close()
    okValue(await desk.restart())
    expect(await visits()).toBe(30)
    // Any of them may have been sent in what is lost.
    const query = { target: 'nhi-upload' as const, now: desk.now, limit: 50, except: new Set<string>() }
    expect(new Set((await due(desk.store.db, query)).map(({ tries }) => tries))).toEqual(new Set([1]))
    const aside = readdirSync(join(desk.paths.database, '..')).filter((one) => /before-restore-[\dT]+$/.test(one))
    expect(aside).toHaveLength(1)
  })

  it('goes on after a power cut in the middle, with the log of the old store out of the way', async () => {
    const name = await backUp()
    await desk.visit(30)
    okValue(await ask()['backup:restore']({ name, code: null }))
    // As a crash leaves it: the log still holds the last visit. The cut comes right after the log was moved.
    const { database } = desk.paths
    const order = JSON.parse(readFileSync(`${database}.restore-order`, 'utf8')) as { aside: string }
    const wal = readFileSync(`${database}-wal`)
    await desk.store.close()
    writeFileSync(`${order.aside}-wal`, wal)
    okValue(await desk.restart())
    expect(await visits()).toBe(30)
    expect(readFileSync(`${order.aside}-wal`)).toEqual(wal)
    await desk.store.close()
    okValue(await desk.restart())
    expect(await visits()).toBe(30)
  })

  it('of a damaged or exchanged backup is refused, and the store stays', async () => {
    const name = await backUp()
    const file = join(desk.backups, name)
    const bytes = readFileSync(file)
    bytes.writeUInt8(bytes.readUInt8(20_000) ^ 1, 20_000)
    writeFileSync(file, bytes)
    expect(await ask()['backup:inspect']({ name, code: null })).toMatchObject({ error: { code: 'BACKUP_DAMAGED' } })
    expect(await ask()['backup:restore']({ name, code: null })).toMatchObject({ error: { code: 'BACKUP_DAMAGED' } })
    await desk.store.close()
    okValue(await desk.restart())
    expect(await visits()).toBe(30)
  })

  it('on another PC asks for the recovery code of that backup', async () => {
    const made = okValue(await ask()['recovery:make']({}))
    okValue(await ask()['recovery:confirm']({ groups: made.asked.map((group) => made.groups[group - 1] ?? '') }))
    const name = await backUp()
    const other = await openTestCare('other-pc')
    try {
      other.answers.folder = desk.backups
      const there = careHandlers(other.care)
      okValue(await there['backup:choose-folder']({}))
      expect(await there['backup:restore']({ name, code: null })).toMatchObject({
        error: { code: 'RECOVERY_CODE_NEEDED' },
      })
      okValue(await there['backup:restore']({ name, code: made.groups.join(' ') }))
      await other.store.close()
      okValue(await other.restart())
      expect(await byDay(other.store.db, dayOne)).toHaveLength(30)
    } finally {
      await other.dispose()
    }
  })
})

describe('a damaged store', () => {
  const damage = (): void => {
    const bytes = readFileSync(desk.paths.database)
    // Behind the pages that hold the names of the tables.
    for (let page = Math.floor((bytes.length / 4096) * 0.85); page < bytes.length / 4096; page += 9) {
      bytes.writeUInt8(bytes.readUInt8(page * 4096 + 700) ^ 8, page * 4096 + 700)
    }
    writeFileSync(desk.paths.database, bytes)
  }

  it('is found at start, closed, rescued with the unsent visits first, and goes on from the rescue', async () => {
    await desk.store.close()
    damage()
    okValue(await desk.restart())
    expect(desk.care.isDamaged()).toBe(false)
    okValue(await ask()['backup:choose-folder']({}))
    await ask()['care:check']({})
    await expect.poll(() => desk.care.status().damage?.rescue ?? null, { timeout: 20_000 }).not.toBeNull()
    expect(desk.damaged).toBe(1)
    expect(desk.care.writeProblem()).toMatchObject({ code: 'STORE_CORRUPT' })
    const status = desk.care.status()
    const rescue = status.damage?.rescue
    expect(status.checks).toMatchObject({ quick: { ok: false }, integrity: { ok: false } })
    expect((rescue?.unsent ?? 0) + (rescue?.lost ?? 0)).toBeGreaterThanOrEqual(30)
    await expect.poll(() => names()).toContain(rescue?.name)
    // It stays closed at the next start, until something takes its place.
    await desk.restart()
    expect(desk.care.isDamaged()).toBe(true)
    await desk.store.close()
    const name = rescue?.name ?? ''
    okValue(await ask()['backup:restore']({ name, code: null }))
    okValue(await desk.restart())
    expect(desk.care.isDamaged()).toBe(false)
    expect(await visits()).toBe(rescue?.visits)
    await desk.visit(99)
  })

  it('is rescued onto the backup disk so that another PC can go on from it, by the recovery code', async () => {
    const made = okValue(await ask()['recovery:make']({}))
    okValue(await ask()['recovery:confirm']({ groups: made.asked.map((group) => made.groups[group - 1] ?? '') }))
    okValue(await ask()['backup:choose-folder']({}))
    await desk.store.close()
    damage()
    okValue(await desk.restart())
    await ask()['care:check']({})
    await expect.poll(() => desk.care.status().damage?.rescue ?? null, { timeout: 20_000 }).not.toBeNull()
    const rescue = desk.care.status().damage?.rescue
    const name = rescue?.name ?? ''
    await expect.poll(() => names()).toContain(name)
    expect(names().filter((one) => one.startsWith(name))).toEqual([
      name,
      `${name}.json`,
      `${name}.recovery`,
      `${name}.sha256`,
    ])
    const other = await openTestCare('other-pc')
    try {
      other.answers.folder = desk.backups
      const there = careHandlers(other.care)
      okValue(await there['backup:choose-folder']({}))
      okValue(await there['backup:restore']({ name, code: made.groups.join(' ') }))
      await other.store.close()
      okValue(await other.restart())
      expect(await byDay(other.store.db, dayOne)).toHaveLength(rescue?.visits ?? -1)
    } finally {
      await other.dispose()
    }
  })

  it('is found while it runs, by the first statement that meets the damage', async () => {
    const key = desk.care.context.key()
    if (key === null) throw new Error('no key')
    await desk.store.close()
    damagePages(desk.paths.database, key, { table: 'patient', type: 'leaf', most: 2 })
    okValue(await desk.restart())
    expect(desk.care.status().checks.quick).toBeNull()
    const { db } = desk.store
    await Promise.allSettled([db.selectFrom('patient').selectAll().execute()])
    await expect.poll(() => desk.care.status().damage?.rescue ?? null, { timeout: 20_000 }).not.toBeNull()
    expect(desk.damaged).toBe(1)
  })

  it('of which not even the first page can be read says so, and a backup takes its place', async () => {
    const name = await backUp()
    await desk.store.close()
    const bytes = readFileSync(desk.paths.database)
    bytes.fill(0x5a, 0, 8192)
    writeFileSync(desk.paths.database, bytes)
    expect(await desk.restart()).toMatchObject({ error: { code: 'STORE_CORRUPT' } })
    await desk.care.foundDamaged()
    expect(desk.care.status().damage).toMatchObject({ rescue: null, rescuing: false })
    okValue(await ask()['backup:restore']({ name, code: null }))
    okValue(await desk.restart())
    expect(await visits()).toBe(30)
  })
})

it('a disk that is nearly full takes nothing more, and says so', async () => {
  desk.free = 10 * 1024 * 1024
  expect(await desk.store.write(async () => null)).toMatchObject({ error: { code: 'STORE_FULL' } })
  expect(desk.care.status().disk.state).toBe('full')
  // Whoever makes room and tries again isn't told the same once more.
  desk.free = 10 * 1024 * 1024 * 1024
  okValue(await desk.store.write(async () => null))
})

it('refuses a folder on another computer, and one that is not there', async () => {
  desk.answers.folder = '//server/backups'
  expect(await ask()['backup:choose-folder']({})).toMatchObject({
    error: { code: 'BACKUP_FOLDER', details: { problem: 'network' } },
  })
  desk.answers.folder = join(desk.folder, 'nowhere')
  expect(await ask()['backup:choose-folder']({})).toMatchObject({ error: { code: 'BACKUP_FOLDER' } })
  await mkdir(desk.answers.folder)
  expect(okValue(await ask()['backup:choose-folder']({})).backup.folder).toBe(desk.answers.folder)
})
