import type { TFunction } from 'i18next'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { Option } from '../fields/Select.tsx'
import { number } from '../format/number.ts'

/** 部分負擔身分 to choose from: the name, what is paid under it where that is one amount, and the code. */
export const copaymentOptions = (
  t: TFunction,
  codes: ChannelOutput<'copayment:choices'>,
): readonly Option<ChannelOutput<'copayment:choices'>[number]['code']>[] =>
  codes.map(({ code, name, amount }) => ({
    value: code,
    label: amount === null ? name : `${name}　${t('registration.copaymentAmount', { amount: number(amount) })}`,
    aside: code,
  }))
