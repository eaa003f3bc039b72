import type { Page } from '@playwright/test'

interface PaintClock {
  /** When the first frame that shows it was painted, on the page's own clock; null when it never came. */
  painted(isThere: () => boolean, withinMs?: number): Promise<number | null>
}

declare global {
  interface Window {
    paintClock: PaintClock
  }
}

/** Gives the page a clock of its frames: what a frame finds in place is painted by it, and the first task behind it comes after that. */
export const installPaintClock = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.paintClock = {
      painted: (isThere, withinMs = 5_000) =>
        new Promise((resolve) => {
          const giveUpAt = performance.now() + withinMs
          const look = (now: number): void => {
            if (isThere()) {
              const { port1, port2 } = new MessageChannel()
              port1.onmessage = () => resolve(performance.now())
              port2.postMessage(null)
            } else if (now > giveUpAt) resolve(null)
            else requestAnimationFrame(look)
          }
          requestAnimationFrame(look)
        }),
    }
  })
