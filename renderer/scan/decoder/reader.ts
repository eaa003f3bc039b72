import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import type { FoundCode } from '../codes.ts'
import { type Picture, type Point, toRgba } from '../picture/picture.ts'

/** Tells the reader where its program lies; without this it would ask a public server for it. */
export const prepareReader = (wasmUrl: string): Promise<unknown> =>
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })

/** Most codes looked for in one picture. */
const mostCodes = 8

const cornersOf = ({ position }: ReadResult, toSource: (point: Point) => Point): FoundCode['corners'] => [
  toSource(position.topLeft),
  toSource(position.topRight),
  toSource(position.bottomRight),
  toSource(position.bottomLeft),
]

const sideOf = ([topLeft, topRight]: FoundCode['corners']): number =>
  Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y)

/** The codes of a picture, and the side in dots of the largest one that was seen but could not be read. */
export interface Reading {
  readonly codes: readonly FoundCode[]
  readonly seenSide: number | null
}

/** Reads the QR codes of a picture. */
export const readPicture = async (
  picture: Picture,
  options: Pick<ReaderOptions, 'binarizer' | 'tryInvert' | 'tryDownscale'>,
  toSource: (point: Point) => Point = (point) => point,
): Promise<Reading> => {
  const image = new ImageData(toRgba(picture), picture.width, picture.height)
  const results = await readBarcodes(image, {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    maxNumberOfSymbols: mostCodes,
    returnErrors: true,
    ...options,
  })
  const codes = results
    .filter(({ isValid }) => isValid)
    .map((result) => ({
      text: result.text,
      isText: result.contentType !== 'Binary' && result.contentType !== 'UnknownECI',
      corners: cornersOf(result, toSource),
    }))
  const unread = results.filter(({ isValid }) => !isValid).map((result) => sideOf(cornersOf(result, toSource)))
  return { codes, seenSide: unread.length === 0 ? null : Math.max(...unread) }
}
