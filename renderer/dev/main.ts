import { displayBoardOf } from './answers/displayBoards.ts'
import { openFakeDesk } from './fakeDesk.ts'
import { openPretendCamera } from './scenes/pretendCamera.ts'
import { buildScene } from './scenes/scenes.ts'

const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'normal'
const board = displayBoardOf(scene)

if (board === null) {
  const world = buildScene(scene)
  const theme = query.get('theme')
  if (theme === 'light' || theme === 'dark') world.preferences.theme = theme
  const language = query.get('lang')
  if (language === 'en' || language === 'zh-TW') world.preferences.language = language
  world.preferences.textSize = Number(query.get('text') ?? 100)
  openFakeDesk(world)
  openPretendCamera(world.camera)
  await import('../app/main.tsx')
} else {
  const display: Window['display'] = { onBoard: (listener) => listener(board) }
  Object.defineProperty(window, 'display', { value: display })
  document.documentElement.dataset.theme = 'dark'
  await import('../display/main.tsx')
  document.documentElement.dataset.ready = 'true'
}
