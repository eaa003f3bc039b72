import { type ReactNode, useEffect, useRef } from 'react'

interface InSightProps {
  /** What it tells; another one is brought into sight anew. */
  readonly about: unknown
  readonly children: ReactNode
}

/** Brings what it holds into sight when it comes: the answer to a key must not stand where the form has been scrolled away from. */
export const InSight = ({ about, children }: InSightProps) => {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told is the reason to run
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [about])
  return <div ref={box}>{children}</div>
}
