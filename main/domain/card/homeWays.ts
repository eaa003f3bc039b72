/** What a desk on the way has with it at this moment. */
export interface HomeSurroundings {
  readonly control: 'ok' | 'absent' | 'fault'
  readonly sam: 'verified' | 'not-verified' | 'not-needed'
  readonly network: 'up' | 'down'
  readonly reader: boolean
  /** What the way in offers at all. */
  readonly offers: { readonly virtual: boolean; readonly plastic: boolean }
}

export type HomeObstacle = 'control' | 'sam' | 'network' | 'reader' | 'not-offered'

export interface HomeWay {
  readonly way: 'virtual' | 'plastic' | 'exception'
  readonly possible: boolean
  readonly obstacles: readonly HomeObstacle[]
}

/**
 * How a visit at a patient's home can be registered now. A virtual card is redeemed by the NHI's server, and the serial of either card
 * comes from there, so both need the network; a plastic card needs its reader besides. The exception for homes without a network
 * (F000) is no way of choice: it is open exactly where there is none.
 */
export const homeWays = (here: HomeSurroundings): readonly HomeWay[] => {
  const common: readonly HomeObstacle[] = [
    ...(here.control === 'ok' ? [] : (['control'] as const)),
    // Without its control software nobody can tell how the SAM stands.
    ...(here.control === 'ok' && here.sam === 'not-verified' ? (['sam'] as const) : []),
    ...(here.network === 'up' ? [] : (['network'] as const)),
  ]
  const way = (name: 'virtual' | 'plastic', isOffered: boolean, more: readonly HomeObstacle[]): HomeWay => {
    const obstacles = isOffered ? [...common, ...more] : (['not-offered'] as const)
    return { way: name, possible: obstacles.length === 0, obstacles }
  }
  return [
    way('virtual', here.offers.virtual, []),
    way('plastic', here.offers.plastic, here.reader ? [] : ['reader']),
    { way: 'exception', possible: here.network === 'down', obstacles: [] },
  ]
}
