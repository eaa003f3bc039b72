import { create } from 'zustand'
import type { DisplayBoard } from '../../preload/contract/visit/queue.ts'
import { say } from './voice.ts'

export const useBoard = create<{ readonly board: DisplayBoard | null }>(() => ({ board: null }))

/** Shows a board; a call that is new since the last one is spoken. The first board of a window calls nobody anew. */
export const showBoard = (board: DisplayBoard): void => {
  const before = useBoard.getState().board
  useBoard.setState({ board })
  if (before === null || board.called === null || board.called.callId === before.called?.callId) return
  say(board.called.callId, board.called.clips)
}
