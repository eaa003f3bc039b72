import { randomBytes } from 'node:crypto'
import type { UploadedRecord } from './upload/uploadedRecord.ts'

/** A person's card as the data centre keeps it. */
export interface CardState {
  /** ROC yyyMMdd. */
  validUntil: string
  treatmentCounter: number
  /** Last serial of the physical card by ROC year. */
  lastSerial: Record<string, number>
  /** Last number behind each letter of virtual serials by ROC year, such as `115V`. */
  lastVirtualSerial: Record<string, number>
}

/** One order as written on the card. */
export interface CardOrder {
  readonly treatmentDateTime: string
  readonly treatmentItem: string
  readonly treatmentItemCode: string
  readonly treatmentPosition: string
  readonly usage: string
  readonly days: string
  readonly totalQuantity: string
  readonly deliveryNotes: string
}

/** What WriteCodeFee wrote for a visit. Fees are in New Taiwan dollars or points, as sent. */
export interface CodesAndFees {
  readonly mainCode: string
  readonly subCodes: readonly string[]
  readonly outpatientFee: string
  readonly costFee: string
  readonly inpatientFee: string
  readonly inpatient30Fee: string
  readonly inpatient180Fee: string
}

/** A visit the data centre gave an identifier to. */
export interface Visit {
  /** 就醫識別碼, 20 characters. */
  readonly treatmentNumber: string
  /** `card` was taken with a card and goes with H01 = A; `no-card` goes with H01 = B. */
  readonly kind: 'card' | 'no-card'
  /** Card number; empty without a card. */
  readonly hcId: string
  readonly nationalId: string
  readonly hospitalId: string
  readonly samId: string
  readonly virtual: boolean
  readonly treatmentItem: string
  readonly treatmentDateTime: string
  /** 就醫序號; empty where the category uses none. */
  readonly sequenceNumber: string
  /** Did it use up a serial and one of the card's visits? */
  readonly counted: boolean
  /** 安全簽章, 256 characters; empty without a card. */
  readonly signature: string
  readonly babyTreatment: string
  afterCheck: string
  rolledBack: boolean
  codesAndFees: CodesAndFees | null
  orders: CardOrder[]
  /** Hexadecimal order signatures ever given for this visit, with the item code each signs. */
  orderSignatures: Record<string, string>
}

/** A record the server has accepted, by its identity M05 + M11 + M15. */
export interface AcceptedRecord {
  readonly identity: string
  readonly opcode: string
  readonly firstReceivedAt: number
  readonly receivedAt: number
  /** How often the same record was sent again with other contents. */
  readonly replaced: number
  /** Received more than 24 hours after the visit by the server's clock. */
  readonly late: boolean
  readonly contentHash: string
  readonly record: UploadedRecord
}

/** An upload and its result text. */
export interface Upload {
  readonly opcode: string
  readonly type: string
  readonly hospitalId: string
  readonly samId: string
  readonly receivedAt: number
  /** Machine time from which the result can be fetched. */
  readonly readyAt: number
  readonly sizeBytes: number
  readonly recordsReceived: number
  readonly recordsValid: number
  readonly ordersValid: number
  readonly recordsInvalid: number
  readonly resultText: string
}

/** A QR text of a virtual card. Times are machine time. */
export interface VirtualCardToken {
  readonly token: string
  readonly personId: string
  /** First letter of the serials it brings: V in the clinic, W at a distance, M at home. */
  readonly serialLetter: 'V' | 'W' | 'M'
  readonly expiresAt: number
  verifiedAt: number | null
  usedForVisit: boolean
}

/** A remote visit the patient is asked to allow. */
export interface RemoteRequest {
  readonly accessToken: string
  readonly nationalId: string
  readonly requestedAt: number
  decision: 'pending' | 'approved' | 'refused'
  virtualCardToken: string | null
}

/** Everything the NHI server remembers. */
export interface NhiState {
  /** Secret behind visit and order signatures. */
  readonly secret: string
  cards: Record<string, CardState>
  visits: Visit[]
  records: Record<string, AcceptedRecord>
  deletedRecords: string[]
  uploads: Upload[]
  tokens: VirtualCardToken[]
  remoteRequests: RemoteRequest[]
  /** May a virtual card that was logged out be presented again within its hour? */
  virtualCardsReturn: boolean
}

export function emptyNhiState(): NhiState {
  return {
    secret: randomBytes(32).toString('hex'),
    cards: {},
    visits: [],
    records: {},
    deletedRecords: [],
    uploads: [],
    tokens: [],
    remoteRequests: [],
    virtualCardsReturn: false,
  }
}
