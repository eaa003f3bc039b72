import '../app/tokens.css'
import './display.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { DisplayBoardSchema } from '../../preload/contract/visit/queue.ts'
import { onBoard } from '../bridge/display.ts'
import { startLanguage } from '../i18n/language.ts'
import { titleWindow } from '../i18n/windowTitle.ts'
import { Board } from './Board.tsx'
import { showBoard } from './boardStore.ts'

startLanguage()
titleWindow('display.title')
onBoard((message) => {
  const board = DisplayBoardSchema.safeParse(message)
  if (board.success) showBoard(board.data)
})

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Board />
    </StrictMode>,
  )
}
