import type { SubstitutedField } from '../../../../preload/contract/codes/substitution.ts'
import { toBig5Text } from './big5.ts'
import { orderLineOf } from './nhiFieldError.ts'
import type { NhiRecord } from './nhiRecord.ts'
import { orderTags, visitTags } from './nhiTags.ts'

const changed = (field: string, orderLine: number | null, original: string | undefined): SubstitutedField[] => {
  const { text, substitutions } = toBig5Text(original ?? '')
  return original === undefined || substitutions.length === 0
    ? []
    : [{ field, orderLine, original, sent: text, substitutions: [...substitutions] }]
}

/**
 * Every field of a record that goes out otherwise than it is kept, in the order it is written, with each character that was changed
 * (`toBig5Text`). The record itself keeps the original.
 */
export const substitutedFields = ({ visit, orders }: NhiRecord): SubstitutedField[] => [
  ...visitTags.flatMap((tag) => changed(tag, null, visit[tag])),
  ...orders.flatMap((order, index) => orderTags.flatMap((tag) => changed(tag, orderLineOf(order, index), order[tag]))),
]
