import { openFakeDesk } from './fakeDesk.ts'
import { buildScene } from './scenes.ts'

const query = new URLSearchParams(location.search)
const world = buildScene(query.get('scene') ?? 'normal')
const theme = query.get('theme')
if (theme === 'light' || theme === 'dark') world.preferences.theme = theme
const language = query.get('lang')
if (language === 'en' || language === 'zh-TW') world.preferences.language = language
world.preferences.textSize = Number(query.get('text') ?? 100)

openFakeDesk(world)
await import('../app/main.tsx')
