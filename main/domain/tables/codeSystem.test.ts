import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DiagnosisSchema, OrderDraftSchema } from '../../../preload/contract/orders/order.ts'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { orderQuantity } from '../orders/orderQuantity.ts'
import { type CodeSystem, conceptsOn, parseCodeSystem } from './codeSystem.ts'
import { rulesOn } from './ruleTables.ts'

const resources = join(import.meta.dirname, '..', '..', '..', 'resources')
const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(resources, 'code-systems', `${name}.json`), 'utf8'))
const shipped = (name: string): CodeSystem => {
  const parsed = parseCodeSystem(read(name))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}
const loaded = await loadRules(createResources({ root: resources }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const rules = rulesOn(loaded.value, '2026-11-22')

describe('the starter set', () => {
  it.each([
    ['icd-10-cm', 250],
    ['nhi-drug', 80],
    ['nhi-procedure', 80],
  ] as const)('%s has at least %d concepts, all in force, and names its source', (name, least) => {
    const system = shipped(name)
    expect(system.system).toBe(name)
    expect(conceptsOn(system, '2026-11-22').size).toBe(system.concepts.length)
    expect(system.concepts.length).toBeGreaterThanOrEqual(least)
    expect(system.source).toContain('健康保險署')
    expect(system.edition).toContain('starter')
  })

  it('has diagnoses the contract takes, with both names, and some that may not be claimed', () => {
    const { concepts } = shipped('icd-10-cm')
    for (const { code, displayZh, displayEn } of concepts) {
      DiagnosisSchema.parse({ code, nameZh: displayZh, nameEn: displayEn })
      expect(displayZh).not.toBe('')
      expect(displayEn).not.toBe('')
    }
    expect(concepts.filter((concept) => !concept.billable).length).toBeGreaterThan(10)
    expect(concepts.find((concept) => concept.code === 'J06.9')).toMatchObject({ billable: true })
    expect(concepts.find((concept) => concept.code === 'J06')).toMatchObject({ billable: false })
  })

  it('says that its drug prices are made up', () => {
    const drugs = shipped('nhi-drug')
    expect(drugs.priceBasis).toBe('demonstration')
    expect(drugs.source).toContain('示範值')
  })

  it('has drugs that are ready to be ordered: ten characters, a price, a unit and a usual dose', () => {
    for (const { code, unit, unitPoints, usual } of shipped('nhi-drug').concepts) {
      expect(code).toMatch(/^[A-Z][0-9A-Z]{9}$/)
      expect(unit).not.toBe('')
      expect(unitPoints).toBeGreaterThan(0)
      OrderDraftSchema.parse({ kind: 'drug', code, ...usual, site: '' })
      expect(rules.routes.map((route) => route.code)).toContain(usual.route)
      const { dose, frequency, days } = usual
      if (dose === null || frequency === null || days === null) throw new Error(code)
      const total = orderQuantity(dose, frequency, days, rules.frequencies)
      if (frequency !== 'PRN') expect(total).toBeGreaterThan(0)
    }
  })

  it('gives out tubes and bottles by the piece, however often they are used', () => {
    const used = ['EXT', 'SKIN', 'TOPI', 'OU', 'NA', 'INHL']
    const pieces = shipped('nhi-drug').concepts.filter(
      ({ unit, usual }) => ['支', '瓶'].includes(unit) && used.includes(usual.route ?? ''),
    )
    expect(pieces.length).toBeGreaterThan(30)
    // Vials of an inhaled solution are counted: each time takes one.
    const counted = pieces.filter(({ usual }) => usual.quantity === null)
    expect(counted.map(({ displayEn }) => displayEn)).toEqual([expect.stringContaining('INHALANT SOLUTION')])
    expect(pieces.filter(({ usual }) => usual.quantity !== null && usual.quantity !== 1)).toEqual([])
  })

  it('measures out only what the NHI prices by the millilitre: codes that end in 99, not those of a bottle', () => {
    const measured = shipped('nhi-drug').concepts.filter(({ unit }) => unit === 'mL')
    expect(measured.length).toBeGreaterThan(5)
    expect(measured.map(({ code }) => code).filter((code) => !code.endsWith('99'))).toEqual([])
  })

  it('gives nothing by mouth whose code or name says otherwise', () => {
    const ways = { 2: ['IM', 'IVD', 'SC'], 4: ['OU', 'NA'], 5: ['VAG', 'RECT'] } as const
    for (const { code, displayEn, usual } of shipped('nhi-drug').concepts) {
      const known: readonly string[] | undefined = ways[code.charAt(7) as unknown as keyof typeof ways]
      if (known !== undefined) expect(known, displayEn).toContain(usual.route)
      if (/SUBLINGUAL/i.test(displayEn)) expect(usual.route, displayEn).toBe('SL')
    }
  })

  it('has as many codes as a general clinic needs in its first days', () => {
    const many = (system: Parameters<typeof shipped>[0]): number =>
      new Set(shipped(system).concepts.map(({ code }) => code)).size
    expect(many('icd-10-cm')).toBeGreaterThanOrEqual(400)
    expect(many('nhi-drug')).toBeGreaterThanOrEqual(300)
    expect(many('nhi-procedure')).toBeGreaterThanOrEqual(200)
    expect(shipped('icd-10-cm').concepts.every(({ displayZh }) => displayZh !== '')).toBe(true)
    expect(shipped('nhi-drug').priceBasis).toBe('demonstration')
  })

  it('states the edition of its procedures, whose points are real', () => {
    const procedures = shipped('nhi-procedure')
    expect(procedures).toMatchObject({ priceBasis: 'official', edition: '106.05.01 (starter 2)' })
    const points = (code: string): number | null | undefined =>
      procedures.concepts.find((concept) => concept.code === code)?.unitPoints
    expect([points('48011C'), points('18001C'), points('14065C')]).toEqual([47, 150, 150])
  })
})

describe('parseCodeSystem', () => {
  const table = {
    system: 'nhi-drug',
    edition: '115.07',
    source: 'made up',
    license: 'none',
    priceBasis: 'none',
    validFrom: '2026-07-01',
    validTo: null,
  }
  const concept = { code: 'AC00000100', displayZh: '', displayEn: 'Nothing Tablets' }

  it('fills in what a concept leaves out', () => {
    expect(parseCodeSystem({ ...table, concepts: [concept] })).toEqual({
      ok: true,
      value: {
        ...table,
        concepts: [
          {
            ...concept,
            billable: true,
            unit: '',
            unitPoints: null,
            ingredient: '',
            atc: '',
            usual: { dose: null, frequency: null, route: null, days: null, quantity: null },
            validFrom: '2026-07-01',
            validTo: null,
          },
        ],
      },
    })
  })

  it('keeps a concept’s own dates', () => {
    const old = { ...concept, validFrom: '2020-01-01', validTo: '2026-06-30', unitPoints: 2 }
    const parsed = parseCodeSystem({ ...table, concepts: [old, { ...concept, unitPoints: 1.5 }] })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const priceOn = (day: string): number | null | undefined =>
      conceptsOn(parsed.value, day).get('AC00000100')?.unitPoints
    expect([priceOn('2019-12-31'), priceOn('2026-06-30'), priceOn('2026-07-01')]).toEqual([undefined, 2, 1.5])
  })

  it.each([
    ['no concepts', { concepts: [] }],
    ['a code of two meanings on one day', { concepts: [concept, concept] }],
    ['a fraction of a hundredth of a point', { concepts: [{ ...concept, unitPoints: 1.005 }] }],
    ['a code with spaces', { concepts: [{ ...concept, code: 'AC 000' }] }],
    ['an unknown system', { system: 'nhi-food', concepts: [concept] }],
    ['an unknown field', { concepts: [{ ...concept, colour: 'red' }] }],
  ])('refuses %s', (_, change) => {
    expect(parseCodeSystem({ ...table, ...change })).toMatchObject({ ok: false, error: { code: 'RULES_MISSING' } })
  })
})
