import { SectionHead } from '../SectionHead.tsx'
import { BackupPane } from './BackupPane.tsx'
import { ChecksPane } from './ChecksPane.tsx'
import { RecoveryPane } from './RecoveryPane.tsx'
import { RestorePane } from './RestorePane.tsx'

/** 資料保全: what keeps the records safe from a lost key, a broken disk and a damaged file. */
export const StoreCareSection = () => (
  <SectionHead section="storeCare">
    <RecoveryPane />
    <BackupPane />
    <RestorePane />
    <ChecksPane />
  </SectionHead>
)
