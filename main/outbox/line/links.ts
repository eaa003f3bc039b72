import type { Scheduler } from '../dispatch/scheduler.ts'
import type { Links, OutboxPace } from '../process/messages.ts'
import { createLink, type Link, type ProbeAnswer } from './link.ts'

export interface LinksOptions {
  readonly probeNhi: () => Promise<ProbeAnswer>
  /** Null when the clinic has no cloud. */
  readonly probeCloud: (() => Promise<ProbeAnswer>) | null
  readonly scheduler: Scheduler
  readonly random: () => number
  readonly pace: Pick<OutboxPace, 'probeUpMs' | 'probeDownMs'> & Partial<Pick<OutboxPace, 'nhiProbe'>>
  readonly onLinks: (links: Links) => void
  /** An end point that was down, or never asked before (0 ms), answers. */
  readonly onReturned: (which: 'nhi' | 'cloud', outageMs: number) => void
  /** Another data centre of an end point that is up has taken over. */
  readonly onMoved: (which: 'nhi' | 'cloud') => void
  /** Anything has changed that a send may have waited for. */
  readonly onChange: () => void
}

/** The ways out of this PC, each watched by itself. */
export interface LinkWatch {
  readonly nhi: Link
  readonly cloud: Link | null
  current(): Links
  /** Asks every end point now. */
  probeNow(): void
  start(): void
  stop(): void
}

export const createLinks = (options: LinksOptions): LinkWatch => {
  let told: string | null = null

  const current = (): Links => ({
    nhi: nhi.state(),
    nhiDataCentre: nhi.dataCentre(),
    cloud: cloud?.state() ?? 'unknown',
    cloudDataCentre: cloud?.dataCentre() ?? null,
  })
  const tell = (): void => {
    const links = current()
    const text = JSON.stringify(links)
    if (text === told) return
    told = text
    options.onLinks(links)
  }

  const { probeUpMs, probeDownMs, nhiProbe } = options.pace
  const usual = { upMs: probeUpMs, downMs: probeDownMs }

  const watch = (which: 'nhi' | 'cloud', probe: () => Promise<ProbeAnswer>): Link => {
    let wasUp = false
    let lastCentre: number | null = null
    const { upMs, downMs } = (which === 'nhi' ? nhiProbe : null) ?? usual
    const link = createLink({
      probe,
      scheduler: options.scheduler,
      random: options.random,
      probeUpMs: upMs,
      probeDownMs: downMs,
      onChange: () => {
        const up = link.state() === 'up'
        const returned = up && !wasUp
        const centre = up ? link.dataCentre() : lastCentre
        const moved = up && wasUp && centre !== lastCentre
        wasUp = up
        lastCentre = centre
        tell()
        if (returned) options.onReturned(which, link.lastOutageMs())
        if (moved) options.onMoved(which)
        options.onChange()
      },
    })
    return link
  }

  const nhi = watch('nhi', options.probeNhi)
  const cloud = options.probeCloud === null ? null : watch('cloud', options.probeCloud)
  const both = cloud === null ? [nhi] : [nhi, cloud]

  return {
    nhi,
    cloud,
    current,
    probeNow: () => {
      for (const link of both) link.probeNow()
    },
    start: () => {
      for (const link of both) link.start()
    },
    stop: () => {
      for (const link of both) link.stop()
    },
  }
}
