import { fromBgra, fromPlane, fromRgba, type Picture } from '../picture/picture.ts'
import type { StillPicture } from './messages.ts'

const drawn = (image: CanvasImageSource, width: number, height: number): Picture => {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas to draw on')
  context.drawImage(image, 0, 0)
  return fromRgba(width, height, context.getImageData(0, 0, width, height).data)
}

/** A camera's frame in grey: its luminance plane as it comes from the camera, or drawn where it has none. */
export const pictureOfFrame = async (frame: VideoFrame): Promise<Picture> => {
  const { codedWidth, codedHeight, visibleRect } = frame
  const width = visibleRect?.width ?? codedWidth
  const height = visibleRect?.height ?? codedHeight
  if (!/^(I4|NV12)/.test(frame.format ?? '')) return drawn(frame, frame.displayWidth, frame.displayHeight)
  const bytes = new Uint8Array(frame.allocationSize())
  const [plane] = await frame.copyTo(bytes)
  return fromPlane(width, height, bytes.subarray(plane?.offset ?? 0), plane?.stride ?? width)
}

/** A still in grey; what it was is let go of. */
export const pictureOfStill = (still: StillPicture): Picture => {
  if (!(still instanceof ImageBitmap)) return fromBgra(still.width, still.height, still.bgra)
  const picture = drawn(still, still.width, still.height)
  still.close()
  return picture
}
