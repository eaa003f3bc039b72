import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskNationalId } from '../../../preload/contract/card/nationalId.ts'
import type { OldUploads } from '../../../preload/contract/upload/outbox.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'

/** More than any file of a clinic's day; main has the last word. */
const mostBytes = 8 * 1024 * 1024

const columns = ['number', 'kind', 'patient', 'time', 'serial', 'item', 'diagnosis', 'orders'] as const

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // In pieces: a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8_192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8_192))
  }
  return btoa(text)
}

const Records = ({ records }: Pick<OldUploads, 'records'>) => {
  const { t } = useTranslation()
  return (
    <div className="max-h-60 overflow-auto">
      <table className="w-full text-sm whitespace-nowrap">
        <thead className="text-muted">
          <tr>
            {columns.map((column) => (
              <th key={column} className="pr-4 text-left font-normal">
                {t(`upload.old.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map(({ dataType, kind, visit, orders }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a record of a file is its place
            <tr key={index} data-testid="old-record">
              <td className="pr-4">{index + 1}</td>
              <td className="pr-4">
                {t(`upload.old.dataType.${dataType}`)} {t(`upload.old.kind.${kind}`)}
              </td>
              <td className="pr-4">{visit.A12 === undefined ? '' : maskNationalId(visit.A12)}</td>
              <td className="pr-4">{visit.A17 ?? visit.A62 ?? ''}</td>
              <td className="pr-4">{visit.A18 ?? ''}</td>
              <td className="pr-4">{visit.A23 ?? ''}</td>
              <td className="pr-4">{visit.A25 ?? ''}</td>
              <td title={orders.map((order) => order.A73 ?? '').join(' ')}>{orders.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Opens an upload file of the format before 2.0 and shows what is in it. */
export const OldFile = () => {
  const { t } = useTranslation()
  const chooser = useRef<HTMLInputElement>(null)
  const { mutate, data, error, isPending, reset } = useDeskMutation('outbox:read-old-file')
  const [name, setName] = useState('')
  const [isTooLarge, setTooLarge] = useState(false)
  const read = async (file: File): Promise<void> => {
    reset()
    setName(file.name)
    setTooLarge(file.size > mostBytes)
    if (file.size <= mostBytes) mutate({ base64: await base64Of(file) })
  }
  const fault = isTooLarge ? ({ kind: 'too-large', record: null } as const) : (data?.fault ?? null)
  return (
    <section
      aria-label={t('upload.old.open')}
      className="flex min-w-80 flex-1 flex-col gap-2 @4xl:pt-6"
      data-testid="old-file"
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={isPending} onClick={() => chooser.current?.click()}>
          {t('upload.old.open')}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".xml"
          className="sr-only"
          tabIndex={-1}
          aria-hidden
          data-testid="old-file-input"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            target.value = ''
            if (file !== undefined) void read(file)
          }}
        />
        {data === undefined || fault !== null ? null : (
          <>
            <span>{t('upload.old.title', { file: name })}</span>
            <span className="text-sm text-muted">{t('upload.old.records', { count: data.records.length })}</span>
            <span className="text-sm text-muted">{t('upload.old.readOnly')}</span>
            <Button tone="quiet" onClick={reset}>
              {t('upload.old.close')}
            </Button>
          </>
        )}
      </div>
      {fault === null ? null : (
        <Notice tone="act">
          {name} {t(`upload.old.fault.${fault.kind}`)}
          {fault.record === null ? null : ` ${t('upload.old.at', { record: fault.record })}`}
        </Notice>
      )}
      {error === null ? null : <ErrorCard error={error} />}
      {data === undefined || data.records.length === 0 ? null : <Records records={data.records} />}
    </section>
  )
}
