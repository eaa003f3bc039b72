import type { DesktopCapturer, Screen } from 'electron'
import type { CapturedScreen } from '../../preload/contract/card/scan.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'

/** What is asked of the system: Electron's `desktopCapturer` and `screen`. */
export interface Screens {
  readonly capturer: Pick<DesktopCapturer, 'getSources'>
  readonly screen: Pick<Screen, 'getAllDisplays'>
}

/**
 * One picture of each screen in its full size, as its bare dots. `SCREEN_NOT_CAPTURED` where the system shows none of them.
 */
export const captureScreens = async ({ capturer, screen }: Screens): Promise<Result<{ screens: CapturedScreen[] }>> => {
  // Each screen is fitted into the size of the largest, so that none is made smaller.
  const sizes = screen.getAllDisplays().map(({ size, scaleFactor }) => ({
    width: Math.round(size.width * scaleFactor),
    height: Math.round(size.height * scaleFactor),
  }))
  const thumbnailSize = {
    width: Math.max(...sizes.map(({ width }) => width)),
    height: Math.max(...sizes.map(({ height }) => height)),
  }
  const sources = await capturer.getSources({ types: ['screen'], thumbnailSize }).catch(() => [])
  // A system that does not let its screen be seen answers with empty pictures.
  const screens = sources
    .filter(({ thumbnail }) => !thumbnail.isEmpty())
    .map(({ thumbnail }) => ({ ...thumbnail.getSize(), bgra: bytesOf(thumbnail.toBitmap()) }))
  return screens.length === 0 ? fail('SCREEN_NOT_CAPTURED') : ok({ screens })
}

/** The same memory, where it is all the buffer's own: a large screen has 33 MB. */
const bytesOf = ({ buffer, byteOffset, length }: Buffer): Uint8Array<ArrayBuffer> =>
  buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, length)
    : new Uint8Array(new Uint8Array(buffer, byteOffset, length))
