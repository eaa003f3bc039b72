import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Chip } from '../../ui/chips/Chip.tsx'
import { dayMinute } from '../../ui/format/dayMinute.ts'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { setSelected } from './appointmentsStore.ts'
import type { SlotRow } from './slotRows.ts'

const columns =
  'grid grid-cols-[3.5rem_3rem_minmax(4rem,14rem)_minmax(4rem,8rem)_2.5rem_minmax(max-content,1fr)] gap-x-3 px-3'

/** Its state, and what most needs a person; only words, because nothing here is a receipt. */
export const AppointmentChips = ({ appointment }: { readonly appointment: Appointment }) => {
  const t = useWords()
  const { state, trouble, noShows } = appointment
  return (
    <span className="flex justify-end gap-1">
      {noShows === 0 ? null : <Chip tone="wait">{t('appointment.noShows', { count: noShows })}</Chip>}
      {trouble === null ? null : <Chip tone="wait">{t(`appointment.trouble.${trouble}`)}</Chip>}
      <Chip tone={state === 'no-show' ? 'act' : 'neutral'}>{t(`appointment.state.${state}`)}</Chip>
    </span>
  )
}

const Row = memo(({ row }: { readonly row: SlotRow }) => {
  const t = useWords()
  if (row.kind === 'free') {
    return (
      <>
        <span>{dayMinute(row.at)}</span>
        <span />
        <span className="text-muted">{t('appointment.free', { count: row.left })}</span>
      </>
    )
  }
  const { at, number, name, phone, source, state } = row.appointment
  return (
    <>
      <span>{dayMinute(at)}</span>
      <span className="text-right">{number === null ? '' : t('visit.queueNumber', { number })}</span>
      <span className={`truncate ${state === 'cancelled' ? 'text-muted line-through' : ''}`}>{name}</span>
      <span className="truncate text-sm text-muted">{phone}</span>
      <span className="text-sm text-muted">{t(`appointment.source.${source}`)}</span>
      <AppointmentChips appointment={row.appointment} />
    </>
  )
})

/** The people of a session and the places left, by time. Enter on a free place books there, or moves there who is being moved. */
export const SlotList = ({
  rows,
  selected,
  onOpen,
}: {
  readonly rows: readonly SlotRow[]
  readonly selected: string | null
  readonly onOpen: (row: SlotRow) => void
}) => {
  const { t } = useTranslation()
  return (
    <Rows
      label={t('appointment.list')}
      items={rows}
      keyOf={({ key }) => key}
      selected={selected}
      onSelect={({ key }) => setSelected(key)}
      onOpen={onOpen}
      renderRow={(row) => <Row row={row} />}
      rowClassName={columns}
      rowTestId={(row) => (row.kind === 'free' ? `slot-${row.at}` : `appointment-${row.key}`)}
      empty={<Empty title={t('appointment.emptySession')} />}
      autoFocus
    />
  )
}
