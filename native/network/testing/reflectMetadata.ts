// @peculiar/x509 builds its parts with tsyringe, which asks for the metadata half of `Reflect` and for nothing else of it. The three
// functions below are what it calls; the package reflect-metadata, where it is installed, is kept.
const store = new WeakMap<object, Map<unknown, unknown>>()

const metadata = {
  defineMetadata(key: unknown, value: unknown, target: object): void {
    const entries = store.get(target) ?? new Map<unknown, unknown>()
    store.set(target, entries.set(key, value))
  },
  getOwnMetadata: (key: unknown, target: object): unknown => store.get(target)?.get(key),
  getMetadata(key: unknown, target: object): unknown {
    for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at)) {
      const entries = store.get(at)
      if (entries?.has(key) === true) return entries.get(key)
    }
    return undefined
  },
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, metadata)
