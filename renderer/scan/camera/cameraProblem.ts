/** Why there is no picture; each has its words and its remedy under `scan.camera.problem`. */
export type CameraProblem = 'denied' | 'in-use' | 'absent' | 'failed'

const byName: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
}

/** Reads what the browser says when a camera cannot be opened. */
export const cameraProblemOf = (error: unknown): CameraProblem =>
  (error instanceof Error || error instanceof DOMException ? byName[error.name] : undefined) ?? 'failed'

export interface CameraChoice {
  readonly id: string
  readonly label: string
}

/**
 * The camera to open: the one used last if it is still there, else the first. The browser gives no names before a camera was allowed
 * once, and then all have the empty id, which leaves the choice to it.
 */
export const cameraToOpen = (cameras: readonly CameraChoice[], last: string | null): string | null =>
  (cameras.find(({ id }) => id === last) ?? cameras[0])?.id || null

/**
 * What follows when the camera that was looking has ended: another one takes its place when it was unplugged and there is one; a
 * camera that is still there but shows nothing has failed, and is not opened again and again.
 */
export const afterGone = (left: readonly CameraChoice[], gone: string | null): 'another' | CameraProblem => {
  if (left.length === 0) return 'absent'
  return left.some(({ id }) => id === gone) ? 'failed' : 'another'
}
