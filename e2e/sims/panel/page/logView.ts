import { element, part } from './elements.ts'
import { type LogPage, look } from './surroundings.ts'

const KEPT_LINES = 300

/** Follows what every server got; returns the function that fetches the next lines. */
export function buildLogView(): () => Promise<void> {
  const place = part('#log', HTMLElement)
  const list = part('#log ol', HTMLOListElement)
  let next: LogPage['next'] = {}
  return async () => {
    const query = new URLSearchParams(Object.entries(next).map(([name, sequence]) => [name, String(sequence)]))
    const page = await look<LogPage>(`log?${query}`)
    next = page.next
    if (page.entries.length === 0) return
    const atEnd = place.scrollTop + place.clientHeight > place.scrollHeight - 20
    list.append(
      ...page.entries.map(({ at, source, text }) =>
        element(
          'li',
          { className: text.includes('✗') ? 'fault' : '' },
          `${new Date(at).toLocaleTimeString('zh-TW', { hour12: false, timeZone: 'Asia/Taipei' })} ${source} ${text}`,
        ),
      ),
    )
    while (list.children.length > KEPT_LINES) list.firstElementChild?.remove()
    if (atEnd) place.scrollTop = place.scrollHeight
  }
}
