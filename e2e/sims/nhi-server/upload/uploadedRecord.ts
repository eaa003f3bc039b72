/** Values by tag, such as `M03` or `D06`; tags without a value are left out. */
export type TaggedValues = Readonly<Record<string, string>>

/** One REC of an upload: MSH, MB1 and its MB2 in order. */
export interface UploadedRecord {
  readonly header: TaggedValues
  readonly visit: TaggedValues
  readonly orders: readonly TaggedValues[]
}

/** Key of a record: institution, visit time, visit identifier. */
export function identityOf({ visit }: UploadedRecord): string {
  return `${visit.M05 ?? ''}|${visit.M11 ?? ''}|${visit.M15 ?? ''}`
}

/** Why a whole file is refused: the structure codes Y002–Y007, Y014, Y015. */
export type FileRefusal = 'Y002' | 'Y003' | 'Y004' | 'Y005' | 'Y006' | 'Y007' | 'Y014' | 'Y015'

export type ParsedUpload =
  | { readonly ok: true; readonly records: readonly UploadedRecord[] }
  | { readonly ok: false; readonly code: FileRefusal }
