/** What every TW Core profile begins with; facts/outpatient.md §8.1. */
export const twCoreProfiles = 'https://twcore.mohw.gov.tw/ig/twcore/StructureDefinition/'

/** TW Core profile of a name. */
export const twCoreProfile = (name: string): string => `${twCoreProfiles}${name}-twcore`

const twCoreCodes = 'https://twcore.mohw.gov.tw/ig/twcore/CodeSystem/'
const hl7Codes = 'http://terminology.hl7.org/CodeSystem/'

/** Code systems and identifier systems of the document; facts/outpatient.md §7.2 and §8.2. */
export const fhirSystems = {
  uri: 'urn:ietf:rfc:3986',
  ucum: 'http://unitsofmeasure.org',
  loinc: 'http://loinc.org',
  /** 身分證號 */
  nationalId: 'http://www.moi.gov.tw',
  /** 居留證號 */
  residentId: 'http://www.immigration.gov.tw',
  /** 護照號碼; TW Core names one system for passports. */
  passport: 'http://hl7.org/fhir/sid/passport-TWN',
  /** 政府機關 OID */
  governmentBody: 'https://oid.nat.gov.tw/',
  /** 醫事機構代碼 */
  organization: `${twCoreCodes}organization-identifier-tw`,
  /** 健保就醫科別 */
  department: `${twCoreCodes}medical-consultation-department-nhi-tw`,
  drug: `${twCoreCodes}medication-nhi-tw`,
  frequency: `${twCoreCodes}medication-frequency-nhi-tw`,
  route: `${twCoreCodes}medication-path-tw`,
  /** 醫療服務給付項目 */
  feeSchedule: `${twCoreCodes}medical-service-payment-tw`,
  material: 'https://nhicore.nhi.gov.tw/empd/CodeSystem/NHIMaterial-cs',
  /** 就醫識別碼 */
  treatmentNumber: 'https://nhicore.nhi.gov.tw/empd/medical-encounter-identifier',
  /** 就醫序號 */
  visitSequenceNumber: 'https://nhicore.nhi.gov.tw/empd/func-sequence-number',
  identifierType: `${hl7Codes}v2-0203`,
  identifierSuffix: 'https://twcore.mohw.gov.tw/ig/twcore/StructureDefinition/identifier-suffix',
  countryCodes: 'http://hl7.org/fhir/ValueSet/iso3166-1-3',
  actCode: `${hl7Codes}v3-ActCode`,
  participationType: `${hl7Codes}v3-ParticipationType`,
  organizationType: `${hl7Codes}organization-type`,
  conditionClinical: `${hl7Codes}condition-clinical`,
  conditionVerification: `${hl7Codes}condition-ver-status`,
  conditionCategory: `${hl7Codes}condition-category`,
  observationCategory: `${hl7Codes}observation-category`,
  medicationCategory: `${hl7Codes}medicationrequest-category`,
  relationship: `${hl7Codes}subscriber-relationship`,
  coverageClass: `${hl7Codes}coverage-class`,
} as const

/** 健保署 as payer: its code among government bodies and its name. */
export const nhiPayer = { code: 'A21030000I', name: '衛生福利部中央健康保險署' } as const

/** ICD-10-CM editions by the first visit day they hold for, newest first; facts/outpatient.md §5.1. */
const icd10Editions = [
  { from: '2025-01-01', system: `${twCoreCodes}icd-10-cm-2023-tw` },
  { from: '0000-00-00', system: `${twCoreCodes}icd-10-cm-2014-tw` },
] as const

/** Code system of the ICD-10-CM edition in force on a day (`YYYY-MM-DD`). */
export const icd10System = (day: string): string =>
  (icd10Editions.find((edition) => edition.from <= day) ?? icd10Editions[1]).system
