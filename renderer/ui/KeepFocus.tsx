import { type ComponentProps, useEffect, useLayoutEffect, useRef } from 'react'

/** Around buttons that come and go with what they did: when the one with the focus goes, the place they stand in has it. */
export const KeepFocus = ({ children, ...rest }: ComponentProps<'div'>) => {
  const box = useRef<HTMLDivElement>(null)
  const isInside = useRef(false)
  // A button that is taken away, or switched off, doesn't tell where the focus went: nowhere. A press beside the box does.
  useEffect(() => {
    const onPress = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node && box.current?.contains(target))) isInside.current = false
    }
    document.addEventListener('pointerdown', onPress)
    return () => document.removeEventListener('pointerdown', onPress)
  }, [])
  useLayoutEffect(() => {
    if (isInside.current && document.activeElement === document.body) box.current?.focus()
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      {...rest}
      ref={box}
      tabIndex={-1}
      onFocus={() => {
        isInside.current = true
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) isInside.current = false
      }}
    >
      {children}
    </div>
  )
}
