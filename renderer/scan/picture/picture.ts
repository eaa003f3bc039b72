/** A picture in grey: one byte a dot, 0 black to 255 white, row after row without gaps. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly grey: Uint8ClampedArray<ArrayBuffer>
}

export interface Point {
  readonly x: number
  readonly y: number
}

export const pictureOf = (
  width: number,
  height: number,
  shade: (x: number, y: number, index: number) => number,
): Picture => {
  const grey = new Uint8ClampedArray(width * height)
  let index = 0
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      grey[index] = shade(x, y, index)
      index += 1
    }
  }
  return { width, height, grey }
}

/** The grey of a dot; beyond the edge the nearest dot's, so that nothing gets a frame. */
export const shadeAt = ({ width, height, grey }: Picture, x: number, y: number): number => {
  const column = x < 0 ? 0 : x >= width ? width - 1 : x
  const row = y < 0 ? 0 : y >= height ? height - 1 : y
  return grey[row * width + column] ?? 0
}

type Dots = Uint8ClampedArray | Uint8Array

/** Luminance of four bytes a dot (Rec. 601), over white where they are transparent: screenshots often are. */
const luminance =
  (red: number, blue: number) =>
  (width: number, height: number, dots: Dots): Picture => {
    const grey = new Uint8ClampedArray(width * height)
    for (let index = 0, at = 0; index < grey.length; index += 1, at += 4) {
      const alpha = dots[at + 3] ?? 255
      const light = ((dots[at + red] ?? 0) * 299 + (dots[at + 1] ?? 0) * 587 + (dots[at + blue] ?? 0) * 114) / 1000
      grey[index] = alpha === 255 ? light : (light * alpha + 255 * (255 - alpha)) / 255
    }
    return { width, height, grey }
  }

export const fromRgba = luminance(0, 2)
/** As the system hands over a captured screen. */
export const fromBgra = luminance(2, 0)

/** The luminance plane of a video frame, without the gaps at the ends of its rows. */
export const fromPlane = (width: number, height: number, plane: Uint8Array, stride: number): Picture => {
  const grey = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y += 1) grey.set(plane.subarray(y * stride, y * stride + width), y * width)
  return { width, height, grey }
}

/** As RGBA, the only form the reader takes. */
export const toRgba = ({ grey }: Picture): Uint8ClampedArray<ArrayBuffer> => {
  const dots = new Uint32Array(grey.length)
  for (let index = 0; index < grey.length; index += 1) dots[index] = 0xff000000 | ((grey[index] ?? 0) * 0x010101)
  return new Uint8ClampedArray(dots.buffer)
}
