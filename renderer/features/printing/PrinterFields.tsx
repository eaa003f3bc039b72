import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DocumentKind,
  documentPapers,
  PaperSchema,
  type PrintChoice,
  type Printers,
  ticketPrinterOf,
} from '../../../preload/contract/paper/printing.ts'
import { putAnswer, useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, TextField } from '../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { ByItselfField } from './ByItselfField.tsx'

interface PrinterFieldsProps {
  readonly kind: DocumentKind
  readonly printers: Printers
}

/** Where this kind of document is printed at this desk; each choice is remembered at once. */
export const PrinterFields = ({ kind, printers }: PrinterFieldsProps) => {
  const { t } = useTranslation()
  const choice = printers.choices[kind]
  const choose = useDeskMutation('print:choose', (answer) => putAnswer('print:printers', {}, answer))
  const [address, setAddress] = useState(choice.printer?.startsWith('tcp://') === true ? choice.printer : '')
  const isAddress = ticketPrinterOf(address) !== null
  const change = (part: Partial<PrintChoice>): void => choose.mutate({ kind, choice: { ...choice, ...part } })
  /** Enter in the field takes the address; printing is the next one's. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || belongsToInputMethod(event.nativeEvent)) return
    if (address === '' || address === choice.printer) return
    event.preventDefault()
    if (isAddress) change({ printer: address })
  }
  const names = printers.printers.map(({ name }) => name)
  const isForeign = choice.printer !== null && !names.includes(choice.printer)
  const isRoll = choice.paper === 'roll-80'
  return (
    <>
      {choose.error === null ? null : <ErrorCard error={choose.error} />}
      <Field
        label={t('print.printer')}
        hint={printers.printers.length === 0 && choice.printer === null ? t('print.noneFound') : null}
      >
        {({ id, describedBy }) => (
          <select
            id={id}
            aria-describedby={describedBy}
            className="control"
            value={choice.printer ?? ''}
            onChange={({ target }) => change({ printer: target.value === '' ? null : target.value })}
            data-testid="print-printer"
          >
            <option value="">{t('print.noPrinter')}</option>
            {printers.printers.map(({ name, displayName }) => (
              <option key={name} value={name}>
                {displayName}
              </option>
            ))}
            {isForeign ? <option value={choice.printer ?? ''}>{choice.printer}</option> : null}
          </select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('print.paper')}>
          {({ id, describedBy }) => (
            <select
              id={id}
              aria-describedby={describedBy}
              className="control"
              value={choice.paper}
              onChange={({ target }) => change({ paper: PaperSchema.parse(target.value) })}
              data-testid="print-paper"
            >
              {documentPapers[kind].map((paper) => (
                <option key={paper} value={paper}>
                  {t(`print.papers.${paper}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField
          label={t('print.copies')}
          type="number"
          min={1}
          max={9}
          value={choice.copies}
          onChange={({ target }) => {
            const copies = target.valueAsNumber
            if (Number.isInteger(copies) && copies >= 1 && copies <= 9) change({ copies })
          }}
        />
      </div>
      <ByItselfField kind={kind} choice={choice} onChange={(byItself) => change({ byItself })} />
      {isRoll ? (
        <div className="flex items-end gap-2">
          <TextField
            label={t('print.ticketAddress')}
            hint={t('print.ticketHint')}
            value={address}
            maxLength={120}
            error={address === '' || isAddress ? undefined : t('print.notAnAddress')}
            onChange={({ target }) => setAddress(target.value.trim())}
            onKeyDown={onKeyDown}
            fieldClassName="flex-1"
            data-testid="print-address"
          />
          <Button
            className="mb-6"
            disabled={!isAddress || address === choice.printer}
            onClick={() => change({ printer: address })}
            data-testid="print-address-use"
          >
            {t('print.useAddress')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
