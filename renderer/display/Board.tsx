import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DisplayBoard } from '../../preload/contract/visit/queue.ts'
import { clockTime } from '../ui/format/date.ts'
import { useBoard } from './boardStore.ts'

const secondMs = 1_000

const Clock = () => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), secondMs)
    return () => clearInterval(timer)
  }, [])
  return <time>{clockTime(now)}</time>
}

/** The more rooms there are, the narrower each is, and the fewer lines it has left below what must not be cut off. */
const mostNext = (rooms: number): number => (rooms <= 2 ? 6 : rooms === 3 ? 3 : 2)

interface RoomProps {
  readonly room: DisplayBoard['rooms'][number]
  /** So many of those who come next are named. */
  readonly most: number
}

const Room = ({ room, most }: RoomProps) => {
  const { t } = useTranslation()
  return (
    <section className="room" data-testid="display-room">
      <h2>
        {room.roomName} <span className="quiet">{room.practitionerName}</span>
      </h2>
      <p className="current">{room.current ?? '—'}</p>
      <p className="quiet">
        {t('display.waiting', { count: room.waiting })}
        {room.waitMinutes === null ? null : <> · {t('display.wait', { minutes: room.waitMinutes })}</>}
      </p>
      <ol className="next">
        {room.next.slice(0, most).map(({ number, maskedName }) => (
          <li key={`${number} ${maskedName}`}>
            <b>{number}</b> {maskedName}
          </li>
        ))}
      </ol>
      {room.skipped.length === 0 ? null : (
        <p className="quiet">{t('display.skipped', { numbers: room.skipped.join(t('app.and')) })}</p>
      )}
    </section>
  )
}

/** 候診: the number called, each room with who comes next, and how long it may take. Readable from five metres. */
export const Board = () => {
  const { t } = useTranslation()
  const board = useBoard(({ board }) => board)
  if (board === null) return null
  const { called } = board
  return (
    <main className="board" data-testid="display-board">
      <header>
        <h1>{board.clinicName}</h1>
        <Clock />
      </header>
      <section className="called" key={called?.callId} aria-live="assertive" data-testid="display-called">
        {called === null ? (
          <p className="quiet">{t('display.welcome')}</p>
        ) : (
          <>
            <p className="big">{called.number}</p>
            <p className="where">
              {called.maskedName}
              <br />
              {t('display.pleaseTo', { room: called.roomName })}
            </p>
          </>
        )}
      </section>
      <div className="rooms">
        {board.rooms.map((room) => (
          <Room key={`${room.roomName}-${room.practitionerName}`} room={room} most={mostNext(board.rooms.length)} />
        ))}
      </div>
      <footer className="quiet">{t('display.footer')}</footer>
    </main>
  )
}
