import { House, Phone, Video } from 'lucide-react'
import type { Attendance } from '../../../preload/contract/visit/attendance.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Chip } from './Chip.tsx'

const signs = { video: Video, phone: Phone, home: House } as const

/** How a visit is held, where that is not in the clinic: who is only online, and who is at home. */
export const AttendanceChip = ({ attendance }: { readonly attendance: Attendance }) => {
  const t = useWords()
  if (attendance === 'on-site') return null
  const Sign = signs[attendance]
  return (
    <span data-testid="attendance" data-attendance={attendance} className="inline-flex">
      <Chip tone="accent">
        <Sign className="size-3.5 shrink-0" aria-hidden />
        {t(`attendance.kind.${attendance}`)}
      </Chip>
    </span>
  )
}
