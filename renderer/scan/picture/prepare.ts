import { type Picture, type Point, pictureOf, shadeAt } from './picture.ts'

/** A picture made ready, and the way from a point in it back to the picture it was made of. */
export interface Prepared {
  readonly picture: Picture
  readonly toSource: (point: Point) => Point
}

/** One step of preparation. Pure; what changes no places gives back the same places. */
export type Step = (picture: Picture) => Prepared

const inPlace = (picture: Picture): Prepared => ({ picture, toSource: (point) => point })

/** Steps one after another. */
export const chain =
  (...steps: readonly Step[]): Step =>
  (source) =>
    steps.reduce<Prepared>((done, step) => {
      const next = step(done.picture)
      return { picture: next.picture, toSource: (point) => done.toSource(next.toSource(point)) }
    }, inPlace(source))

/** The grey between four dots. */
const between = (picture: Picture, x: number, y: number): number => {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const across = x - left
  const down = y - top
  const upper = shadeAt(picture, left, top) * (1 - across) + shadeAt(picture, left + 1, top) * across
  const lower = shadeAt(picture, left, top + 1) * (1 - across) + shadeAt(picture, left + 1, top + 1) * across
  return upper * (1 - down) + lower * down
}

/** Mean of the dots that fall together when a picture is made smaller. */
const meanOf = (picture: Picture, fromX: number, fromY: number, size: number): number => {
  let sum = 0
  let count = 0
  for (let y = Math.floor(fromY); y < fromY + size; y += 1) {
    for (let x = Math.floor(fromX); x < fromX + size; x += 1) {
      sum += shadeAt(picture, x, y)
      count += 1
    }
  }
  return sum / count
}

/** Larger by interpolation, smaller by means (which also takes noise away). */
export const scaled =
  (factor: number): Step =>
  (source) => {
    const width = Math.max(1, Math.round(source.width * factor))
    const height = Math.max(1, Math.round(source.height * factor))
    const step = 1 / factor
    const picture =
      factor < 1
        ? pictureOf(width, height, (x, y) => meanOf(source, x * step, y * step, step))
        : pictureOf(width, height, (x, y) => between(source, (x + 0.5) * step - 0.5, (y + 0.5) * step - 0.5))
    return { picture, toSource: ({ x, y }) => ({ x: x * step, y: y * step }) }
  }

/** Turned clockwise by any number of degrees; the sheet grows so that no corner is lost, and is filled up with white. */
export const turned =
  (degrees: number): Step =>
  (source) => {
    const angle = (degrees * Math.PI) / 180
    const [cos, sin] =
      degrees % 90 === 0
        ? [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))]
        : [Math.cos(angle), Math.sin(angle)]
    const width = Math.round(Math.abs(source.width * cos) + Math.abs(source.height * sin))
    const height = Math.round(Math.abs(source.width * sin) + Math.abs(source.height * cos))
    const toSource = ({ x, y }: Point): Point => {
      const right = x - (width - 1) / 2
      const down = y - (height - 1) / 2
      return {
        x: right * cos + down * sin + (source.width - 1) / 2,
        y: -right * sin + down * cos + (source.height - 1) / 2,
      }
    }
    const picture = pictureOf(width, height, (x, y) => {
      const at = toSource({ x, y })
      const isOutside = at.x < -0.5 || at.y < -0.5 || at.x > source.width - 0.5 || at.y > source.height - 0.5
      return isOutside ? 255 : between(source, at.x, at.y)
    })
    return { picture, toSource }
  }

/** A part of the picture, given in shares of its width and height. */
export const cropped =
  (part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }): Step =>
  (source) => {
    const left = Math.round(part.left * source.width)
    const top = Math.round(part.top * source.height)
    const width = Math.max(1, Math.min(source.width - left, Math.round(part.width * source.width)))
    const height = Math.max(1, Math.min(source.height - top, Math.round(part.height * source.height)))
    const picture = pictureOf(width, height, (x, y) => shadeAt(source, x + left, y + top))
    return { picture, toSource: ({ x, y }) => ({ x: x + left, y: y + top }) }
  }

export const inverted: Step = ({ width, height, grey }) =>
  inPlace({ width, height, grey: grey.map((shade) => 255 - shade) })
