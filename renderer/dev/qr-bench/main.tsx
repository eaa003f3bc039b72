import '../../app/app.css'
import { cameraLog, startCamera } from './camera.tsx'
import { readStillAt } from './stills.ts'
import type { QrBench } from './types.ts'

let longest = 0
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
}).observe({ type: 'longtask' })

const bench: QrBench = {
  readStillAt,
  startCamera,
  cameraLog,
  longestTask: () => {
    const value = longest
    longest = 0
    return value
  },
}
Object.assign(window, { bench })
