import type { UnsignedRecord } from '../../../preload/contract/record/recordSignature.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId, IsoDate, PractitionerId } from '../../../preload/contract/words.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { findByIds } from '../../store/patient/patientRepository.ts'
import { newestOf, sign, unsigned } from '../../store/record/signatureRepository.ts'
import { summariesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** More than a doctor leaves unsigned. */
const mostListed = 500

/** 寫入: no service type of the card is for records; this is the one for what is written. */
const writing = '02'

/** What waits for its doctor's signature, nearest deadline first. */
export const unsignedRecords = async (context: DeskContext): Promise<Result<UnsignedRecord[]>> => {
  const { db } = context.store
  const waiting = await unsigned(db, mostListed)
  const visits = await summariesOf(
    db,
    waiting.map(({ encounterId }) => encounterId as EncounterId),
  )
  const patients = await findByIds(
    db,
    [...visits.values()].map(({ patientId }) => patientId),
  )
  const now = context.now()
  return ok(
    waiting.flatMap(({ encounterId, version, practitionerId, dueAt }): UnsignedRecord[] => {
      const visit = visits.get(encounterId)
      const patient = visit === undefined ? undefined : patients.get(visit.patientId)
      if (visit === undefined || patient === undefined) return []
      return [
        {
          encounterId: visit.id,
          version,
          day: visit.day as IsoDate,
          queueNumber: visit.queueNumber,
          patientName: patient.name,
          practitionerId: practitionerId as PractitionerId,
          practitionerName: visit.practitionerName,
          dueAt: instantOf(dueAt),
          isLate: dueAt < now,
        },
      ]
    }),
  )
}

/**
 * Signs records by the professional card that is signed in (電子病歷簽章). The card answers once for all of them; its answer is kept with
 * who, when and which card, and each record with the digest of its text. What has been amended, cancelled or signed meanwhile is left out.
 *
 * `SIGNER_DIFFERS`: one of them was written by somebody else than the card's holder, and nothing is signed then.
 */
export const signRecords = async (
  context: DeskContext,
  { records }: HandlerInput<'signature:sign'>,
): Promise<Result<HandlerOutput<'signature:sign'>>> => {
  const { db } = context.store
  const newest = await newestOf(
    db,
    records.map(({ encounterId }) => encounterId),
  )
  const wanted = records.flatMap(({ encounterId, version }) => {
    const record = newest.get(encounterId)
    return record?.version === version && record.state === 'unsigned' ? [record] : []
  })
  if (wanted.length === 0) return ok({ signed: 0, skipped: records.length })
  const signature = await context.control.signWithProfessionalCard(writing)
  if (!signature.ok) return signature
  const { professional, samId, clientRandom } = signature.value
  const holder = context.settings.practitioners.filter(({ nationalId }) => nationalId === professional.nationalId)
  const isOwn = ({ practitionerId }: { readonly practitionerId: string }): boolean =>
    holder.some(({ id }) => id === practitionerId)
  if (!wanted.every(isOwn)) return fail('SIGNER_DIFFERS')
  const at = context.now()
  const act = {
    id: context.newId(),
    at,
    desk: context.settings.desk.id,
    nationalId: professional.nationalId,
    cardNumber: professional.cardNumber,
    samId,
    clientRandom,
    signature: signature.value.signature,
  }
  const saved = await context.store.write(async (tx) => {
    const signed = await sign(tx, act, wanted)
    for (const { encounterId, version, digest } of signed) {
      await appendAudit(tx, {
        at,
        who: holder[0]?.name ?? context.settings.desk.person,
        desk: context.settings.desk.id,
        action: 'record-signed',
        subject: encounterId,
        details: { version, digest },
      })
    }
    return signed
  })
  if (!saved.ok) return saved
  for (const { encounterId } of wanted) context.publish('visit:changed', { encounterId: encounterId as EncounterId })
  return ok({ signed: saved.value.length, skipped: records.length - saved.value.length })
}
