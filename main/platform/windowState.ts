import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from './atomicFile.ts'
import { readBounded } from './boundedFile.ts'

const side = z.int().min(1).max(100_000)
const place = z.int().min(-100_000).max(100_000)

const WindowStateSchema = z.strictObject({
  bounds: z.object({ x: place, y: place, width: side, height: side }),
  maximized: z.boolean(),
})
/** Where the window stood. Bounds are those of the window when it is not maximised, in device-independent pixels. */
export type WindowState = z.infer<typeof WindowStateSchema>

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowPlace {
  /** Without `x` and `y`: in the middle of the first display. */
  readonly bounds: { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number }
  readonly maximized: boolean
}

/** What was remembered; null when nothing readable was. Losing it costs a person one drag, so nothing is said. */
export const readWindowState = async (file: string): Promise<WindowState | null> => {
  try {
    const text = await readBounded(file, 4096)
    return text === null ? null : (WindowStateSchema.safeParse(JSON.parse(text)).data ?? null)
  } catch {
    return null
  }
}

/** Remembers; false when it could not be written. */
export const writeWindowState = async (file: string, state: WindowState): Promise<boolean> => {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomically(file, JSON.stringify(state))
    return true
  } catch {
    return false
  }
}

/** So much of the window's top edge has to be on a display for a person to take hold of it. */
const graspWidth = 120
const graspHeight = 32

const canBeGrasped = (bounds: Rectangle, area: Rectangle): boolean => {
  const left = Math.max(bounds.x, area.x)
  const right = Math.min(bounds.x + bounds.width, area.x + area.width)
  return right - left >= graspWidth && bounds.y >= area.y && bounds.y + graspHeight <= area.y + area.height
}

/**
 * Where to put the window: as remembered, if that is still on a display (one may have been unplugged), otherwise in the middle;
 * never larger than the display.
 *
 * @param areas the displays' work areas, the first display first
 */
export const placeWindow = (
  state: WindowState | null,
  areas: readonly Rectangle[],
  size: { readonly width: number; readonly height: number },
): WindowPlace => {
  const maximized = state?.maximized ?? false
  const wanted = state?.bounds ?? size
  const display = state === null ? undefined : areas.find((area) => canBeGrasped(state.bounds, area))
  const area = display ?? areas[0]
  const fitted =
    area === undefined
      ? { width: wanted.width, height: wanted.height }
      : { width: Math.min(wanted.width, area.width), height: Math.min(wanted.height, area.height) }
  if (state === null || display === undefined) return { bounds: fitted, maximized }
  return { bounds: { x: state.bounds.x, y: state.bounds.y, ...fitted }, maximized }
}
