import { despeckled, sharpened, smoothed, stretched, thresholded } from '../picture/contrast.ts'
import type { Picture } from '../picture/picture.ts'
import { chain, cropped, inverted, type Step, scaled, turned } from '../picture/prepare.ts'

/** How the reader itself tells black from white. */
export type Binarizer = 'LocalAverage' | 'GlobalHistogram'

/** One way of looking at a still picture. */
export interface Attempt {
  readonly name: string
  readonly step: Step
  readonly binarizer: Binarizer
  /** How many times as many dots it has to look at. */
  readonly cost: number
}

const asItIs: Step = (picture) => ({ picture, toSource: (point) => point })
const attempt = (name: string, step: Step, cost = 1, binarizer: Binarizer = 'LocalAverage'): Attempt => ({
  name,
  step,
  cost,
  binarizer,
})

/** Parts that overlap, so that a code on a border is whole in one of them. */
const parts = [
  ['middle', 0.2, 0.2],
  ['top-left', 0, 0],
  ['top-right', 0.4, 0],
  ['bottom-left', 0, 0.4],
  ['bottom-right', 0.4, 0.4],
] as const

/**
 * Every way of looking at a still picture, by what it is expected to bring for its price: as it is first, which alone reads most;
 * then turns, which read what is tilted strongly, light, and size. What the reader nearly always does by itself comes last.
 */
export const stillPlan: readonly Attempt[] = [
  attempt('as it is', asItIs),
  attempt('as it is, one threshold', asItIs, 1, 'GlobalHistogram'),
  attempt('half', scaled(0.5), 0.25),
  attempt('turned -15', turned(-15), 1.6),
  attempt('stretched', stretched),
  attempt('double', scaled(2), 4),
  attempt('turned 15', turned(15), 1.6),
  attempt('turned 30', turned(30), 1.6),
  attempt('three quarters', scaled(0.75), 0.57),
  attempt('smoothed', smoothed(1)),
  attempt('black and white', thresholded(20, 5)),
  attempt('turned 45', turned(45), 1.6),
  attempt('one and a half', scaled(1.5), 2.25),
  attempt('sharpened', sharpened(2, 1.5)),
  attempt('double, sharpened', chain(scaled(2), sharpened(4, 2)), 4),
  attempt('despeckled', despeckled),
  attempt('half, stretched', chain(scaled(0.5), stretched), 0.25, 'GlobalHistogram'),
  attempt('smoothed black and white', chain(smoothed(2), thresholded(40, 3))),
  attempt('stretched, turned -15', chain(stretched, turned(-15)), 1.6),
  attempt('inverted', inverted),
  attempt('inverted, stretched', chain(inverted, stretched), 1, 'GlobalHistogram'),
  ...parts.map(([name, left, top]) =>
    attempt(`${name}, double`, chain(cropped({ left, top, width: 0.6, height: 0.6 }), scaled(2)), 1.44),
  ),
  attempt('triple', scaled(3), 9),
  attempt('triple, smoothed', chain(scaled(3), smoothed(2)), 9),
  ...[90, 180, 270].map((degrees) => attempt(`turned ${degrees}`, turned(degrees))),
]

/** More dots than this are not made out of fewer: they would take the time of all other attempts. */
const mostDots = 6_000_000
/** A photograph with more dots than this is prepared in a smaller form, in which a code has dots enough. */
const enoughDots = 2_000_000

/**
 * The attempts that are worth making on a picture of that size. A large photograph is looked at as it is, and then, because each
 * preparation takes time by its dots, made smaller first.
 */
export const planFor = ({ width, height }: Pick<Picture, 'width' | 'height'>): readonly Attempt[] => {
  const dots = width * height
  const smaller = Math.sqrt(enoughDots / dots)
  if (smaller >= 1) return stillPlan.filter(({ cost }) => cost <= 1 || dots * cost <= mostDots)
  const reduced = stillPlan
    .filter(({ cost }) => cost <= 1 || enoughDots * cost <= mostDots)
    .map(({ name, step, binarizer, cost }) => ({
      name: `reduced, ${name}`,
      step: chain(scaled(smaller), step),
      binarizer,
      cost: cost * smaller * smaller,
    }))
  return [...stillPlan.slice(0, 1), ...reduced]
}
