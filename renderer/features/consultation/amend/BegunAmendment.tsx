import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { takeBack, useAmendmentState, useAmendments } from './amendmentStore.ts'

/** At a closed visit: that an amendment of it was begun, by whom and when; or that one was just let go, with the way back. */
export const BegunAmendment = ({ encounterId }: { readonly encounterId: EncounterId }) => {
  const { t } = useTranslation()
  const state = useAmendmentState(encounterId)
  const version = state?.kind === 'saved' ? state.savedAt : ''
  const { data: kept } = useDeskQuery('amendment:kept', { encounterId }, { version, keepPrevious: true })
  const isLetGo = useAmendments(({ letGo }) => letGo?.encounterId === encounterId)
  if (kept != null) {
    return (
      <Notice tone="wait">
        <span data-testid="amendment-kept">
          {t('amendment.begun', { by: kept.savedBy, time: momentWords(kept.savedAt, t) })}
        </span>
      </Notice>
    )
  }
  return isLetGo ? (
    <Notice>
      <span className="flex-1">{t('amendment.letGoDone')}</span>
      <Button onClick={takeBack} data-testid="amend-take-back">
        {t('amendment.takeBack')}
      </Button>
    </Notice>
  ) : null
}
