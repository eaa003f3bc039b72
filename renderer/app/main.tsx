import './app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { prefetch } from '../bridge/query.ts'
import { syncCache } from '../bridge/syncCache.ts'
import { startLanguage } from '../i18n/language.ts'
import { titleWindow } from '../i18n/windowTitle.ts'
import { Root } from './Root.tsx'

// What the first screen needs is asked for before React draws anything.
syncCache()
void prefetch('app:startup', {})
void prefetch('preferences:get', {})
void prefetch('status:current', {})
void prefetch('card:current', {})
void prefetch('visit:list', { day: null })
void prefetch('settings:current', {})
startLanguage()
titleWindow('app.title')

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  )
}
