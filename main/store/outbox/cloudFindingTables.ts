/** Tables about what the clinic's cloud holds and this store does not; see schema.ts. */

/** A record of the cloud that this store lacks, has otherwise, or cannot read. */
export interface CloudFindingTable {
  record_id: string
  version: number
  finding: string
  kind: string | null
  visited_at: number | null
  patient_name: string | null
  national_id: string | null
  sha256: string | null
  packed: Uint8Array
  found_at: number
  seen_at: number | null
}

/** How far the cloud was asked for its records; one row at most. */
export interface CloudCatchUpTable {
  only_one: 1
  state: string
  cursor: string | null
  records: number
  owed_at: number
  failure: string | null
}
