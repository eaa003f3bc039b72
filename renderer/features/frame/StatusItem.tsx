import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { openStatusItem, useNavigation } from '../../app/navigation.ts'
import { type Tone, ToneSign } from '../../ui/chips/Chip.tsx'

interface StatusItemProps {
  /** Stands in `data-testid` as `status-<name>`. */
  readonly name: string
  readonly state: string
  readonly tone: Tone
  readonly label: string
  readonly value: ReactNode
  /** What it means and what to do about it. */
  readonly children: ReactNode
}

const valueInk = { neutral: '', accent: '', ok: 'text-ok', wait: 'text-wait', act: 'text-act font-semibold' } as const

/** One word of the status bar; opened, it explains itself and offers the remedy. */
export const StatusItem = ({ name, state, tone, label, value, children }: StatusItemProps) => {
  const open = useNavigation(({ openStatus }) => openStatus === name)
  return (
    <Popover.Root open={open} onOpenChange={(next) => openStatusItem(next ? name : null)}>
      <Popover.Trigger
        data-testid={`status-${name}`}
        data-state={state}
        className="inline-flex h-full items-center gap-1.5 px-2 text-sm whitespace-nowrap hover:bg-sunken focus-visible:-outline-offset-2 @max-[90rem]:gap-1 @max-[90rem]:px-1.5"
      >
        <ToneSign tone={tone} />
        {label === '' ? null : <span className="text-muted">{label}</span>}
        <span className={valueInk[tone]}>{value}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={6} collisionPadding={8} className="z-20">
          <Popover.Popup
            data-layer
            className="layer flex max-h-(--available-height) w-104 max-w-[90vw] flex-col gap-3 overflow-y-auto p-4"
          >
            <Popover.Title className="flex items-center gap-2 font-semibold">
              <ToneSign tone={tone} />
              {label === '' ? null : <span className="shrink-0">{label}</span>}
              <span className={valueInk[tone]}>{value}</span>
            </Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
