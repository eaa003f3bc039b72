import { z } from 'zod'
import { SelfPayKindSchema } from '../../../preload/contract/desk/settings.ts'
import { PriceSchema } from '../../../preload/contract/money/pricing.ts'
import { DiagnosisSchema, OrderKindSchema, SoapSchema } from '../../../preload/contract/orders/order.ts'
import { PrescriptionKindSchema } from '../../../preload/contract/orders/prescription.ts'
import { DocumentWordsSchema } from '../../../preload/contract/paper/printing.ts'
import { SessionSchema, SexSchema } from '../../../preload/contract/words.ts'

/** One order with the words that paper needs. */
const PrintedOrderSchema = z.strictObject({
  kind: OrderKindSchema,
  code: z.string(),
  name: z.string(),
  dose: z.number().nullable(),
  unit: z.string(),
  /** Unit of the dose where it isn't that of the total; absent in jobs from before they were told apart. */
  doseUnit: z.string().exactOptional(),
  /** In words (每日三次); the code where it has none. */
  frequency: z.string().nullable(),
  route: z.string().nullable(),
  days: z.number().nullable(),
  quantity: z.number(),
  /** 作用或適應症 and 警語或副作用; null where nothing is known. */
  indication: z.string().nullable(),
  warning: z.string().nullable(),
  /** How to take it, in the clinic's own words; absent in jobs from before there were any. */
  advice: z.string().nullable().exactOptional(),
  /** The 處方箋 a drug stands on; null for what is no drug, absent in jobs from before sheets were told apart. */
  sheet: PrescriptionKindSchema.nullable().exactOptional(),
})
export type PrintedOrder = z.infer<typeof PrintedOrderSchema>

/** Everything a document may say of a visit: plain values, kept with the job, so that a reprint is the same. */
export const VisitFactsSchema = z.strictObject({
  clinic: z.strictObject({
    name: z.string(),
    providerNumber: z.string(),
    address: z.string(),
    telephone: z.string(),
  }),
  patient: z.strictObject({
    name: z.string(),
    nationalId: z.string(),
    /** What number that is; of a `newborn` without one it is the parent's. Absent in jobs from before it was told. */
    idKind: z.enum(['national-id', 'passport', 'newborn']).exactOptional(),
    /** `YYYY-MM-DD` */
    birthDate: z.string(),
    /** Whole years on the visit's day. */
    age: z.number(),
    sex: SexSchema,
    chartNumber: z.string(),
    allergies: z.array(z.string()),
  }),
  encounterId: z.string(),
  /** `YYYY-MM-DD` */
  day: z.string(),
  queueNumber: z.number(),
  session: SessionSchema,
  roomName: z.string(),
  practitionerName: z.string(),
  /** Who dispenses the drugs here; null where nobody does or it isn't known, absent in jobs from before it was told. */
  dispensedBy: z.string().nullable().exactOptional(),
  /** 科別, the code. */
  department: z.string(),
  registeredAt: z.number(),
  visitSequenceNumber: z.string().nullable(),
  treatmentNumber: z.string().nullable(),
  exceptionCode: z.string().nullable(),
  copaymentCode: z.string(),
  copaymentName: z.string(),
  soap: SoapSchema,
  diagnoses: z.array(DiagnosisSchema),
  orders: z.array(PrintedOrderSchema),
  /** Of a 慢性病連續處方箋: how often and for how many days it is dispensed, the how manieth time this is, its last day. */
  refill: z
    .strictObject({
      dispensings: z.number(),
      daysEach: z.number(),
      dispensing: z.number(),
      /** The last of those that are got at once; left out where it is this one alone, and in jobs from before it was told. */
      until: z.number().exactOptional(),
      /** `YYYY-MM-DD` */
      lapsesOn: z.string(),
    })
    .exactOptional(),
  /** Null until the consultation has ended. */
  price: PriceSchema.nullable(),
  /** NT$ that came in; null until paid. */
  paid: z.strictObject({ amount: z.number(), received: z.number(), paidAt: z.number() }).nullable(),
  /** What was bought and let off, and where the money stands; absent in jobs from before the book of money was kept. */
  money: z
    .strictObject({
      own: z.array(
        z.strictObject({
          kind: z.enum(['self-pay', 'discount']),
          amount: z.number(),
          words: z.string(),
          /** What kind of thing was bought; absent where nobody knows. */
          selfPayKind: SelfPayKindSchema.exactOptional(),
        }),
      ),
      owed: z.number(),
      refunded: z.number(),
      /** Who took money for the visit, in the order they did; absent in jobs from before it was told. */
      takenBy: z.array(z.string()).exactOptional(),
      /** Paid of what was owed at closing, NT$, and when the last of it came; absent where nothing did, and in older jobs. */
      settled: z.strictObject({ amount: z.number(), lastAt: z.number() }).exactOptional(),
    })
    .exactOptional(),
  /** Others who have their turn before this one; null where it has none. */
  ahead: z.number().nullable(),
  /** Who stands at the desk. */
  person: z.string(),
  words: DocumentWordsSchema,
})
export type VisitFacts = z.infer<typeof VisitFactsSchema>
