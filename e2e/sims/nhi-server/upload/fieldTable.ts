/** What a field may hold: X any text, 9 digits, S digits with an optional minus, Q a quantity with one decimal. */
export type FieldType = 'X' | '9' | 'S' | 'Q'

/** Width in Big5 bytes; `exact` fields have no shorter form. */
export interface FieldShape {
  readonly type: FieldType
  readonly width: number
  readonly exact: boolean
}

const upTo = (type: FieldType, width: number): FieldShape => ({ type, width, exact: false })
const exactly = (type: FieldType, width: number): FieldShape => ({ type, width, exact: true })

function rows(tags: string, shape: FieldShape): [string, FieldShape][] {
  return tags.split(' ').map((tag) => [tag, shape])
}

/** Tags of the header MSH. */
export const HEADER_FIELDS: ReadonlyMap<string, FieldShape> = new Map(rows('H00 H01', exactly('X', 1)))

/** Tags of the insurance segment MB1, format 2.0. */
export const VISIT_FIELDS: ReadonlyMap<string, FieldShape> = new Map([
  ...rows('M01 M02', exactly('X', 12)),
  ...rows('M03 M05 M06 M17', exactly('X', 10)),
  ...rows('M04 M08', exactly('9', 7)),
  ...rows('M07', exactly('X', 2)),
  ...rows('M09 M12 M24 M25 M26 M27 M28 M29 M33 M34', upTo('9', 1)),
  ...rows('M10 M23 M51', upTo('X', 1)),
  ...rows('M11 M19 M49', exactly('9', 13)),
  ...rows('M13 M18', exactly('X', 4)),
  ...rows('M14', exactly('X', 256)),
  ...rows('M15 M16 M52', exactly('X', 20)),
  ...rows('M20 M56', upTo('9', 2)),
  ...rows('M21 M22 M30 M31 M32', upTo('9', 3)),
  ...rows('M35 M36 M37 M38 M39 M40 M41 M42 M43', upTo('X', 9)),
  ...rows('M44 M45 M46 M53 M54 M55', upTo('S', 8)),
  ...rows('M47 M48', upTo('S', 7)),
  ...rows('M50', upTo('X', 10)),
])

/** Tags of the order segment MB2, with the vaccination and allergy blocks. */
export const ORDER_FIELDS: ReadonlyMap<string, FieldShape> = new Map([
  ...rows('D01', exactly('9', 13)),
  ...rows('D02 D04 D05 E01 E11', upTo('X', 1)),
  ...rows('D03', exactly('9', 3)),
  ...rows('D06', upTo('X', 12)),
  ...rows('D07', upTo('X', 6)),
  ...rows('D08', upTo('X', 18)),
  ...rows('D09', upTo('9', 2)),
  ...rows('D10', upTo('Q', 7)),
  ...rows('D11', exactly('X', 40)),
  ...rows('D12 E05 E07 E08', upTo('X', 2)),
  ...rows('D13 V01 V02', upTo('X', 20)),
  ...rows('D14', upTo('X', 4)),
  ...rows('D15', upTo('X', 40)),
  ...rows('E02 E03 E13', upTo('X', 10)),
  ...rows('E04 E06 E09 E12', upTo('X', 200)),
  ...rows('E10', exactly('9', 7)),
])
