import type { CodeableConcept, Observation, Quantity } from '@medplum/fhirtypes'
import type { RecordedVital, VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { bodyMassOf } from '../../../domain/visit/vitalSigns.ts'
import { fhirSystems, twCoreProfile } from './fhirSystems.ts'
import { referenceTo, type VisitReferences } from './visitReferences.ts'

type Single = Exclude<RecordedVital['kind'], 'systolic' | 'diastolic' | 'glucose'> | 'body-mass'

interface Coded {
  readonly code: string
  readonly display: string
  /** Shown unit and UCUM code. */
  readonly unit: string
  readonly ucum: string
}

/** LOINC of FHIR's vital-signs profile, and of what it has no profile for (waist, pain). */
const singles: { readonly [Kind in Single]: Coded } = {
  pulse: { code: '8867-4', display: 'Heart rate', unit: '/min', ucum: '/min' },
  temperature: { code: '8310-5', display: 'Body temperature', unit: '°C', ucum: 'Cel' },
  respiration: { code: '9279-1', display: 'Respiratory rate', unit: '/min', ucum: '/min' },
  'oxygen-saturation': { code: '2708-6', display: 'Oxygen saturation in Arterial blood', unit: '%', ucum: '%' },
  height: { code: '8302-2', display: 'Body height', unit: 'cm', ucum: 'cm' },
  weight: { code: '29463-7', display: 'Body weight', unit: 'kg', ucum: 'kg' },
  waist: { code: '8280-0', display: 'Waist Circumference at umbilicus by Tape measure', unit: 'cm', ucum: 'cm' },
  pain: {
    code: '72514-3',
    display: 'Pain severity - 0-10 verbal numeric rating [Score] - Reported',
    unit: '{score}',
    ucum: '{score}',
  },
  'body-mass': { code: '39156-5', display: 'Body mass index (BMI) [Ratio]', unit: 'kg/m2', ucum: 'kg/m2' },
}
const pressures = {
  systolic: { code: '8480-6', display: 'Systolic blood pressure', unit: 'mmHg', ucum: 'mm[Hg]' },
  diastolic: { code: '8462-4', display: 'Diastolic blood pressure', unit: 'mmHg', ucum: 'mm[Hg]' },
} as const
const pressurePanel = { code: '85354-9', display: 'Blood pressure panel with all children optional' }
const glucoseInBlood: Coded = {
  code: '41653-7',
  display: 'Glucose [Mass/volume] in Capillary blood by Glucometer',
  unit: 'mg/dL',
  ucum: 'mg/dL',
}
const glucoseFasting: Coded = {
  ...glucoseInBlood,
  code: '14770-2',
  display: 'Fasting glucose [Mass/volume] in Capillary blood by Glucometer',
}
const mealNotes = { fasting: '空腹', 'before-meal': '飯前', 'after-meal': '飯後', random: '隨機' } as const

const concept = ({ code, display }: Pick<Coded, 'code' | 'display'>): CodeableConcept => ({
  coding: [{ system: fhirSystems.loinc, code, display }],
})
const quantity = (value: number, { unit, ucum }: Coded): Quantity => ({
  value,
  unit,
  system: fhirSystems.ucum,
  code: ucum,
})

/** 生命徵象 of a visit as FHIR Observations: blood pressure as one with two components, glucose as a laboratory result. */
export const vitalResources = (record: VisitRecord, ids: VisitReferences): Observation[] => {
  const vitals = record.vitals ?? []
  const find = (kind: RecordedVital['kind']): RecordedVital | undefined => vitals.find((vital) => vital.kind === kind)
  const observation = (
    name: string,
    measuredAt: string,
    code: Pick<Coded, 'code' | 'display'>,
    category: 'vital-signs' | 'laboratory',
  ): Observation => ({
    resourceType: 'Observation',
    id: ids.observationId(name),
    meta: { profile: [twCoreProfile(`Observation-${category === 'laboratory' ? 'laboratoryResult' : 'vitalSigns'}`)] },
    status: record.isCancelled === true ? 'entered-in-error' : record.version === 1 ? 'final' : 'amended',
    category: [{ coding: [{ system: fhirSystems.observationCategory, code: category }] }],
    code: concept(code),
    subject: referenceTo(ids.patientId),
    encounter: referenceTo(ids.encounterId),
    effectiveDateTime: measuredAt,
    performer: [referenceTo(ids.organizationId)],
  })
  const single = (kind: Single, value: number, measuredAt: string): Observation => ({
    ...observation(kind, measuredAt, singles[kind], 'vital-signs'),
    valueQuantity: quantity(value, singles[kind]),
  })
  const measured = [find('systolic'), find('diastolic')].filter((vital) => vital !== undefined)
  const [first] = measured
  const pressure: Observation[] =
    first === undefined
      ? []
      : [
          {
            ...observation('blood-pressure', first.measuredAt, pressurePanel, 'vital-signs'),
            component: measured.map(({ kind, value }) => {
              const coded = kind === 'systolic' ? pressures.systolic : pressures.diastolic
              return { code: concept(coded), valueQuantity: quantity(value, coded) }
            }),
          },
        ]
  const others = vitals.flatMap(({ kind, value, meal, measuredAt }): Observation[] => {
    if (kind === 'systolic' || kind === 'diastolic') return []
    if (kind !== 'glucose') return [single(kind, value, measuredAt)]
    const coded = meal === 'fasting' ? glucoseFasting : glucoseInBlood
    return [
      {
        ...observation(kind, measuredAt, coded, 'laboratory'),
        valueQuantity: quantity(value, coded),
        note: [{ text: mealNotes[meal ?? 'random'] }],
      },
    ]
  })
  // Only what was measured at this visit: a height of an earlier one is not in this record.
  const weight = find('weight')
  const bodyMass = bodyMassOf(find('height')?.value, weight?.value)
  const derived = bodyMass === null || weight === undefined ? [] : [single('body-mass', bodyMass, weight.measuredAt)]
  return [...pressure, ...others, ...derived]
}
