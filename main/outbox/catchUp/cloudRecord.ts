import { hash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../mappers/canonicalJson.ts'
import { fhirSystems } from '../mappers/fhir/fhirSystems.ts'
import { CloudPayloadSchema } from '../mappers/payloads.ts'

/** A record as the cloud gives it back (`VisitRecord` of clinic-cloud.yaml); more than this program sends may stand in it. */
const VisitRecordSchema = z.object({
  recordId: CloudPayloadSchema.shape.recordId,
  version: CloudPayloadSchema.shape.version,
  kind: CloudPayloadSchema.shape.kind,
  visitedAt: z.iso.datetime({ offset: true }),
  bundle: CloudPayloadSchema.shape.bundle,
  sha256: CloudPayloadSchema.shape.sha256,
})

const PatientSchema = z.object({
  resourceType: z.literal('Patient'),
  name: z.array(z.object({ text: z.string().max(200).optional() })).optional(),
  identifier: z.array(z.object({ system: z.string().optional(), value: z.string().max(40).optional() })).optional(),
})
const EntriesSchema = z.array(z.object({ resource: z.unknown() })).max(2_000)

const idSystems: readonly string[] = [fhirSystems.nationalId, fhirSystems.residentId, fhirSystems.passport]

export interface CloudRecord {
  readonly recordId: string
  readonly version: number
  readonly kind: 'visit' | 'amendment' | 'cancellation'
  /** Epoch ms. */
  readonly visitedAt: number
  /** Null where the document names nobody. */
  readonly patientName: string | null
  readonly nationalId: string | null
  /** Of the document's canonical JSON, hex. */
  readonly sha256: string
}

const patientOf = (bundle: Readonly<Record<string, unknown>>): Pick<CloudRecord, 'patientName' | 'nationalId'> => {
  const entries = EntriesSchema.safeParse(bundle.entry)
  const patients = (entries.data ?? []).flatMap(({ resource }) => {
    const patient = PatientSchema.safeParse(resource)
    return patient.success ? [patient.data] : []
  })
  const [patient] = patients
  const own = patient?.identifier?.find(({ system }) => system !== undefined && idSystems.includes(system))
  return { patientName: patient?.name?.[0]?.text ?? null, nationalId: own?.value ?? null }
}

/** One record of the cloud; null for what is none, or whose document is not the one its hash stands for. */
export const readCloudRecord = (raw: unknown): CloudRecord | null => {
  const parsed = VisitRecordSchema.safeParse(raw)
  if (!parsed.success) return null
  const { recordId, version, kind, visitedAt, bundle, sha256 } = parsed.data
  if (hash('sha256', canonicalJson(bundle)) !== sha256) return null
  return { recordId, version, kind, visitedAt: Date.parse(visitedAt), ...patientOf(bundle), sha256 }
}
