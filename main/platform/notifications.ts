import { Notification } from 'electron'

/** A notification of the operating system. */
export type Notify = (words: { readonly title: string; readonly body: string }, onClick: () => void) => void

/** Shown ones are held until they are gone: one that is collected loses its click. */
const held = new Set<Notification>()
const mostHeld = 20

/**
 * Shows a notification; the program has a sound of its own, which can be switched off. Where the system has none (a Linux without
 * a notification service) nothing is shown: the status bar and the sound tell the same.
 */
export const notify: Notify = (words, onClick) => {
  if (!Notification.isSupported()) return
  const notification = new Notification({ ...words, silent: true, urgency: 'critical' })
  held.add(notification)
  for (const oldest of held) {
    if (held.size <= mostHeld) break
    held.delete(oldest)
  }
  const end = (): void => void held.delete(notification)
  notification.on('click', () => {
    end()
    onClick()
  })
  notification.on('close', end)
  notification.on('failed', end)
  notification.show()
}
