/** What one reader made of one picture. */
export interface StillRead {
  readonly texts: readonly string[]
  readonly ms: number
  /** Name of the attempt that succeeded, for our own reader. */
  readonly attempt: string | null
}

export type StillReader = 'ours' | 'plain' | 'html5-qrcode'

export type CameraReader = 'ours' | 'html5-qrcode' | 'html5-qrcode with BarcodeDetector'

/** What was seen while the camera ran; times are milliseconds of `performance.now()`. */
export interface CameraLog {
  /** When a clip's first picture came to the screen: the mark in the corner turned white. */
  readonly begun: number[]
  /** When a text was given to `onScanned`, in the order of the clips. */
  readonly scanned: { readonly text: string; readonly at: number }[]
  /** When a frame was handed to our reader. */
  readonly handed: number[]
  /** When each picture of the preview came. */
  readonly pictures: number[]
}

/** What the benches qr-stills and qr-camera call in the page. */
export interface QrBench {
  readStillAt(reader: StillReader, address: string): Promise<StillRead>
  startCamera(reader: CameraReader): Promise<void>
  cameraLog(): CameraLog
  /** The longest task of the page's own thread since the last call, in milliseconds; 0 when none took 50. */
  longestTask(): number
}
