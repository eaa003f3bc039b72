import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Select } from '../../ui/fields/Select.tsx'
import { askException, leaveException, typeExceptionReason } from './cashierStore.ts'
import type { Closing } from './useClosing.ts'

/** Closing without writing the card: what that means in plain words, the code, and the way back. */
export const ExceptionPanel = ({ visit, closing }: { readonly visit: VisitDetail; readonly closing: Closing }) => {
  const { t } = useTranslation()
  const { options, exceptionCode, close, isReady, chosen, isReasonMissing, asking } = closing
  return (
    <section
      aria-label={t('cashier.exception.title')}
      data-testid="exception-panel"
      className="flex flex-col gap-3 rounded-md border-l-4 border-wait bg-wait-soft p-3"
    >
      <h3 className="font-semibold text-wait">{t('cashier.exception.title')}</h3>
      <p>{t('cashier.exception.meaning')}</p>
      <Select
        label={t('cashier.exception.code')}
        options={(options.data?.codes ?? []).map(({ code, name }) => ({ value: code, label: name, aside: code }))}
        value={exceptionCode}
        onChange={(code) => askException(visit.encounterId, code)}
        onEnter={closing.submit}
        hint={chosen?.doubt == null ? undefined : t(`visit.exceptionDoubt.${chosen.doubt}`)}
        testId="choose-closing-exception"
      />
      {chosen?.needsReason === true ? (
        <TextField
          label={t('visit.exceptionReason')}
          maxLength={200}
          value={asking?.reason ?? ''}
          onChange={(event) => typeExceptionReason(event.target.value)}
          data-testid="exception-reason"
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          tone="primary"
          shortcut="Enter"
          data-testid="close-visit"
          disabled={close.isPending || !isReady || exceptionCode === null || isReasonMissing}
        >
          {close.isPending ? t('cashier.closing') : t('cashier.exception.confirm', { code: exceptionCode ?? '' })}
        </Button>
        <Button shortcut="Esc" onClick={leaveException}>
          {t('cashier.exception.back')}
        </Button>
      </div>
    </section>
  )
}
