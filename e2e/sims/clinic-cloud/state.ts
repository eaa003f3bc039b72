/** A visit record as the clinic pushed it (schema VisitRecord of the contract). */
export interface VisitRecord {
  readonly recordId: string
  readonly version: number
  readonly kind: 'visit' | 'amendment' | 'cancellation'
  readonly visitedAt: string
  readonly bundle: Readonly<Record<string, unknown>>
  readonly nhiUploadXml?: string
  readonly sha256: string
}

/** One accepted version of a record, in the order of receipt. `sequence` is the cursor. */
export interface StoredRecord {
  readonly sequence: number
  readonly clinic: string
  readonly desk: string
  readonly receivedAt: string
  readonly record: VisitRecord
}

/** The first answer to an Idempotency-Key. */
export interface RememberedAnswer {
  readonly bodySha256: string
  readonly status: number
  readonly body: unknown
  readonly at: number
}

/** An anchored head of a desk's audit chain. `cut` says that the chain came back shorter or different. */
export interface AuditHead {
  readonly clinic: string
  readonly deskId: string
  readonly sequence: number
  readonly sha256: string
  readonly anchoredAt: string
  readonly cut: boolean
}

export interface Appointment {
  readonly appointmentId: string
  readonly at: string
  readonly nationalId: string
  readonly name: string
  readonly phone?: string
  readonly doctorId?: string
  readonly status?: 'booked' | 'cancelled'
}

/** Everything the clinic cloud remembers. */
export interface CloudState {
  records: StoredRecord[]
  /** By clinic and key. */
  answers: Record<string, RememberedAnswer>
  auditHeads: AuditHead[]
  appointments: Appointment[]
}

export function emptyCloudState(): CloudState {
  return { records: [], answers: {}, auditHeads: [], appointments: [] }
}
