import type { CapturedScreen } from '../../../preload/contract/card/scan.ts'
import { call } from '../../bridge/desk.ts'

/** The screens' pictures as main took them; null when the system does not let its screen be seen. */
export const screenPictures = async (): Promise<readonly CapturedScreen[] | null> => {
  const captured = await call('screen:capture', {})
  return captured.ok ? captured.value.screens : null
}

/** The picture in the clipboard; null when there is none. */
export const clipboardPicture = async (): Promise<Blob | null> => {
  const items = await navigator.clipboard.read().catch(() => [])
  for (const item of items) {
    const type = item.types.find((each) => each.startsWith('image/'))
    if (type !== undefined) return item.getType(type)
  }
  return null
}

/** The first picture among what was dropped or pasted; null when there is none. */
export const pictureIn = (transfer: DataTransfer | null): File | null =>
  [...(transfer?.files ?? [])].find(({ type }) => type.startsWith('image/')) ?? null
