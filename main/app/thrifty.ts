/** A helper process holds little and waits most of the time: its heap need not grow before it is tidied. */
export const thrifty = ['--max-semi-space-size=1', '--optimize-for-size']
