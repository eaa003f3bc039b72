import type { NhiRecord } from './nhiRecord.ts'

/** One faulty record of a result, for tests: its index in the file and its items (`M44:AH01`). */
export interface ResultFault {
  readonly index: number
  readonly items: readonly string[]
}

/** A result text as the NHI writes it (contracts/nhi-interfaces.md §4), for tests; `invalid` counts the faults unless given. */
export const resultText = (
  records: readonly NhiRecord[],
  faults: readonly ResultFault[],
  invalid: number = faults.length,
): string => {
  const received = records.length
  const header = [
    ['安全模組', '000000010001'],
    ['院所代碼', '3531020884'],
    ['檔案名稱', 'V2000'],
    ['上傳日期時間', '20261122103000123'],
    ['檔案大小', '4821'],
    ['接收筆數', String(received)],
    ['接收日期時間', '20261122103001'],
    ['檢核日期時間', '20261122103010'],
    ['類別', 'A1'],
    ['正確筆數', String(received - invalid)],
    ['正確醫令筆數', '4'],
    ['錯誤筆數', String(invalid)],
  ]
  const sections = faults.map(({ index, items }) => {
    const { M03 = '', M15 = '' } = records[index]?.visit ?? {}
    return `第[${index + 1}]筆 M03=[${M03}] M15=[${M15}]\n錯誤原因：${items.map((item) => `${item};`).join('')}\n`
  })
  return [`${header.map(([name, value]) => `${name}：[${value}]`).join('\n')}\n`, ...sections].join(
    `${'='.repeat(75)}\n`,
  )
}
