import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseRuleTables, type RuleTables, ruleFiles, rulesOn } from './ruleTables.ts'

const directory = join(import.meta.dirname, '..', '..', '..', 'resources', 'rules')
const fileNames = Object.values(ruleFiles).map((file) => file.name)

const shippedRuleFiles = (): Record<string, unknown> =>
  Object.fromEntries(fileNames.map((name) => [name, JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'))]))

const shippedRules = (): RuleTables => {
  const tables = parseRuleTables(shippedRuleFiles())
  if (!tables.ok) throw new Error(JSON.stringify(tables.error))
  return tables.value
}

describe('the shipped rule tables', () => {
  it('are exactly the files the program reads', () => {
    expect(
      readdirSync(directory)
        .filter((name) => name.endsWith('.json'))
        .toSorted(),
    ).toEqual(fileNames.map((name) => `${name}.json`).toSorted())
  })

  it.each(Object.values(ruleFiles))('$name is sound, and every entry names its source', (file) => {
    const table = file.read(shippedRuleFiles()[file.name])
    expect(table).toMatchObject({ ok: true })
    if (!table.ok) return
    for (const entry of table.value) {
      expect(entry.title.length).toBeGreaterThan(3)
      expect(entry.origin.length).toBeGreaterThan(3)
    }
  })

  it('name no source that no entry uses', () => {
    for (const name of fileNames) {
      const { sources, entries } = JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'))
      expect(new Set(entries.map((entry: { source: string }) => entry.source))).toEqual(new Set(Object.keys(sources)))
    }
  })

  it('say that the fees are of 2016–17 and not of today', () => {
    for (const name of ['examination-fees', 'examination-additions', 'dispensing-fees']) {
      const { edition, note } = JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'))
      expect(edition).toMatch(/^10[56]\.05\.01$/)
      expect(note).toContain('不是現行')
    }
  })

  it('propose only codes that are in force and offered', () => {
    const rules = rulesOn(shippedRules(), '2026-11-22')
    const offered = rules.copaymentCodes.filter((entry) => entry.offered).map((entry) => entry.code)
    for (const proposal of rules.copaymentProposals) expect(offered).toContain(proposal.code)
  })

  it('offer only treatment items a western clinic may use, and copayment codes with an amount or a share', () => {
    const rules = rulesOn(shippedRules(), '2026-11-22')
    for (const item of rules.treatmentItems.filter((entry) => entry.offered)) expect(item.westernClinic).toBe(true)
    for (const code of rules.copaymentCodes.filter((entry) => entry.offered)) {
      expect(code.basic ?? code.perMilleOfPoints).toBeTypeOf('number')
    }
  })

  it('cover every hour of the day by one session', () => {
    const { sessions } = rulesOn(shippedRules(), '2026-11-22')
    for (let hour = 0; hour < 24; hour += 1) {
      expect(sessions.filter((entry) => entry.fromHour <= hour && hour < entry.toHour)).toHaveLength(1)
    }
  })
})

describe('parseRuleTables', () => {
  const change = (name: string, edit: (file: Record<string, unknown> & { entries: object[] }) => void): unknown => {
    const files = shippedRuleFiles()
    edit(files[name] as Record<string, unknown> & { entries: object[] })
    return parseRuleTables(files)
  }

  it('refuses a set with a file missing', () => {
    const { routes: _, ...files } = shippedRuleFiles()
    expect(parseRuleTables(files)).toMatchObject({
      ok: false,
      error: { code: 'RULES_MISSING', details: { file: 'routes.json', problem: 'absent' } },
    })
  })

  it.each([
    ['an entry of another shape', (file: { entries: object[] }) => file.entries.push({ code: 'X' })],
    [
      'two entries of one key on one day',
      (file: { entries: object[] }) => file.entries.push({ ...file.entries[0], validFrom: '2025-01-01' }),
    ],
    [
      'an entry whose source is not in the file',
      (file: { entries: object[] }) => file.entries.push({ ...file.entries[0], code: 'ZZ', source: 'nowhere' }),
    ],
    [
      'an entry that ends before it begins',
      (file: { entries: object[] }) =>
        file.entries.push({ ...file.entries[0], code: 'ZZ', validFrom: '2025-01-02', validTo: '2025-01-01' }),
    ],
  ])('refuses %s', (_, edit) => {
    expect(change('routes', edit)).toMatchObject({
      ok: false,
      error: { code: 'RULES_MISSING', details: { file: 'routes.json' } },
    })
  })

  it('takes a new amount as a new entry, and answers each day by its own', () => {
    const files = shippedRuleFiles()
    const file = files['copayment-codes'] as { entries: { code: string; basic: number; validTo: string | null }[] }
    const old = file.entries.find((entry) => entry.code === 'D10')
    if (old === undefined) throw new Error('D10 is not there')
    const next = { ...old, basic: 80, validFrom: '2027-01-01' }
    old.validTo = '2026-12-31'
    file.entries.push(next)
    const tables = parseRuleTables(files)
    if (!tables.ok) throw new Error(JSON.stringify(tables.error))
    const basicOn = (day: string): number | null | undefined =>
      rulesOn(tables.value, day).copaymentCodes.find((entry) => entry.code === 'D10')?.basic
    expect([basicOn('2026-12-31'), basicOn('2027-01-01'), basicOn('2000-01-01')]).toEqual([50, 80, undefined])
  })
})
