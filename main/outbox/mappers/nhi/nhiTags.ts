/**
 * How a value is written: `code` printable ASCII, `digits`, `decimal` digits with one decimal, `date` 民國 yyyMMdd, `datetime`
 * 民國 yyyMMddHHmmss, `text` anything Big5 can hold.
 */
export type NhiTagForm = 'code' | 'digits' | 'decimal' | 'date' | 'datetime' | 'text'

interface NhiTagShape {
  readonly form: NhiTagForm
  /** Most Big5 bytes the field takes. */
  readonly width: number
  /** True when the field is always exactly that wide. */
  readonly exact?: true
}

/**
 * Tags of MB1 in the order they are written, with their shape. Source: facts/nhi-card.md §4.3; widths that are not published are
 * those of the format 1.0 counterpart or of the claim field.
 */
const visitTagShapes = {
  /** 安全模組代碼 */
  M01: { form: 'code', width: 12, exact: true },
  /** 卡片號碼 */
  M02: { form: 'code', width: 12, exact: true },
  /** 身分證號或身分證明文件號碼 */
  M03: { form: 'code', width: 10 },
  /** 出生日期 */
  M04: { form: 'date', width: 7, exact: true },
  /** 醫療院所代碼 */
  M05: { form: 'code', width: 10, exact: true },
  /** 醫事人員身分證號 */
  M06: { form: 'code', width: 10 },
  /** 就醫類別 */
  M07: { form: 'code', width: 2, exact: true },
  /** 新生兒出生日期 */
  M08: { form: 'date', width: 7, exact: true },
  /** 新生兒胎次 */
  M09: { form: 'digits', width: 1 },
  /** 新生兒就醫註記 */
  M10: { form: 'code', width: 1 },
  /** 就診日期時間 */
  M11: { form: 'datetime', width: 13, exact: true },
  /** 補卡註記 */
  M12: { form: 'digits', width: 1 },
  /** 就醫序號 */
  M13: { form: 'code', width: 4, exact: true },
  /** 安全簽章 */
  M14: { form: 'code', width: 256 },
  /** 就醫識別碼 */
  M15: { form: 'code', width: 20, exact: true },
  /** 原就醫識別碼 */
  M16: { form: 'code', width: 20, exact: true },
  /** 原處方院所代碼 */
  M17: { form: 'code', width: 10, exact: true },
  /** 原就醫序號 */
  M18: { form: 'code', width: 4, exact: true },
  /** 原就診日期時間 */
  M19: { form: 'datetime', width: 13, exact: true },
  /** 給藥日份 */
  M20: { form: 'digits', width: 2 },
  /** 慢性病連續處方箋總給藥日份 */
  M21: { form: 'digits', width: 3 },
  /** 連續管制藥品處方總給藥日份 */
  M22: { form: 'digits', width: 3 },
  /** 處方調劑方式 */
  M23: { form: 'code', width: 1 },
  /** 可調劑次數: 一般處方 (D04 = A) */
  M24: { form: 'digits', width: 1 },
  /** 可調劑次數: 慢性病處方 (B) */
  M25: { form: 'digits', width: 1 },
  /** 可調劑次數: 慢性病連續處方 (C) */
  M26: { form: 'digits', width: 1 },
  /** 可調劑次數: 管制藥品處方 (D) */
  M27: { form: 'digits', width: 1 },
  /** 可調劑次數: 慢性病管制藥品處方 (E) */
  M28: { form: 'digits', width: 1 },
  /** 可調劑次數: 慢性病連續管制藥品處方 (F) */
  M29: { form: 'digits', width: 1 },
  /** 物理治療數量 */
  M30: { form: 'digits', width: 2 },
  /** 職能治療數量 */
  M31: { form: 'digits', width: 2 },
  /** 語言治療數量 */
  M32: { form: 'digits', width: 2 },
  /** 慢性病連續處方已調劑次數 */
  M33: { form: 'digits', width: 1 },
  /** 連續管制藥品已調劑次數 */
  M34: { form: 'digits', width: 1 },
  /** 主要診斷碼 */
  M35: { form: 'code', width: 9 },
  /** 次要診斷碼 1–5 */
  M36: { form: 'code', width: 9 },
  M37: { form: 'code', width: 9 },
  M38: { form: 'code', width: 9 },
  M39: { form: 'code', width: 9 },
  M40: { form: 'code', width: 9 },
  /** 主手術(處置)碼 and two further ones (ICD-10-PCS) */
  M41: { form: 'code', width: 9 },
  M42: { form: 'code', width: 9 },
  M43: { form: 'code', width: 9 },
  /** 門診醫療費用 */
  M44: { form: 'digits', width: 8 },
  /** 門診部分負擔費用 */
  M45: { form: 'digits', width: 8 },
  /** 住診醫療費用 */
  M46: { form: 'digits', width: 8 },
  /** 住診部分負擔費用(急性30天、慢性180天以下) */
  M47: { form: 'digits', width: 7 },
  /** 住診部分負擔費用(急性31天、慢性181天以上) */
  M48: { form: 'digits', width: 7 },
  /** 實際就醫(調劑或檢查)日期時間 */
  M49: { form: 'datetime', width: 13, exact: true },
  /** 病床號 */
  M50: { form: 'code', width: 10 },
  /** 給付類別 */
  M51: { form: 'code', width: 1 },
  /** 實際就醫識別碼 (補卡) */
  M52: { form: 'code', width: 20, exact: true },
  /** 部分負擔費用 2: 基本部分負擔 */
  M53: { form: 'digits', width: 8 },
  /** 部分負擔費用 3: 藥品部分負擔 */
  M54: { form: 'digits', width: 8 },
  /** 部分負擔費用 4: 檢驗檢查部分負擔 */
  M55: { form: 'digits', width: 8 },
  /** 醫事類別 */
  M56: { form: 'digits', width: 2, exact: true },
} as const satisfies Readonly<Record<string, NhiTagShape>>

/** Tags of MB2 in the order they are written, with their shape. Vaccination and allergy tags (V, E) are not made here. */
const orderTagShapes = {
  /** 診療日期時間 */
  D01: { form: 'datetime', width: 13, exact: true },
  /** 醫令類別 */
  D02: { form: 'code', width: 1 },
  /** 醫令序號 */
  D03: { form: 'digits', width: 3, exact: true },
  /** 處方種類註記 */
  D04: { form: 'code', width: 1 },
  /** 醫令調劑方式 */
  D05: { form: 'code', width: 1 },
  /** 診療項目代號 */
  D06: { form: 'code', width: 12 },
  /** 診療部位 */
  D07: { form: 'code', width: 6 },
  /** 用法 (使用頻率); some have a `&` (QAM&HS), which goes out full-width */
  D08: { form: 'text', width: 18 },
  /** 天數 */
  D09: { form: 'digits', width: 2 },
  /** 總量 */
  D10: { form: 'decimal', width: 7 },
  /** 處方簽章 */
  D11: { form: 'code', width: 40 },
  /** 委託或受託執行轉(代)檢註記 */
  D12: { form: 'code', width: 1 },
  /** 藥品批號 */
  D13: { form: 'code', width: 20 },
  /** 給藥途徑 */
  D14: { form: 'code', width: 4 },
  /** 備註 */
  D15: { form: 'text', width: 200 },
} as const satisfies Readonly<Record<string, NhiTagShape>>

export type VisitTag = keyof typeof visitTagShapes
export type OrderTag = keyof typeof orderTagShapes

/** All tags of a segment in the order they are written. */
export const visitTags = Object.keys(visitTagShapes) as readonly VisitTag[]
export const orderTags = Object.keys(orderTagShapes) as readonly OrderTag[]

/** Shape of a tag. */
export const visitTagShape = (tag: VisitTag): NhiTagShape => visitTagShapes[tag]
export const orderTagShape = (tag: OrderTag): NhiTagShape => orderTagShapes[tag]
