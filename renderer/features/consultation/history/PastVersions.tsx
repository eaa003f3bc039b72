import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastEntry } from '../../../../preload/contract/visit/visitHistory.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { VersionList } from '../../../ui/visit/VersionList.tsx'

/** That an earlier visit was amended, and, when asked, what it was before. */
export const PastVersions = ({ entry }: { readonly entry: PastEntry }) => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { encounterId, version } = entry
  const { data } = useDeskQuery('amendment:versions', { encounterId }, { enabled: isOpen })
  return (
    <div className="text-sm">
      <Button
        tone="quiet"
        className="min-h-6! px-1! text-sm"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid="past-versions"
      >
        {t('consultation.history.amended', { version })}
      </Button>
      {data === undefined || !isOpen ? null : <VersionList versions={data} />}
    </div>
  )
}
