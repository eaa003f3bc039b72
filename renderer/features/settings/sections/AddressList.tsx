import { ArrowUp, Plus, X } from 'lucide-react'
import { useFieldArray } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { useDraftForm, useFieldError } from '../form/draftForm.ts'

type ListName = 'nhiServer.baseUrls' | 'clinicCloud.baseUrls'

const most = 4
const iconButton =
  'grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink disabled:opacity-40'

interface AddressRowProps {
  readonly list: ListName
  readonly index: number
  readonly what: string
  readonly onUp: () => void
  /** Null where the last one cannot go. */
  readonly onRemove: (() => void) | null
}

const AddressRow = ({ list, index, what, onUp, onRemove }: AddressRowProps) => {
  const { t } = useTranslation()
  const { register } = useDraftForm()
  const path = `${list}.${index}.url` as const
  const error = useFieldError(path)
  const number = index + 1
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-1">
        <span className="w-5 text-right text-muted" aria-hidden>
          {number}
        </span>
        <input
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
          maxLength={300}
          placeholder="https://"
          {...register(path)}
          aria-label={t('settings.addresses.each', { number, what })}
          aria-invalid={error !== undefined}
          data-testid={`settings-${path}`}
          className="control"
        />
        <button
          type="button"
          className={iconButton}
          disabled={index === 0}
          onClick={onUp}
          aria-label={t('settings.addresses.up', { number })}
          title={t('settings.addresses.up', { number })}
        >
          <ArrowUp className="size-4" aria-hidden />
        </button>
        <button
          type="button"
          className={iconButton}
          disabled={onRemove === null}
          onClick={() => onRemove?.()}
          aria-label={t('settings.addresses.remove', { number })}
          title={t('settings.addresses.remove', { number })}
        >
          <X className="size-4" aria-hidden />
        </button>
      </div>
      {error === undefined ? null : <p className="pl-6 text-sm text-act">{error}</p>}
    </li>
  )
}

/** Addresses of the same thing, in the order in which they are tried. */
export const AddressList = ({ list, label }: { readonly list: ListName; readonly label: string }) => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { fields, append, remove, swap } = useFieldArray({ control, name: list, keyName: 'key' })
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-sm text-muted">
        {label} · {t('settings.addresses.order', { most })}
      </legend>
      <ol className="flex flex-col gap-2">
        {fields.map(({ key }, index) => (
          <AddressRow
            key={key}
            list={list}
            index={index}
            what={label}
            onUp={() => swap(index, index - 1)}
            onRemove={fields.length === 1 ? null : () => remove(index)}
          />
        ))}
      </ol>
      {fields.length >= most ? null : (
        <Button
          tone="quiet"
          className="self-start"
          icon={<Plus className="size-4" aria-hidden />}
          onClick={() => append({ url: '' })}
        >
          {t('settings.addresses.add')}
        </Button>
      )}
    </fieldset>
  )
}
