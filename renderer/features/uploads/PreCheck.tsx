import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { FieldErrors } from '../../ui/visit/UploadLine.tsx'

/** What the NHI's pre-check (預檢) said of a record. Never green: it is no receipt. */
export const PreCheck = ({ answer }: { readonly answer: ChannelOutput<'outbox:pre-check'> }) => {
  const { t } = useTranslation()
  const { verdict, by, fieldErrors } = answer
  return (
    <div className="flex flex-col gap-1" data-testid="pre-check" data-verdict={verdict}>
      <Notice tone={verdict === 'sound' ? 'calm' : 'act'}>
        {t(
          verdict === 'sound'
            ? 'upload.preCheck.sound'
            : by === 'rules'
              ? 'upload.preCheck.rules'
              : 'upload.preCheck.refused',
        )}
      </Notice>
      <FieldErrors errors={fieldErrors} remarked={verdict === 'sound'} />
    </div>
  )
}
