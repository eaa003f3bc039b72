import { Eye } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientId } from '../../../preload/contract/words.ts'
import { useDeskMutation } from '../../bridge/query.ts'

interface HeldNationalIdProps {
  readonly masked: string
  /** Null for somebody the clinic has no record of yet: then there is nothing to reveal. */
  readonly patientId: PatientId | null
}

/** The masked national id; whole only while the button (or the space bar on it) is held. Main writes each look down. */
export const HeldNationalId = ({ masked, patientId }: HeldNationalIdProps) => {
  const { t } = useTranslation()
  const { mutate, data, reset } = useDeskMutation('patient:reveal-id')
  const [held, setHeld] = useState(false)
  const heldFor = useRef<PatientId | null>(null)

  const hide = (): void => {
    heldFor.current = null
    setHeld(false)
    reset()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: hiding is for a change of patient only
  useEffect(() => hide, [patientId])

  if (patientId === null) return <span className="whitespace-nowrap">{masked}</span>
  const show = (): void => {
    if (heldFor.current === patientId) return
    heldFor.current = patientId
    setHeld(true)
    mutate({ patientId })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    show()
  }
  const shown = held && data !== undefined ? data.nationalId : masked
  return (
    <button
      type="button"
      title={t('patient.hold')}
      // What stands there comes first, so that who names it by what they see is understood.
      aria-label={`${shown} ${t('patient.hold')}`}
      onPointerDown={show}
      onPointerUp={hide}
      onPointerLeave={hide}
      onKeyDown={onKeyDown}
      onKeyUp={hide}
      onBlur={hide}
      className="inline-flex items-center gap-1 rounded-sm px-1 whitespace-nowrap hover:bg-sunken"
    >
      {shown}
      <Eye className="size-4 text-muted" aria-hidden />
    </button>
  )
}
