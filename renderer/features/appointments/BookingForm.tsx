import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import type { IsoDate, PractitionerId } from '../../../preload/contract/words.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { PatientBox } from '../../ui/fields/PatientBox.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { dayWords } from '../../ui/format/date.ts'
import { dayMinute } from '../../ui/format/dayMinute.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { type Cell, setTask, useAppointments } from './appointmentsStore.ts'
import type { AppointmentActs } from './useAppointmentActs.ts'

interface BookingFormProps {
  readonly day: IsoDate
  readonly cell: Cell
  readonly at: number
  readonly acts: AppointmentActs
}

const sources = ['phone', 'counter'] as const

/** Books a slot: somebody with a chart, or a name and a telephone. Enter walks, behind the last field it books. */
export const BookingForm = ({ day, cell, at, acts }: BookingFormProps) => {
  const { t } = useTranslation()
  const asked = useAppointments(({ returning }) => returning?.patient ?? null)
  const [text, setText] = useState(asked?.name ?? '')
  const [patient, setPatient] = useState<PatientSummary | null>(asked)
  const [phone, setPhone] = useState('')
  const [note, setNote] = useState('')
  const [source, setSource] = useState<(typeof sources)[number]>(asked === null ? 'phone' : 'counter')
  const name = patient?.name ?? text.trim()
  const canBook = name !== '' && (patient !== null || phone.trim() !== '') && !acts.isPending
  const book = (): void => {
    if (!canBook) return
    acts.book.mutate({
      day,
      session: cell.session,
      practitionerId: cell.practitionerId as PractitionerId,
      at,
      patientId: patient?.patientId ?? null,
      name,
      phone,
      source,
      note,
    })
  }
  const walk = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.defaultPrevented || belongsToInputMethod(event.nativeEvent))
      return
    if (!(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    // The box of suggestions has a second input behind it, which gives the focus back.
    const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=text]:not([tabindex="-1"])')]
    const next = inputs[inputs.indexOf(event.target) + 1]
    if (next === undefined) book()
    else next.focus()
  }
  return (
    <form
      aria-label={t('appointment.book.title')}
      data-testid="booking-form"
      className="flex flex-col gap-3 p-4"
      onKeyDown={walk}
      onSubmit={(event) => {
        event.preventDefault()
        book()
      }}
    >
      <h2 className="text-lg font-semibold">
        {t('appointment.book.title')}　{dayWords(day, t)}　{dayMinute(at)}
      </h2>
      <div className="flex flex-col gap-1">
        <span aria-hidden className="text-sm text-muted">
          {t('appointment.book.who')}
        </span>
        <PatientBox
          label={t('appointment.book.who')}
          text={text}
          onText={(next) => {
            setPatient(null)
            setText(next)
          }}
          isChosen={patient !== null}
          onPick={(picked) => {
            setPatient(picked)
            setText(picked.name)
          }}
          emptyWords={t('appointment.book.newName')}
          inputProps={{ placeholder: t('appointment.book.whoHint'), autoFocus: true }}
          testId="booking-who"
        />
        <p className="text-sm text-muted" data-testid="booking-known">
          {patient === null
            ? t('appointment.book.noChart')
            : t('appointment.book.chart', { chart: patient.chartNumber, birth: dayWords(patient.birthDate, t) })}
        </p>
      </div>
      <TextField
        type="text"
        label={t('appointment.book.phone')}
        value={phone}
        maxLength={40}
        onChange={(event) => setPhone(event.target.value)}
        data-testid="booking-phone"
      />
      <Segmented
        label={t('appointment.book.source')}
        options={sources.map((value) => ({ value, label: t(`appointment.source.${value}`) }))}
        value={source}
        onChange={setSource}
      />
      <TextField
        type="text"
        label={t('appointment.book.note')}
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.target.value)}
        data-testid="booking-note"
      />
      {acts.book.error === null ? null : <ErrorCard error={acts.book.error} />}
      <div className="flex gap-2">
        <Button type="submit" tone="primary" shortcut="F2" disabled={!canBook} data-testid="book">
          {t('appointment.key.book')}
        </Button>
        <Button shortcut="Esc" onClick={() => setTask(null)}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  )
}
