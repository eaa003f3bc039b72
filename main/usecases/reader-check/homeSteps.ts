import { fail } from '../../../preload/contract/result.ts'
import type { CheckedDesk } from './checkedDesk.ts'
import { bad, good, type Step, skipped } from './verdict.ts'

const megabyte = 1 << 20
/** A day's visits take a few megabytes; this leaves weeks to act, and room for the copy made before an upgrade. */
const lowMegabytes = 1024

export const programStep = ({ program }: CheckedDesk): Step<'program'> => ({
  item: 'program',
  index: 0,
  late: 'INTERNAL',
  run: async () => good(program, null),
})

const storeStep = (desk: CheckedDesk): Step<'store'> => ({
  item: 'store',
  index: 0,
  late: 'STORE_BUSY',
  run: async () => {
    const [, free] = await Promise.all([desk.askStore(), desk.freeBytes().catch(() => null)])
    if (free === null) return good(null)
    const value = { freeMegabytes: Math.floor(free / megabyte) }
    return value.freeMegabytes < lowMegabytes ? bad('warning', fail('DISK_LOW').error, value) : good(value)
  },
})

const outboxStep = ({ status, controlSoftware }: CheckedDesk): Step<'outbox'> => ({
  item: 'outbox',
  index: 0,
  late: 'OUTBOX_STOPPED',
  run: async () => {
    if (controlSoftware === null) return skipped('not-configured')
    const { running, unsent, overdue } = status().outbox
    const value = { running, unsent, overdue }
    return running ? good(value, null) : bad('fault', fail('OUTBOX_STOPPED').error, value, null)
  },
})

/** What lies on this PC itself. */
export const homeSteps = (desk: CheckedDesk): readonly Step[] => [storeStep(desk), outboxStep(desk)]
