import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import { alertKey, alertOfKey } from '../../../preload/contract/orders/orderAlert.ts'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { type AlertSurroundings, orderAlerts, reasonsFor, unreasoned } from './orderAlerts.ts'

const root = join(import.meta.dirname, '..', '..', '..', 'resources')
const loaded = await loadRules(createResources({ root }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const rules = loaded.value

const named = (nameEn: string, ingredient = '', atc = '') => ({ nameEn, ingredient, atc })
const drugs = new Map(
  (
    [
      ['AC24132100', 'AMOXICILLIN CAPSULES 500MG'],
      ['BC22612100', 'AUGMENTIN 1G F.C. TABLETS'],
      ['AC15660100', 'Cephalexin Capsules 500mg "TBC"'],
      ['AC25524100', 'VOREN ENTERIC COATED TABLETS 50MG "YUNG SHIN"(Diclofenac)'],
      ['A035470000', 'STROCAIN TABLETS'],
    ] as const
  ).map(([code, name]) => [code, named(name)] as const),
)
const drug = (code: string): OrderDraft => ({
  kind: 'drug',
  code,
  dose: 1,
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: null,
  site: '',
})
const procedure: OrderDraft = {
  ...drug('54019C'),
  kind: 'procedure',
  dose: null,
  frequency: null,
  route: null,
  days: null,
}
const alertsOf = (codes: readonly string[], changes: Partial<AlertSurroundings> = {}) =>
  orderAlerts(codes.map(drug), { day: '2026-11-26', drugs, allergies: [], earlier: [], rules, ...changes })

describe('orderAlerts', () => {
  it.each([
    ['盤尼西林', ['AC24132100', 'BC22612100'], [1, 2]],
    ['對 Penicillin 起疹', ['AC15660100', 'AC24132100'], [2]],
    ['AMOXICILLIN', ['AC24132100'], [1]],
    ['安滅菌', ['BC22612100', 'AC25524100'], [1]],
    ['止痛藥會腫', ['AC24132100', 'AC25524100'], [2]],
    // What one of a class does, others may.
    ['Ibuprofen', ['AC24132100', 'AC25524100'], [2]],
    ['ampicillin 起疹', ['BC22612100', 'AC15660100'], [1]],
    ['NSAID', ['AC24132100', 'AC25524100'], [2]],
    ['花生', ['AC24132100', 'AC25524100'], []],
  ])('an allergy written as %s', (allergy, codes, lines) => {
    const found = alertsOf(codes, { allergies: [allergy] }).alerts.filter(({ kind }) => kind === 'allergy')
    expect(found.map(({ line }) => line)).toEqual(lines)
    for (const alert of found) expect(alert).toMatchObject({ allergy, needsReason: true })
  })

  it('tells the same ingredient under two names, at the later row', () => {
    expect(alertsOf(['AC24132100', 'AC25524100', 'BC22612100']).alerts).toMatchObject([
      { kind: 'duplicate', line: 3, substance: 'amoxicillin', otherLine: 1, needsReason: true },
    ])
  })

  it('asks for no reason where one drug stands on two rows, as a dose in parts does', () => {
    expect(alertsOf(['AC24132100', 'AC24132100']).alerts).toMatchObject([{ kind: 'duplicate', needsReason: false }])
  })

  const supply = {
    visit: 'one',
    code: 'AC24131100',
    frequency: 'TID',
    drug: named('AMOXICILLIN CAPSULES 250MG "C.C.P."'),
  }
  const earlier = (suppliedOn: string, days: number) => ({
    earlier: [{ ...supply, suppliedOn, days, source: 'own' as const }],
  })
  it.each([
    // Until the 26th: today is the last day of it.
    ['2026-11-20', 7, null, false],
    ['2026-11-24', 4, '2026-11-27', false],
    ['2026-11-20', 17, '2026-12-06', false],
    ['2026-11-20', 18, '2026-12-07', true],
  ])('supplied on %s for %d days overlaps until %s, and asks: %s', (on, days, until, needsReason) => {
    const found = alertsOf(['BC22612100'], earlier(on, days)).alerts
    expect(found.map((alert) => [alert.kind, alert.suppliedUntil, alert.needsReason])).toEqual(
      until === null ? [] : [['overlap', until, needsReason]],
    )
  })

  it.each([
    // A dose lowered step by step: three, two, one a day.
    [
      'a tapered dose',
      [
        ['QD', 7],
        ['QD', 7],
        ['QD', 7],
      ],
      '2026-12-10',
    ],
    [
      'a tapered dose of fewer times',
      [
        ['TID', 5],
        ['BID', 5],
        ['QD', 5],
      ],
      '2026-12-04',
    ],
    [
      'a tapered dose of the morning',
      [
        ['QDAM', 7],
        ['QDAM', 7],
      ],
      '2026-12-03',
    ],
    [
      'a dose in parts of the day',
      [
        ['QDAM', 14],
        ['QDHS', 14],
      ],
      '2026-12-03',
    ],
    [
      'a dose by weekdays',
      [
        ['QW(1,3,5)', 28],
        ['QW(2,4,6)', 28],
      ],
      '2026-12-17',
    ],
    [
      'some more for a need',
      [
        ['TID', 7],
        ['PRN', 14],
      ],
      '2026-12-03',
    ],
    [
      'rows of which one says nothing',
      [
        [null, 7],
        ['TID', 7],
      ],
      '2026-12-03',
    ],
  ] as const)('%s lasts as long as its rows do', (_, rows, until) => {
    for (const source of ['own', 'card'] as const) {
      const { alerts } = alertsOf(['BC22612100'], {
        earlier: rows.map(([frequency, days]) => ({ ...supply, suppliedOn: '2026-11-20', frequency, days, source })),
      })
      expect(alerts.map(({ source, suppliedUntil }) => [source, suppliedUntil])).toEqual([[source, until]])
    }
  })

  it('adds nothing up over two visits of one day: what the second gave is taken beside what is there', () => {
    const { alerts } = alertsOf(['BC22612100'], {
      earlier: ['one', 'another'].map((visit) => ({
        ...supply,
        visit,
        suppliedOn: '2026-11-20',
        days: 14,
        source: 'own' as const,
      })),
    })
    expect(alerts.map(({ suppliedUntil }) => suppliedUntil)).toEqual(['2026-12-03'])
  })

  it('adds nothing up over two drugs of one ingredient', () => {
    const { alerts } = alertsOf(['BC22612100'], {
      earlier: ['AC24131100', 'AC24132100'].map((code) => ({
        ...supply,
        suppliedOn: '2026-11-20',
        code,
        days: 14,
        source: 'own' as const,
      })),
    })
    expect(alerts.map(({ suppliedUntil }) => suppliedUntil)).toEqual(['2026-12-03'])
  })

  it('tells an overlap with what the card knows apart from one with our own supply', () => {
    const { alerts } = alertsOf(['BC22612100'], {
      earlier: [
        { ...supply, suppliedOn: '2026-11-20', days: 10, source: 'own' },
        { ...supply, suppliedOn: '2026-11-20', days: 28, source: 'card' },
        { ...supply, visit: 'another', suppliedOn: '2026-11-19', days: 14, source: 'card' },
      ],
    })
    expect(alerts.map(({ source, suppliedUntil, needsReason }) => [source, suppliedUntil, needsReason])).toEqual([
      ['own', '2026-11-29', false],
      ['card', '2026-12-17', true],
    ])
    expect(new Set(alerts.map(({ key }) => key)).size).toBe(2)
  })

  it('keeps the key of an alert when its row moves', () => {
    const allergies = ['penicillin']
    const before = alertsOf(['AC24132100'], { allergies }).alerts
    const after = alertsOf(['AC25524100', 'AC24132100'], { allergies }).alerts
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key))
    expect(after[0]?.line).toBe(2)
  })

  it('says of which drugs nothing is known, and says nothing of what is no drug', () => {
    const found = orderAlerts([drug('A035470000'), procedure, drug('AC99999100')], {
      day: '2026-11-26',
      drugs,
      allergies: ['STROCAIN', 'NSAID'],
      earlier: [],
      rules,
    })
    expect(found).toEqual({ alerts: [], unknownIngredients: [1, 3], unknownAllergies: ['STROCAIN'] })
  })

  it('says which allergies no drug was held against, because nothing in their words is known', () => {
    const allergies = ['海鮮', 'NSAID', 'fablium']
    expect(alertsOf(['AC24132100'], { allergies }).unknownAllergies).toEqual(['海鮮', 'fablium'])
    // By the ingredients of a drug's own list it is known all the same.
    const known = alertsOf(['AC00000100'], {
      allergies,
      drugs: new Map([['AC00000100', named('X', 'FABLIUM HCL 5MG')]]),
    })
    expect(known.alerts).toMatchObject([{ kind: 'allergy', allergy: 'fablium' }])
    expect(known.unknownAllergies).toEqual(['海鮮'])
  })

  it('keeps in the record only what was said of drugs that still stand there', () => {
    const reason = (code: string) => ({
      key: alertKey({ kind: 'allergy', code, substance: 'x', detail: 'NSAID: 2020' }),
      choice: 'needed' as const,
      words: '',
    })
    const duplicateOf = { kind: 'duplicate', code: 'AC24132100', substance: 'amoxicillin' } as const
    const orders = [drug('AC24132100')]
    const [stays, goes] = [reason('AC24132100'), reason('AC25524100')]
    expect(reasonsFor({ orders, alertReasons: [stays, goes] })).toEqual({ orders, alertReasons: [stays] })
    expect(reasonsFor({ orders })).toEqual({ orders })
    const duplicate = { ...stays, key: alertKey({ ...duplicateOf, detail: 'BC22612100' }) }
    const both = [drug('AC24132100'), drug('BC22612100')]
    expect(reasonsFor({ orders: both, alertReasons: [duplicate] })).toEqual({ orders: both, alertReasons: [duplicate] })
    expect(reasonsFor({ orders, alertReasons: [duplicate] })).toEqual({ orders, alertReasons: [] })
    expect(alertOfKey(stays.key)).toEqual({
      kind: 'allergy',
      code: 'AC24132100',
      substance: 'x',
      detail: 'NSAID: 2020',
    })
  })

  it('takes no other reason without words for one', () => {
    const { alerts } = alertsOf(['AC24132100'], { allergies: ['penicillin'] })
    const said = (choice: 'needed' | 'other', words: string) =>
      unreasoned(
        alerts,
        alerts.map(({ key }) => ({ key, choice, words })),
      ).length
    expect([said('other', ' '), said('other', '已備急救藥'), said('needed', '')]).toEqual([1, 0, 0])
    expect(unreasoned(alerts, undefined)).toEqual(alerts)
  })

  it('goes by the ingredients of the list, also where the table knows none of them', () => {
    const storymol = named('FABLEX TABLETS', 'STORYMOL HCL 5MG')
    const found = alertsOf(['AC00000100', 'AC00000200'], {
      drugs: new Map([
        ['AC00000100', storymol],
        ['AC00000200', named('LEGENDEX TABLETS', 'STORYMOL MALEATE 10MG', 'J01CF05')],
      ]),
      allergies: ['Storymol 起疹'],
      earlier: [
        {
          visit: 'one',
          suppliedOn: '2026-11-20',
          code: 'AC00000100',
          frequency: 'QD',
          days: 28,
          drug: storymol,
          source: 'own',
        },
      ],
    })
    expect(found.alerts.map(({ kind, line, substance }) => [kind, line, substance])).toEqual([
      ['allergy', 1, 'storymol'],
      ['overlap', 1, 'storymol'],
      ['allergy', 2, 'storymol'],
      ['duplicate', 2, 'storymol'],
      ['overlap', 2, 'storymol'],
    ])
    expect(found.unknownIngredients).toEqual([])
    expect(
      alertsOf(['AC00000200'], {
        drugs: new Map([['AC00000200', named('LEGENDEX', 'STORYMOL', 'J01CF05')]]),
        allergies: ['盤尼西林'],
      }).alerts,
    ).toMatchObject([{ kind: 'allergy', allergy: '盤尼西林' }])
  })
})
