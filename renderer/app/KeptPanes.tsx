import { savePreferences, usePreferences } from '../bridge/preferences.ts'
import { type Pane, SplitPanes } from '../ui/SplitPanes.tsx'

interface KeptPanesProps {
  readonly panes: readonly Pane[]
  /** Each divider by the name it is kept under, and where it stands until somebody drags it, in per mille of the width. */
  readonly usual: Readonly<Record<string, number>>
  /** Name of every divider for those who cannot see it. */
  readonly dividerLabel: string
}

/** Panes side by side; where a person leaves the lines between them is kept for this desk. */
export const KeptPanes = ({ panes, usual, dividerLabel }: KeptPanesProps) => {
  const { dividers } = usePreferences()
  const names = Object.keys(usual)
  return (
    <SplitPanes
      panes={panes}
      dividers={Object.entries(usual).map(([name, place]) => dividers[name] ?? place)}
      dividerLabel={() => dividerLabel}
      onMoved={(moved) => {
        const kept = moved.map((place, index) => [names[index], place] as const)
        void savePreferences({ dividers: { ...dividers, ...Object.fromEntries(kept) } })
      }}
    />
  )
}
