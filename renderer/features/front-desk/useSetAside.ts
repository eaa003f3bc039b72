import { useEffect, useRef } from 'react'
import { bringBack, setAside } from './frontDeskStore.ts'
import type { Subject } from './registration/registrationDraft.ts'

/** Names the person, whatever card or scan brings them. */
const personOf = (subject: Subject): string => {
  if (subject.kind === 'nobody') return ''
  if (subject.kind === 'patient') return `patient:${subject.patient.patientId}`
  const { holder, sessionId } = subject.session
  return holder === null
    ? sessionId
    : [holder.name, holder.nationalIdMasked, holder.birthDate, holder.cardNumberTail].join()
}

/** A half-filled form is kept when a scanned code brings somebody else, and comes back with its person. */
export const useSetAside = (subject: Subject, key: string): void => {
  const before = useRef<{ readonly key: string; readonly person: string } | null>(null)
  const person = personOf(subject)
  const isVirtual = subject.kind === 'card' && subject.session.medium === 'virtual'
  useEffect(() => {
    const last = before.current
    before.current = { key, person }
    if (last === null || last.key === key) return
    if (isVirtual && last.person !== person) setAside(last.key, last.person)
    bringBack(key, person, Date.now())
  }, [key, person, isVirtual])
}
