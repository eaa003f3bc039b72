import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criticalIllnessIcd10Layout, criticalIllnessLayout } from './criticalIllnessLayouts.ts'
import { cumulativeLayout } from './cumulativeLayout.ts'
import { treatmentNeedHpcIcd10Layout, treatmentNeedHpcLayout } from './diagnosedVisitLayouts.ts'
import { decodeLayout, encodeLayout, type Layout } from './layout.ts'
import { basicDataLayout, registerBasicLayout, validityLayout } from './personLayouts.ts'
import { longTermLayout, orderSignatureLayout, prescriptionLayout } from './prescriptionLayouts.ts'
import { cardlessNumberLayout, numberedSerialLayout, serialLayout, treatmentNumberLayout } from './serialLayouts.ts'
import {
  cardNumberLayout,
  dateTimeLayout,
  emergencyPhoneLayout,
  hospitalIdLayout,
  uploadReplyLayout,
} from './smallReplyLayouts.ts'
import { arbitraryText, arbitraryWhole, arbitraryField as some } from './testing/arbitraries.ts'
import {
  treatmentCodeIcd10Layout,
  treatmentCodeLayout,
  treatmentDataIcd10Layout,
  treatmentDataLayout,
  treatmentFeeLayout,
} from './treatmentWriteLayouts.ts'
import { treatmentNoNeedHpcLayout } from './visitLayouts.ts'

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const orEmpty = (value: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), value)
const upToSix = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 6 })

const identity = {
  cardNumber: some.cardNumber,
  name: arbitraryText(20, 1),
  nationalId: some.nationalId,
  birthDate: some.day,
  sex: some.sex,
  issueDate: some.day,
  cancelled: fc.boolean(),
}
const validity = { validUntil: orNull(some.day), remainingCount: orNull(arbitraryWhole(2)) }
const illnesses = (code: fc.Arbitrary<string>) =>
  upToSix(fc.record({ code, validFrom: orNull(some.day), validUntil: orNull(some.day) }))
const codes = (code: fc.Arbitrary<string>) => ({
  main: code,
  secondary1: orEmpty(code),
  secondary2: orEmpty(code),
  secondary3: orEmpty(code),
  secondary4: orEmpty(code),
  secondary5: orEmpty(code),
})
const codeWrite = (code: fc.Arbitrary<string>) => ({ afterCheck: fc.constantFrom('1', '2'), ...codes(code) })
const fees = {
  outpatientFee: arbitraryWhole(8),
  outpatientCopayment: arbitraryWhole(8),
  inpatientFee: arbitraryWhole(8),
  inpatientCopaymentA: arbitraryWhole(7),
  inpatientCopaymentB: arbitraryWhole(7),
}
const serial = {
  treatmentDateTime: some.dateTime,
  visitSequenceNumber: some.serial,
  hospitalId: some.hospitalId,
  securitySignature: some.signature,
  samId: some.cardNumber,
  sameDay: fc.boolean(),
}
const amounts = {
  days: orNull(arbitraryWhole(2)),
  totalQuantity: orNull(arbitraryWhole(6).map((tenths) => tenths / 10)),
}
const diagnosed = (code: fc.Arbitrary<string>) => ({
  criticalIllnesses: illnesses(code),
  visits: upToSix(fc.record({ treatmentDateTime: some.dateTime, ...codes(code) })),
})

interface Trip {
  readonly name: string
  readonly length: number

  readonly travel: () => void
  readonly decode: (bytes: Uint8Array) => ReturnType<typeof decodeLayout>
}

const trip = <T extends object>(layout: Layout<T>, value: fc.Arbitrary<T>): Trip => ({
  name: layout.name,
  length: layout.length,
  travel() {
    fc.assert(
      fc.property(value, fc.constantFrom(0x20, 0x00), (one, pad) => {
        const bytes = encodeLayout(layout, one)
        if (!bytes.ok) throw new Error(JSON.stringify(bytes.error))
        expect(bytes.value).toHaveLength(layout.length)
        const padding = bytes.value.findLastIndex((byte) => byte !== 0x20) + 1
        expect(decodeLayout(layout, bytes.value.fill(pad, padding))).toEqual({ ok: true, value: one })
      }),
      { numRuns: 300 },
    )
  },
  decode: (bytes) => decodeLayout(layout, bytes),
})

const trips: readonly Trip[] = [
  trip(basicDataLayout, fc.record({ ...identity, emergencyPhone: arbitraryText(14, 0) })),
  trip(
    registerBasicLayout,
    fc.record({
      ...identity,
      ...validity,
      insurerCode: orEmpty(fc.stringMatching(/^\d{2}$/)),
      insuredMark: fc.constantFrom('1', '2', '3', '4', '8'),
      newbornBirthDate: orNull(some.day),
      newbornMark: fc.constantFrom('', '1', '2'),
    }),
  ),
  trip(validityLayout, fc.record(validity)),
  trip(
    treatmentNoNeedHpcLayout,
    fc.record({
      criticalIllnesses: upToSix(fc.record({ validFrom: some.day, validUntil: orNull(some.day) })),
      visits: upToSix(
        fc.record({
          treatmentItem: fc.stringMatching(/^[0-9A-Z]{2}$/),
          newbornMark: fc.constantFrom('', '1'),
          treatmentDateTime: some.dateTime,
          afterCheck: fc.constantFrom('1', '2'),
          visitSequenceNumber: some.serial,
          hospitalId: some.hospitalId,
          outpatientFee: orNull(fees.outpatientFee),
          outpatientCopayment: orNull(fees.outpatientCopayment),
          inpatientFee: orNull(fees.inpatientFee),
          inpatientCopaymentA: orNull(fees.inpatientCopaymentA),
          inpatientCopaymentB: orNull(fees.inpatientCopaymentB),
        }),
      ),
    }),
  ),
  trip(treatmentNeedHpcLayout, fc.record(diagnosed(some.packed))),
  trip(treatmentNeedHpcIcd10Layout, fc.record(diagnosed(some.icd10))),
  trip(criticalIllnessLayout, fc.record({ criticalIllnesses: illnesses(some.packed) })),
  trip(criticalIllnessIcd10Layout, fc.record({ criticalIllnesses: illnesses(some.icd10) })),
  trip(
    cumulativeLayout,
    fc.record({
      years: fc.array(
        fc.record({
          rocYear: fc.integer({ min: 92, max: 199 }),
          visits: arbitraryWhole(4),
          outpatientFee: arbitraryWhole(10),
          inpatientFee: arbitraryWhole(10),
          outpatientCopayment: arbitraryWhole(8),
          inpatientCopaymentA: arbitraryWhole(8),
          inpatientCopaymentB: arbitraryWhole(8),
          allCopayment: arbitraryWhole(8),
          allCopaymentA: arbitraryWhole(8),
        }),
        { maxLength: 2 },
      ),
    }),
  ),
  trip(serialLayout, fc.record(serial)),
  trip(numberedSerialLayout, fc.record({ ...serial, treatmentNumber: some.treatmentNumber })),
  trip(
    cardlessNumberLayout,
    fc.record({
      treatmentDateTime: some.dateTime,
      hospitalId: some.hospitalId,
      treatmentNumber: some.treatmentNumber,
    }),
  ),
  trip(treatmentNumberLayout, fc.record({ treatmentNumber: some.treatmentNumber })),
  trip(
    prescriptionLayout,
    fc.record({
      treatmentDateTime: some.dateTime,
      orderType: fc.constantFrom('1', '2', '3', '4', '5', 'A'),
      code: fc.stringMatching(/^[A-Z][0-9A-Z]{1,11}$/),
      site: arbitraryText(6, 0),
      usage: arbitraryText(18, 0),
      deliveryNote: fc.constantFrom('', '01', '02', '06'),
      ...amounts,
    }),
  ),
  trip(
    longTermLayout,
    fc.record({
      date: some.day,
      code: fc.stringMatching(/^[A-Z][0-9A-Z]{1,9}$/),
      usage: arbitraryText(18, 0),
      ...amounts,
    }),
  ),
  trip(orderSignatureLayout, fc.record({ signature: some.orderSignature })),
  trip(treatmentCodeLayout, fc.record(codeWrite(some.packed))),
  trip(treatmentCodeIcd10Layout, fc.record(codeWrite(some.icd10))),
  trip(treatmentFeeLayout, fc.record(fees)),
  trip(treatmentDataLayout, fc.record({ ...codeWrite(some.packed), ...fees })),
  trip(treatmentDataIcd10Layout, fc.record({ ...codeWrite(some.icd10), ...fees })),
  trip(dateTimeLayout, fc.record({ value: some.dateTime })),
  trip(emergencyPhoneLayout, fc.record({ value: arbitraryText(14, 0) })),
  trip(hospitalIdLayout, fc.record({ value: some.hospitalId })),
  trip(cardNumberLayout, fc.record({ value: some.cardNumber })),
  trip(
    uploadReplyLayout,
    fc.record({
      samId: some.cardNumber,
      hospitalId: some.hospitalId,
      uploadedAt: fc.constant('20261125093000'),
      receivedAt: fc.constant('20261125093001'),
    }),
  ),
]

describe.each(trips)('$name', ({ travel, decode, length }) => {
  it('gives back whatever was written into it, padded with spaces or NUL', travel)

  it('refuses a byte too few and a byte too many', () => {
    for (const bytes of [length - 1, length + 1, 0]) {
      expect(decode(new Uint8Array(bytes))).toMatchObject({
        ok: false,
        error: { code: 'CONTROL_BAD_REPLY', details: { reason: 'length', bytes } },
      })
    }
  })
})

describe('random bytes', () => {
  it('are never half a record and never an exception, 20,000 times', () => {
    const anyTrip = fc.constantFrom(...trips)
    const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0x30, max: 0x39 }), fc.constant(0x20))
    const buffer = anyTrip.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.oneof(
          { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }) },
          {
            weight: 4,
            arbitrary: fc
              .array(byte, { minLength: Math.min(one.length, 16), maxLength: 16 })
              .map((seed) => Uint8Array.from({ length: one.length }, (_, index) => seed[index % seed.length] ?? 0)),
          },
        ),
      ),
    )
    fc.assert(
      fc.property(buffer, ([one, bytes]) => {
        const result = one.decode(bytes)
        if (result.ok) expect(bytes).toHaveLength(one.length)
        else expect(result.error).toMatchObject({ code: 'CONTROL_BAD_REPLY', details: { layout: one.name } })
      }),
      { numRuns: 20_000 },
    )
  })
})
