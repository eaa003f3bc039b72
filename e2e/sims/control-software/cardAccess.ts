/** What the patient reader holds, as far as the control software has looked. */
export type PatientReading =
  | { readonly kind: 'card'; readonly hcId: string; readonly hcIdNo: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable' }

/** What the professional reader holds. */
export type ProfessionalReading =
  | { readonly kind: 'card'; readonly hpcId: string; readonly hpcIdNo: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable' }

/** Cards as the control software reaches them. Every look goes to the card itself; nothing is remembered between calls. */
export interface CardAccess {
  /** Is a card in the patient reader, and does it know the NHI applet? */
  lookAtPatient(): Promise<'none' | 'foreign' | 'card'>
  lookAtProfessional(): Promise<'none' | 'foreign' | 'card'>
  /** Counts changes in the professional reader, so that a PIN never outlives its card. */
  professionalGeneration(): number
  readPatient(): Promise<PatientReading>
  readProfessional(): Promise<ProfessionalReading>
  close(): void
}

/** Card number and national ID out of a READ answer with status word; undefined when it is no whole profile. */
export function profileIdentity(answer: Uint8Array): { hcId: string; hcIdNo: string } | undefined {
  const bytes = Buffer.from(answer)
  if (bytes.length !== 59 || bytes.readUInt16BE(57) !== 0x9000) return undefined
  const hcId = bytes.toString('latin1', 0, 12)
  return /^\d{12}$/.test(hcId) ? { hcId, hcIdNo: bytes.toString('latin1', 32, 42) } : undefined
}

/** The professional a WHO_ARE_YOU answer names; undefined for any other answer. */
export function professionalIdentity(answer: Uint8Array): { hpcId: string; hpcIdNo: string } | undefined {
  const bytes = Buffer.from(answer)
  if (bytes.length < 4 || bytes.readUInt16BE(bytes.length - 2) !== 0x9000) return undefined
  const { hpcId, nationalId } = JSON.parse(bytes.toString('utf8', 0, bytes.length - 2)) as Record<string, unknown>
  return typeof hpcId === 'string' && typeof nationalId === 'string' ? { hpcId, hpcIdNo: nationalId } : undefined
}
