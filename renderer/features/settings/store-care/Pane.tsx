import type { KeyboardEvent, ReactNode } from 'react'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'

/** One subject of the section. */
export const Pane = ({
  title,
  intro,
  testId,
  children,
}: {
  readonly title: string
  readonly intro: string
  readonly testId: string
  readonly children: ReactNode
}) => (
  <section className="flex flex-col gap-2 border-t border-line pt-3" data-testid={testId} aria-label={title}>
    <h3 className="font-semibold">{title}</h3>
    <p className="text-sm text-muted">{intro}</p>
    {children}
  </section>
)

/** Enter in a box of these panes does what its button does; the settings around them are not saved by it. */
export const onEnter =
  (run: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || belongsToInputMethod(event.nativeEvent)) return
    event.preventDefault()
    run()
  }
