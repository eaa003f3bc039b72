import '../../app/app.css'
import { cameraLog, startCamera } from './camera.tsx'
import { readStillAt } from './stills.ts'
import type { QrBench } from './types.ts'

let longest = 0
const note = (entries: PerformanceEntryList): void => {
  for (const { duration } of entries) longest = Math.max(longest, duration)
}
const observer = new PerformanceObserver((list) => note(list.getEntries()))
observer.observe({ type: 'longtask' })

/** The next task but one: what runs now has ended and been noted by then. */
const afterThisTask = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))

const bench: QrBench = {
  readStillAt,
  startCamera,
  cameraLog,
  block: (ms) =>
    new Promise((resolve) =>
      setTimeout(() => {
        const until = performance.now() + ms
        while (performance.now() < until);
        resolve()
      }, 0),
    ),
  longestTask: async () => {
    await afterThisTask()
    // What has not been delivered yet.
    note(observer.takeRecords())
    const value = longest
    longest = 0
    return value
  },
}
Object.assign(window, { bench })
