import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ScannerPort,
  SerialPortPathSchema,
  scannerBaudRates,
} from '../../../../preload/contract/desk/scannerPort.ts'
import { putAnswer, useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { ScannerPortLine } from '../../../scan/serial/ScannerPortLine.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Select } from '../../../ui/fields/Select.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { scannerPortChoices } from './scannerPortChoices.ts'

const none = 'none'

/** For ports the system does not tell, or a scanner that is not plugged in yet. */
const ByName = ({ onUse }: { readonly onUse: (path: string) => void }) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const path = typed.trim()
  const isPort = SerialPortPathSchema.safeParse(path).success
  return (
    <div className="flex items-start gap-2 pt-1">
      <TextField
        fieldClassName="flex-1"
        label={t('settings.scannerPort.path')}
        hint={t('settings.scannerPort.pathHint')}
        error={path === '' || isPort ? undefined : t('settings.scannerPort.pathInvalid')}
        maxLength={120}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        data-testid="scanner-port-path"
      />
      <Button className="mt-6" disabled={!isPort} data-testid="scanner-port-use" onClick={() => onUse(path)}>
        {t('settings.scannerPort.use')}
      </Button>
    </div>
  )
}

/** Which serial port a barcode scanner hangs on. Takes effect at once: the person has the scanner in hand and tries it. */
export const ScannerPortRow = () => {
  const { t } = useTranslation()
  const link = useDeskQuery('scanner-port:current', {}).data
  const found = useDeskQuery('scanner-port:find', {})
  const { mutate, error } = useDeskMutation('scanner-port:choose', (now) => putAnswer('scanner-port:current', {}, now))
  const chosen = link?.port ?? null
  const ports = found.data?.ports ?? []
  const use = (change: Partial<ScannerPort>): void =>
    mutate({ port: { path: chosen?.path ?? '', baudRate: chosen?.baudRate ?? 9600, ...change } })
  const choices = scannerPortChoices(chosen, ports)
  // A port that is open is there, whatever the list says; and a system without a list says nothing of it.
  const isKnownThere = link?.state === 'open' || found.data?.ports === null
  return (
    <section className="flex flex-col gap-2" aria-label={t('settings.scannerPort.title')}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Select
            label={t('settings.scannerPort.title')}
            options={[
              { value: none, label: t('settings.scannerPort.none') },
              ...choices.map(({ path, name, connected }) => ({
                value: path,
                label: name === null || name.includes(path) ? (name ?? path) : `${path} ${name}`,
                ...(connected || isKnownThere || found.isPending ? {} : { aside: t('settings.readers.notConnected') }),
              })),
            ]}
            value={chosen?.path ?? none}
            onChange={(path) => (path === none ? mutate({ port: null }) : use({ path }))}
            hint={t('settings.scannerPort.hint')}
            testId="scanner-port"
          />
        </div>
        {chosen === null ? null : (
          <div className="w-36">
            <Select
              label={t('settings.scannerPort.speed')}
              options={scannerBaudRates.map((rate) => ({ value: String(rate), label: String(rate) }))}
              value={String(chosen.baudRate)}
              onChange={(value) => {
                const baudRate = scannerBaudRates.find((rate) => String(rate) === value)
                if (baudRate !== undefined) use({ baudRate })
              }}
              testId="scanner-port-speed"
            />
          </div>
        )}
        <Button className="mt-6" disabled={found.isFetching} onClick={() => void found.refetch()}>
          {t('settings.scannerPort.find')}
        </Button>
      </div>
      <ScannerPortLine link={link} />
      {found.data === undefined || ports.length > 0 ? null : (
        <p className="text-sm text-muted">
          {t(found.data.ports === null ? 'settings.scannerPort.unlisted' : 'settings.scannerPort.noneFound')}
        </p>
      )}
      {error === null ? null : <ErrorCard error={error} />}
      <Disclosure summary={t('settings.scannerPort.byName')} open={found.data?.ports === null}>
        <ByName onUse={(path) => use({ path })} />
      </Disclosure>
    </section>
  )
}
