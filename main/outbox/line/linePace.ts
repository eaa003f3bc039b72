import type { NhiAdapter } from '../../../preload/contract/desk/controlSoftware.ts'
import type { OutboxPace } from '../process/messages.ts'

/** The status bar must not say for long that a line is up which is not. */
const often = { probeUpMs: 5_000 }
/** What only authenticating the SAM anew can tell, in the one queue where people at the desk wait for the reader, too. */
const seldom = { upMs: 60_000, downMs: 15_000 }

/**
 * How often the lines are looked at, by what a look at the NHI costs: a request of its own, or a turn of the reader; and how often the
 * NHI is asked for a result, by the settings.
 */
export const linePace = (
  adapter: NhiAdapter | 'auto',
  { resultPollMs }: Pick<OutboxPace, 'resultPollMs'>,
): Partial<OutboxPace> => ({ ...often, resultPollMs, ...(adapter === 'cshis' ? { nhiProbe: seldom } : {}) })
