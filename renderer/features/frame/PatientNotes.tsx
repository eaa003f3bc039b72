import { StickyNote, TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { NotePlace } from '../../../preload/contract/patient/patientChart.ts'
import { useNavigation } from '../../app/navigation.ts'
import { usePatientNotes } from '../../app/patientNotes.ts'
import { usePatientStrip } from '../../app/patientStrip.ts'
import type { ScreenName } from '../../app/screenNames.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { unseenNotes } from './unseenNotes.ts'

const placeOf: Readonly<Partial<Record<ScreenName, NotePlace>>> = {
  'front-desk': 'registration',
  consultation: 'consultation',
}

/**
 * Notes that pop up where the patient on the strip is registered or seen, until somebody there takes note of them. They stand
 * between strip and screen and cover nothing.
 */
export const PatientNotes = () => {
  const { t } = useTranslation()
  const screen = useNavigation(({ screen }) => screen)
  const chosen = usePatientStrip(({ patient }) => patient)
  const session = useDeskQuery('card:current', {}).data ?? null
  const patientId = (chosen ?? session?.patient ?? null)?.patientId ?? null
  const place = placeOf[screen] ?? null
  const isAsked = patientId !== null && place !== null
  const { data: chart } = useDeskQuery('patient:chart', { patientId: patientId ?? '' }, { enabled: isAsked })
  const see = useDeskMutation('patient:see-notes')
  const notes = !isAsked || chart?.patientId !== patientId ? [] : unseenNotes(chart, place)
  const noteIds = notes.map(({ noteId }) => noteId)
  const key = noteIds.join(' ')
  const { mutate } = see
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids are what the key is made of
  useEffect(() => {
    if (key === '' || patientId === null || place === null) return
    usePatientNotes.setState({ see: () => mutate({ patientId, noteIds, place }) })
    return () => usePatientNotes.setState({ see: null })
  }, [key, patientId, place, mutate])
  if (notes.length === 0) return null
  const isCritical = notes.some(({ severity }) => severity === 'critical')
  return (
    <section
      role="alert"
      aria-label={t('patientChart.notes.title')}
      data-testid="patient-notes"
      className={`flex items-center gap-3 border-b border-l-4 border-b-line px-3 py-1.5 ${isCritical ? 'border-l-act bg-act-soft text-act' : 'border-l-wait bg-wait-soft text-wait'}`}
    >
      <ul className="flex min-w-0 flex-1 flex-col gap-0.5">
        {notes.map(({ noteId, severity, text }) => (
          <li key={noteId} className="flex items-start gap-2">
            {severity === 'critical' ? (
              <TriangleAlert className="mt-1 size-4 shrink-0" aria-label={t('patientChart.severity.critical')} />
            ) : (
              <StickyNote className="mt-1 size-4 shrink-0" aria-label={t('patientChart.severity.important')} />
            )}
            <span className={`min-w-0 break-words ${severity === 'critical' ? 'font-semibold' : ''}`}>{text}</span>
          </li>
        ))}
      </ul>
      <Button
        shortcut="Ctrl+Y"
        disabled={see.isPending}
        data-testid="see-notes"
        onClick={() => usePatientNotes.getState().see?.()}
      >
        {t('patientChart.notes.seen')}
      </Button>
    </section>
  )
}
