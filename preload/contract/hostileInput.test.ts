import { expect, it } from 'vitest'
import { z } from 'zod'
import { channels } from './index.ts'

/** What of a JSON Schema says how much a value may hold. */
interface Shape {
  readonly type?: string | readonly string[]
  readonly enum?: unknown
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
  readonly maxItems?: number
  readonly maxProperties?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly propertyNames?: Shape
  readonly additionalProperties?: boolean | Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
}

const formatsOfOneLength = ['date', 'date-time', 'uuid']
/** A quantifier without an upper end, outside of brackets. */
const isOpenPattern = (pattern: string): boolean =>
  /[*+]|\{\d+,\}/.test(pattern.replaceAll(/\\.|\[[^\]]*\]/g, 'x')) || !/^\^.*\$$/.test(pattern)

const isBoundText = ({ format = '', pattern, maxLength }: Shape): boolean =>
  maxLength !== undefined ||
  formatsOfOneLength.includes(format) ||
  (pattern !== undefined && format === '' && !isOpenPattern(pattern))

const openHere = (shape: Shape): readonly string[] => {
  if (shape.enum !== undefined || shape.const !== undefined) return []
  const types = [shape.type ?? []].flat()
  const from = shape.minimum ?? shape.exclusiveMinimum
  return [
    ...(types.includes('string') && !isBoundText(shape) ? ['a text without an end'] : []),
    ...(types.includes('array') && shape.maxItems === undefined ? ['a list without an end'] : []),
    ...(types.includes('number') && types.length === 1 && (from === undefined || shape.maximum === undefined)
      ? ['a number without limits']
      : []),
    ...(types.includes('object') && shape.additionalProperties === undefined ? ['names nobody asked for'] : []),
    ...(typeof shape.additionalProperties === 'object' && shape.maxProperties === undefined
      ? ['names without an end']
      : []),
  ]
}

const openIn = (shape: Shape, path: string): readonly string[] => [
  ...openHere(shape).map((problem) => `${path}: ${problem}`),
  ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((one) => openIn(one, path)),
  ...(shape.items === undefined ? [] : openIn(shape.items, `${path}[]`)),
  ...Object.entries(shape.properties ?? {}).flatMap(([name, one]) => openIn(one, `${path}.${name}`)),
  ...(shape.propertyNames === undefined ? [] : openIn(shape.propertyNames, `${path}{name}`)),
  ...(typeof shape.additionalProperties === 'object' ? openIn(shape.additionalProperties, `${path}{}`) : []),
]

const manyNames = Array.from({ length: 5000 }, (_, at) =>
  [...at.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join(''),
)
/** JSON Schema doesn't tell how many names a record may have: it is asked with five thousand. */
const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (!(zodSchema instanceof z.ZodRecord)) return
      const takesMany = ['x', 100].some(
        (value) => zodSchema.safeParse(Object.fromEntries(manyNames.map((name) => [name, value]))).success,
      )
      if (!takesMany) jsonSchema.maxProperties = manyNames.length
    },
  }) as Shape

it('takes nothing without an end from a page that has gone wrong', () => {
  const open = Object.entries(channels).flatMap(([name, { input }]) => openIn(shapeOf(input), name))
  expect(open).toEqual([
    // A settings file may carry notes for other programs; what isn't known is left out of what is kept.
    'settings:save: names nobody asked for',
    // Numbers of foreign programs: each is one number, whatever it is.
    'registration:propose-exception.error.details{}: a number without limits',
    'cashier:exception-options.error.details{}: a number without limits',
  ])
})

it('sees what has no end', () => {
  const open = z.object({
    text: z.string(),
    list: z.array(z.boolean()),
    number: z.number(),
    names: z.record(z.string().max(9), z.boolean().or(z.string().max(2))),
    word: z.string().regex(/^a+$/),
    part: z.string().regex(/a{2}/),
    url: z.url(),
  })
  expect(openIn(shapeOf(open), 'open')).toEqual([
    'open: names nobody asked for',
    'open.text: a text without an end',
    'open.list: a list without an end',
    'open.number: a number without limits',
    'open.names: names without an end',
    'open.word: a text without an end',
    'open.part: a text without an end',
    'open.url: a text without an end',
  ])
  const closed = z.strictObject({
    text: z.string().max(3),
    list: z.array(z.boolean()).max(3),
    number: z.int(),
    names: z.record(z.enum(['a', 'b']), z.boolean()),
    word: z.string().regex(/^[a+*]{2}\d$/),
    day: z.iso.date(),
  })
  expect(openIn(shapeOf(closed), 'closed')).toEqual([])
})

it('takes no day and no moment that does not exist', () => {
  const day = channels['visit:list'].input
  const takes = (value: unknown): boolean => day.safeParse({ day: value }).success
  expect(
    ['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '26-01-01', ' 2026-01-01', 20260101].filter(takes),
  ).toEqual([])
  expect(['2024-02-29', '1900-01-01'].filter(takes)).toHaveLength(2)
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1.005, -1, '5']) {
    expect(channels['money:pay'].input.shape.received.safeParse(value).success).toBe(false)
  }
})
