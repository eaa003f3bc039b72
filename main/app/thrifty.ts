/** A helper process holds little and waits most of the time: its heap need not grow before it is tidied. */
export const thrifty = ['--max-semi-space-size=1', '--optimize-for-size']

/**
 * For one that also has to clear a backlog: tidied as often as the others, it spends half of its time on that, because the rows under
 * way pass through its heap as a few MiB at a time. It may grow by this share first, some 15 MiB.
 */
export const thriftyUnderLoad = [...thrifty, '--heap-growing-percent=70']
