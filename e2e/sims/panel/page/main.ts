import { buildCardsTab } from './cardsTab.ts'
import { part } from './elements.ts'
import { buildLogView } from './logView.ts'
import { buildNetworkTab } from './networkTab.ts'
import { look, type PanelState } from './surroundings.ts'
import { buildTroublesTab } from './troublesTab.ts'

const REFRESH_MS = 1000

const summary = part('#summary', HTMLElement)

function connectTabs(): void {
  const tabs = [...document.querySelectorAll<HTMLButtonElement>('[role="tab"]')]
  const select = (chosen: HTMLButtonElement): void => {
    for (const tab of tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen))
      tab.tabIndex = tab === chosen ? 0 : -1
      part(`#${tab.getAttribute('aria-controls')}`, HTMLElement).hidden = tab !== chosen
    }
  }
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => select(tab))
    tab.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
      const other = tabs[(index + step + tabs.length) % tabs.length]
      if (step === 0 || !other) return
      select(other)
      other.focus()
    })
  }
}

function summarise({ vpn, control, nhi }: PanelState): void {
  const kinds = Object.values(vpn ?? {}).map(({ kind }) => kind)
  const troubles = [
    ...(kinds.some((kind) => kind !== 'pass') ? ['VPN 異常'] : []),
    ...(control.mode === 'on' ? [] : ['控制軟體異常']),
    ...(nhi.shiftMs === 0 ? [] : ['時鐘已調整']),
  ]
  summary.textContent = troubles.length === 0 ? '一切正常' : troubles.join('、')
  summary.classList.toggle('trouble', troubles.length > 0)
}

connectTabs()
const followLog = buildLogView()
const views = [
  await buildCardsTab(part('#cards', HTMLElement)),
  buildNetworkTab(part('#network', HTMLElement)),
  buildTroublesTab(part('#troubles', HTMLElement)),
]

async function refresh(): Promise<void> {
  try {
    const state = await look<PanelState>('state')
    for (const view of views) view(state)
    summarise(state)
    await followLog()
    document.dispatchEvent(new Event('panel-refreshed'))
  } catch {
    summary.textContent = '示範環境沒有回應'
    summary.classList.add('trouble')
  }
}

document.addEventListener('panel-changed', () => void refresh())
document.addEventListener('panel-failure', (event) => {
  summary.textContent = event instanceof CustomEvent ? String(event.detail) : ''
  summary.classList.add('trouble')
})
setInterval(() => void refresh(), REFRESH_MS)
await refresh()
