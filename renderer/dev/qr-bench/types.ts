/** What one reader made of one picture. */
export interface StillRead {
  readonly texts: readonly string[]
  readonly ms: number
  /** Name of the attempt that succeeded, for our own reader. */
  readonly attempt: string | null
}

export type StillReader = 'ours' | 'plain' | 'html5-qrcode'

export type CameraReader = 'ours' | 'html5-qrcode' | 'html5-qrcode with BarcodeDetector'

/** A picture of the camera's: when it was shown, in milliseconds of `performance.now()`, and how many had been by then. */
export interface CameraPicture {
  readonly at: number
  readonly number: number
}

/** What was seen while the camera ran. */
export interface CameraLog {
  /** Each clip's first picture, as its mark tells also when that one was missed. */
  readonly begun: CameraPicture[]
  /** When a text was given to `onScanned`, in the order of the clips, and the camera's newest picture by then. */
  readonly scanned: { readonly text: string; readonly at: number; readonly number: number }[]
  /** The newest picture; null before the first. */
  newest: CameraPicture | null
}

/** Side of a cell of the mark in a clip's upper left corner, in dots. */
export const markSide = 12
/** The mark: white while a clip runs, then the number of the clip's picture in four bits, the lowest first. */
export const markCells = 5

/** What the benches qr-stills and qr-camera call in the page. */
export interface QrBench {
  readStillAt(reader: StillReader, address: string): Promise<StillRead>
  startCamera(reader: CameraReader): Promise<void>
  cameraLog(): CameraLog
  /** The longest task of the page's own thread since the last call, in milliseconds; 0 when none took 50. */
  longestTask(): Promise<number>
  /** Blocks the page's own thread, to prove that `longestTask` would tell of it. */
  block(ms: number): Promise<void>
}
