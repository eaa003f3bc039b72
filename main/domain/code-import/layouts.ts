import type { ImportableSystem, ImportColumns, ImportField } from '../../../preload/contract/codes/codeTables.ts'

/** The fields each official file may have, and the headings they go by; the first that stands in a file is taken. */
const headings: Readonly<Record<ImportableSystem, Readonly<Partial<Record<ImportField, readonly string[]>>>>> = {
  /** ICD-10-CM, 2023 Chinese edition (NHIA open data 177507). */
  'icd-10-cm': {
    code: ['ICD-10-CM代碼', 'ICD-10-CM', 'ICD10CM', '2023年版ICD-10-CM代碼', '診斷代碼', '疾病代碼', '代碼', 'code'],
    nameZh: ['中文名稱', 'ICD-10-CM中文名稱', '2023年版中文名稱', '中文', 'nameZh'],
    nameEn: ['英文名稱', 'ICD-10-CM英文名稱', '2023年版英文名稱', '英文', 'nameEn'],
    billable: ['是否可申報', '可申報', '可否申報', '申報註記', 'billable'],
  },
  /** 健保用藥品項. */
  'nhi-drug': {
    code: ['藥品代號', '藥品代碼', '健保代碼', '健保藥品代碼', '代碼', 'code'],
    nameEn: ['藥品英文名稱', '英文名稱', '藥品名稱', '品名', 'nameEn', 'name'],
    nameZh: ['藥品中文名稱', '中文名稱', 'nameZh'],
    ingredient: ['成分', '成份', '成分名稱', '成份名稱', '藥品成分', '主成分', 'ingredient'],
    atc: ['ATC代碼', 'ATC碼', 'ATC藥品分類代碼', 'ATC code', 'ATC'],
    // 規格單位 is no such unit: 規格量 60 and 規格單位 ML are a bottle, and the price is the bottle's.
    unit: ['計價單位', '單位', 'unit'],
    points: ['支付價', '健保支付價', '參考價', '健保價', '藥價參考金額', '價格', '單價', 'points', 'price'],
    validFrom: ['有效起日', '有效期間起日', '藥價參考日期', '生效起日', '生效日期', '起日', 'validFrom'],
    validTo: ['有效迄日', '有效期間迄日', '藥價參考截止日期', '生效迄日', '終止日期', '迄日', 'validTo'],
  },
  /** 支付標準. */
  'nhi-procedure': {
    code: ['診療項目代碼', '診療項目代號', '支付標準代碼', '醫令代碼', '編號', '代碼', 'code'],
    nameZh: ['中文項目名稱', '診療項目中文名稱', '中文名稱', '診療項目', '診療項目名稱', 'nameZh', 'name'],
    nameEn: ['英文項目名稱', '診療項目英文名稱', '英文名稱', 'nameEn'],
    points: ['健保支付點數', '支付點數', '點數', 'points'],
    validFrom: ['生效起日', '有效起日', '生效日期', '起日', 'validFrom'],
    validTo: ['生效迄日', '有效迄日', '終止日期', '迄日', 'validTo'],
  },
  /** 特約醫事機構. */
  'nhi-institution': {
    code: ['醫事機構代碼', '醫事機構代號', '機構代碼', '代碼', 'code'],
    nameZh: ['醫事機構名稱', '機構名稱', '名稱', 'nameZh', 'name'],
    validFrom: ['合約起日', '特約起日', '開業日期', 'validFrom'],
    validTo: ['終止合約或歇業日期', '合約迄日', '歇業日期', 'validTo'],
  },
}

/** The fields a file of this system may have. */
export const fieldsOf = (system: ImportableSystem): readonly ImportField[] =>
  Object.keys(headings[system]) as readonly ImportField[]

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\uFEFF]/gu, '')

/** The columns of a heading row that are recognised by their official headings. */
export const recogniseColumns = (system: ImportableSystem, row: readonly string[]): ImportColumns => {
  const cells = row.map(plain)
  const columns: ImportColumns = {}
  for (const field of fieldsOf(system)) {
    const known = headings[system][field] ?? []
    const index = known.map((heading) => cells.indexOf(plain(heading))).find((found) => found >= 0)
    if (index !== undefined) columns[field] = index
  }
  return columns
}

/** Official files may have a title above their headings. */
const headingSearchRows = 20

/** Which of the first rows holds the headings; the first one where none is recognised. */
export const findHeadings = (
  system: ImportableSystem,
  rows: readonly (readonly string[])[],
): { readonly index: number; readonly columns: ImportColumns } => {
  let best = { index: 0, columns: {} as ImportColumns }
  for (const [index, row] of rows.slice(0, headingSearchRows).entries()) {
    const columns = recogniseColumns(system, row)
    if (Object.keys(columns).length > Object.keys(best.columns).length) best = { index, columns }
  }
  return best
}

/** The fields without which nothing can be made of a file of this system. */
export const missingFields = (system: ImportableSystem, columns: ImportColumns): readonly ImportField[] => {
  const missing: ImportField[] = columns.code === undefined ? ['code'] : []
  if (columns.nameZh === undefined && columns.nameEn === undefined) missing.push('nameZh')
  if (system === 'nhi-procedure' && columns.points === undefined) missing.push('points')
  return missing
}
