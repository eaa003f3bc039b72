import { useEffect, useRef, useState } from 'react'

const markedMs = 3000

/** Keys of the entries that have come or changed within the last three seconds; nothing at the first sight of the list. */
export const useRecentChanges = (
  entries: readonly { readonly key: string; readonly outline: string }[] | null,
): ReadonlySet<string> => {
  const known = useRef<ReadonlyMap<string, string> | null>(null)
  const [recent, setRecent] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (entries === null) return
    const before = known.current
    known.current = new Map(entries.map(({ key, outline }) => [key, outline]))
    if (before === null) return
    const changed = entries.filter(({ key, outline }) => before.get(key) !== outline).map(({ key }) => key)
    if (changed.length === 0) return
    setRecent((old) => new Set([...old, ...changed]))
    // Not cleared by a later change: each mark ends by itself.
    setTimeout(() => setRecent((old) => new Set([...old].filter((key) => !changed.includes(key)))), markedMs)
  }, [entries])
  return recent
}
