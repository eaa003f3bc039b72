import type { ReactNode } from 'react'
import { CardContentLayer } from './CardContentLayer.tsx'
import { FunctionKeyBar } from './FunctionKeyBar.tsx'
import { LostTailNotice } from './LostTailNotice.tsx'
import { OwnPaperNotice } from './OwnPaperNotice.tsx'
import { PatientNotes } from './PatientNotes.tsx'
import { PatientStrip } from './PatientStrip.tsx'
import { Rail } from './Rail.tsx'
import { StatusBar } from './StatusBar.tsx'

/** What surrounds every screen: patient above (and above it what must not be overlooked), rail at the left, function keys and status below. */
export const Frame = ({ children }: { readonly children: ReactNode }) => (
  <div className="@container h-full">
    <div className="grid h-full grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto_auto]">
      <div className="col-span-2">
        <LostTailNotice />
        <OwnPaperNotice />
        <PatientStrip />
        <PatientNotes />
      </div>
      <Rail />
      <div className="@container relative flex min-h-0 min-w-0 flex-col">{children}</div>
      <div className="col-span-2">
        <FunctionKeyBar />
      </div>
      <div className="col-span-2">
        <StatusBar />
      </div>
    </div>
    <CardContentLayer />
  </div>
)
