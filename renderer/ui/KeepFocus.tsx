import { type ReactNode, useLayoutEffect, useRef } from 'react'

interface KeepFocusProps {
  readonly className?: string
  readonly children: ReactNode
}

/** Around buttons that come and go with what they did: when the one with the focus goes, the place they stand in has it. */
export const KeepFocus = ({ className, children }: KeepFocusProps) => {
  const box = useRef<HTMLDivElement>(null)
  const isInside = useRef(false)
  // What was taken away tells nobody that it lost the focus.
  useLayoutEffect(() => {
    if (isInside.current && document.activeElement === document.body) box.current?.focus()
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      ref={box}
      tabIndex={-1}
      className={className}
      onFocus={() => {
        isInside.current = true
      }}
      onBlur={(event) => {
        isInside.current = event.relatedTarget === null || event.currentTarget.contains(event.relatedTarget)
      }}
    >
      {children}
    </div>
  )
}
