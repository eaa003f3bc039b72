import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitSummary } from '../../../../preload/contract/visit/visit.ts'
import type { PractitionerId } from '../../../../preload/contract/words.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { Select } from '../../../ui/fields/Select.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Loading } from '../../../ui/notices/Waiting.tsx'
import { useFocusReturn } from '../../../ui/useFocusReturn.ts'
import { ask } from '../frontDeskStore.ts'
import { roomOfDoctor, waitingWith } from './handOverChoices.ts'

const noVisits: readonly VisitSummary[] = []
const close = (): void => ask(null)

/** 換醫師: another doctor sees this patient, or everybody who waits for the same doctor; Enter does it. */
export const HandOver = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const roster = useDeskQuery('roster:show', {})
  const sessions = useDeskQuery('appointment:day', { day: null }).data?.sessions ?? []
  const visits = useDeskQuery('visit:list', { day: null }).data ?? noVisits
  const handOver = useDeskMutation('queue:hand-over', close)
  const box = useRef<HTMLFormElement>(null)
  const [doctor, setDoctor] = useState<PractitionerId | null>(null)
  const [room, setRoom] = useState<string | null>(null)
  const [whom, setWhom] = useState<'one' | 'all'>('one')
  useFocusReturn()
  const isThere = roster.data !== undefined
  useEffect(() => {
    if (isThere) box.current?.querySelector<HTMLElement>('[data-testid=hand-over-doctor]')?.focus()
  }, [isThere])
  if (roster.error !== null) return <ErrorCard error={roster.error} />
  if (roster.data === undefined) return <Loading />
  const { doctors, rooms } = roster.data
  const practitionerId =
    doctor ?? doctors.find((one) => one.practitionerId !== visit.practitionerId)?.practitionerId ?? visit.practitionerId
  const own = rooms.find(({ name }) => name === visit.roomName)?.roomId ?? null
  const roomId = room ?? roomOfDoctor(practitionerId, visits, sessions, rooms) ?? own ?? rooms[0]?.roomId ?? null
  const everybody = waitingWith(visit, visits)
  const isSame = practitionerId === visit.practitionerId && roomId === own
  const submit = (): void => {
    if (roomId === null || isSame || handOver.isPending) return
    const encounterIds = whom === 'one' ? [visit.encounterId] : [...everybody]
    handOver.mutate({ encounterIds, practitionerId, roomId })
  }
  return (
    <form
      ref={box}
      className="flex flex-col gap-2"
      data-testid="hand-over"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="font-semibold">
        {t('queue.handOver.title', { number: visit.queueNumber, name: visit.patient.name })}
      </p>
      <div className="grid grid-cols-2 gap-2">
        <Select
          label={t('queue.handOver.doctor')}
          options={doctors.map((one) => ({ value: one.practitionerId, label: one.name }))}
          value={practitionerId}
          onChange={(chosen) => {
            setDoctor(chosen)
            setRoom(null)
          }}
          onEnter={submit}
          testId="hand-over-doctor"
        />
        <Select
          label={t('queue.handOver.room')}
          options={rooms.map(({ roomId: value, name }) => ({ value, label: name }))}
          value={roomId}
          onChange={setRoom}
          onEnter={submit}
          testId="hand-over-room"
        />
      </div>
      {everybody.length < 2 ? null : (
        <Segmented
          label={t('queue.handOver.whom')}
          options={[
            { value: 'one', label: t('queue.handOver.one') },
            {
              value: 'all',
              label: t('queue.handOver.all', { doctor: visit.practitionerName }),
              count: everybody.length,
            },
          ]}
          value={whom}
          onChange={setWhom}
          testId="hand-over-whom"
        />
      )}
      <p className="text-sm text-muted">{t('queue.handOver.kept')}</p>
      {handOver.error === null ? null : <ErrorCard error={handOver.error} />}
      <div className="flex gap-2">
        <Button
          type="submit"
          tone="primary"
          shortcut="Enter"
          disabled={roomId === null || isSame || handOver.isPending}
          data-testid="hand-over-go"
        >
          {t('queue.handOver.go')}
        </Button>
        <Button shortcut="Esc" onClick={close}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  )
}
