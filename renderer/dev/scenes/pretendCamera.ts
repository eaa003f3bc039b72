/** What the pretend cameras see; or why there is nothing to be seen. */
export type PretendCamera = 'wall' | 'dark' | 'far' | 'blurred' | 'absent' | 'denied' | 'in-use'

/** A telephone with a code before the camera. */
interface Shot {
  /** Side of the code as a share of the picture's height. */
  readonly share: number
  /** Greys of the wall behind it, and of the telephone's glass. */
  readonly wall: number
  readonly glass: number
  /** Radius in dots. */
  readonly blur: number
}

const [width, height] = [640, 360]
const calm = { share: 0, wall: 130, glass: 130, blur: 0 } as const
const shots: Readonly<Record<Exclude<PretendCamera, 'absent' | 'denied' | 'in-use'>, Shot>> = {
  wall: calm,
  dark: { share: 0.6, wall: 10, glass: 30, blur: 0 },
  far: { share: 0.22, wall: 150, glass: 250, blur: 0 },
  blurred: { share: 0.7, wall: 60, glass: 250, blur: 14 },
}
const cameras = [
  ['pretend-1', 'Integrated Camera'],
  ['pretend-2', 'USB Camera'],
] as const
const pauseMs = 66

const canvasOf = (): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('the page cannot draw')
  return { canvas, pen }
}

/** Modules of each side of the smallest code with all its marks. */
const modules = 25
const finders = [
  [0, 0],
  [modules - 7, 0],
  [0, modules - 7],
] as const

/** A code's marks with nothing between them, so that it is seen and never read, and nothing is taken for a mark beside them. */
const isDark = (x: number, y: number): boolean => {
  for (const [left, top] of finders) {
    const far = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3))
    if (far <= 4) return far !== 2 && far !== 4
  }
  return (x === 6 || y === 6) && (x + y) % 2 === 0
}

/** One picture of the shot. */
const pictureOf = ({ share, wall, glass, blur }: Shot): HTMLCanvasElement => {
  const sharp = canvasOf()
  const fill = (shade: number, x: number, y: number, wide: number, high: number): void => {
    sharp.pen.fillStyle = `rgb(${shade} ${shade} ${shade})`
    sharp.pen.fillRect(x, y, wide, high)
  }
  fill(wall, 0, 0, width, height)
  const side = share * height
  const dot = side / modules
  const [left, top] = [(width - side) / 2, (height - side) / 2]
  fill(glass, left - 4 * dot, top - 4 * dot, side + 8 * dot, side + 8 * dot)
  for (let at = 0; at < modules * modules; at += 1) {
    const [x, y] = [at % modules, Math.floor(at / modules)]
    if (isDark(x, y)) fill(wall / 6, left + x * dot, top + y * dot, dot, dot)
  }
  if (blur === 0) return sharp.canvas
  const blurred = canvasOf()
  blurred.pen.filter = `blur(${blur}px)`
  blurred.pen.drawImage(sharp.canvas, 0, 0)
  return blurred.canvas
}

/** A camera that sees the shot, held in a hand that is never quite still, and has a light. */
const streamOf = (shot: Shot, deviceId: string): MediaStream => {
  const picture = pictureOf(shot)
  const { canvas, pen } = canvasOf()
  const stream = canvas.captureStream()
  const tracks = stream.getVideoTracks()
  for (const track of tracks) {
    Object.assign(track, {
      getSettings: () => ({ deviceId, width, height }),
      getCapabilities: () => ({ torch: true }),
      applyConstraints: () => Promise.resolve(),
    })
  }
  let turn = 0
  const draw = setInterval(() => {
    turn += 1
    pen.drawImage(picture, turn % 2, 0)
    if (tracks.every(({ readyState }) => readyState === 'ended')) clearInterval(draw)
  }, pauseMs)
  return stream
}

/** Puts pretend cameras in the place of this PC's, so that the same is seen on each. */
export const openPretendCamera = (camera: PretendCamera): void => {
  const list = cameras.map(([deviceId, label]): MediaDeviceInfo => {
    const info = { deviceId, label, kind: 'videoinput', groupId: '' } as const
    return { ...info, toJSON: () => info }
  })
  Object.assign(navigator.mediaDevices, {
    enumerateDevices: async () => (camera === 'absent' ? [] : list),
    getUserMedia: async ({ video }: MediaStreamConstraints): Promise<MediaStream> => {
      if (camera === 'absent') throw new DOMException('no camera', 'NotFoundError')
      if (camera === 'denied') throw new DOMException('not allowed', 'NotAllowedError')
      if (camera === 'in-use') throw new DOMException('in use', 'NotReadableError')
      const wanted = typeof video === 'object' ? video.deviceId : undefined
      const exact = typeof wanted === 'object' && !Array.isArray(wanted) ? wanted.exact : undefined
      return streamOf(shots[camera], typeof exact === 'string' ? exact : cameras[0][0])
    },
  })
}
