import type { CapturedScreen } from '../../../preload/contract/card/scan.ts'
import type { FoundCode } from '../codes.ts'
import type { FrameStatistics } from '../picture/frameStatistics.ts'

/** What one frame of a camera came to. */
export interface FrameReading {
  readonly codes: readonly FoundCode[]
  readonly width: number
  readonly height: number
  readonly statistics: FrameStatistics
  /** Side of a code that was seen but not read, as a share of the frame's height. */
  readonly seen: number | null
  /** Milliseconds of the worker's work. */
  readonly ms: number
}

/** What a still picture came to. */
export interface StillReading {
  readonly codes: readonly FoundCode[]
  readonly width: number
  readonly height: number
  /** Name of the attempt that succeeded; null when none did. */
  readonly attempt: string | null
  readonly ms: number
}

/** A picture that is searched with patience: one that the browser has decoded, or the bare dots of a captured screen. */
export type StillPicture = ImageBitmap | CapturedScreen

/** To the worker. Pictures are handed over, not copied. */
export type ToWorker =
  | { readonly kind: 'frame'; readonly id: number; readonly frame: VideoFrame }
  | {
      readonly kind: 'still'
      readonly id: number
      readonly picture: StillPicture
      /** Milliseconds after which no further attempt is begun. */
      readonly budgetMs: number
    }
  | { readonly kind: 'cancel'; readonly id: number }

/** From the worker: one final answer for each frame and still, and progress before a still's. */
export type FromWorker =
  | { readonly kind: 'frame'; readonly id: number; readonly reading: FrameReading }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly of: number }
  | { readonly kind: 'still'; readonly id: number; readonly reading: StillReading }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
