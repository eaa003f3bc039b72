import { create } from 'zustand'
import type { DisplayBoard } from '../../preload/contract/visit/queue.ts'
import { say } from './voice.ts'

export const useBoard = create<{ readonly board: DisplayBoard | null }>(() => ({ board: null }))

/** When the newest call was made that this window has shown; null before its first board. */
let heardUntil: number | null = null

/**
 * The call to be spoken. One that is older than another already shown only stands there again, because the newer one was taken off
 * the list or put back; and the first board of a window calls nobody anew.
 */
export const callToSpeak = (until: number | null, called: DisplayBoard['called']): DisplayBoard['called'] =>
  until === null || called === null || called.calledAt <= until ? null : called

/** Shows a board; a new call is spoken. */
export const showBoard = (board: DisplayBoard): void => {
  useBoard.setState({ board })
  const spoken = callToSpeak(heardUntil, board.called)
  heardUntil = Math.max(heardUntil ?? 0, board.called?.calledAt ?? 0)
  if (spoken !== null) say(spoken.callId, spoken.clips)
}
