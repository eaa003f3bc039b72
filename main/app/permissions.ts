import { appOrigin } from '../ipc/sender.ts'

/** What a page asks to be allowed, as Electron tells it. */
export interface PermissionAsked {
  readonly permission: string
  /** Address of the page or its origin. */
  readonly from: string
  readonly isMainFrame: boolean
  /** Kinds of media that are meant; empty where Electron does not say. */
  readonly media: readonly string[]
}

/** Our own page may see through a camera and look into the clipboard. It may not listen, and nothing else is given to anybody. */
export const isAllowed = ({ permission, from, isMainFrame, media }: PermissionAsked): boolean => {
  if (!isMainFrame || !(from === appOrigin || from.startsWith(`${appOrigin}/`))) return false
  if (permission === 'media') return media.length > 0 && media.every((kind) => kind === 'video')
  return permission === 'clipboard-read'
}
