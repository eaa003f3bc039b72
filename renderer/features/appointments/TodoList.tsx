import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { dayWords } from '../../ui/format/date.ts'
import { dayMinute } from '../../ui/format/dayMinute.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { setSelected } from './appointmentsStore.ts'
import { AppointmentChips } from './SlotList.tsx'

const columns = 'grid grid-cols-[9rem_6rem_minmax(4rem,14rem)_9rem_minmax(8rem,1fr)] gap-x-2 px-3'
const nobody: readonly Appointment[] = []

/** 待辦: whom somebody has to call, and what nobody has decided yet, each with its reason. */
export const TodoList = ({
  selected,
  onOpen,
}: {
  readonly selected: string | null
  readonly onOpen: (appointment: Appointment) => void
}) => {
  const { t } = useTranslation()
  const { data, error } = useDeskQuery('appointment:todos', {}, { keepPrevious: true })
  const dismiss = useDeskMutation('appointment:dismiss-unreadable')
  if (error !== null) return <ErrorCard error={error} />
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="appointment-todos">
      {dismiss.error === null ? null : <ErrorCard error={dismiss.error} />}
      {(data?.unreadable ?? []).map(({ cloudId, fields }) => (
        <p key={cloudId} className="flex items-center gap-2 border-b border-line px-3 py-1 text-wait">
          <span className="min-w-0 flex-1 truncate">{t('appointment.unreadable', { id: cloudId, fields })}</span>
          <Button tone="quiet" onClick={() => dismiss.mutate({ cloudId })}>
            {t('appointment.dismiss')}
          </Button>
        </p>
      ))}
      <Rows
        label={t('appointment.todos')}
        items={data?.appointments ?? nobody}
        keyOf={({ appointmentId }) => appointmentId}
        selected={selected}
        onSelect={({ appointmentId }) => setSelected(appointmentId)}
        onOpen={onOpen}
        renderRow={(one) => (
          <>
            <span>
              {dayWords(one.day, t)} {dayMinute(one.at)}
            </span>
            <span className="truncate">{one.dutyName}</span>
            <span className="truncate">{one.name}</span>
            <span className="truncate">{one.phone}</span>
            <AppointmentChips appointment={one} />
          </>
        )}
        rowClassName={columns}
        rowTestId={({ appointmentId }) => `todo-${appointmentId}`}
        autoFocus
        empty={data === undefined ? <Loading /> : <Empty title={t('appointment.noTodos')} />}
      />
    </div>
  )
}
