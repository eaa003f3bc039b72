/** Where the app's own pages come from; nothing else is ever loaded in its windows. */
export const appOrigin = 'app://desk'

/**
 * Whether a message comes from the main frame of one of our own pages.
 *
 * @param frame the sender's frame as Electron gives it; null when it is gone already
 */
export const isOwnFrame = (frame: { readonly url: string; readonly parent: unknown } | null): boolean =>
  frame !== null && frame.parent === null && (frame.url === appOrigin || frame.url.startsWith(`${appOrigin}/`))
