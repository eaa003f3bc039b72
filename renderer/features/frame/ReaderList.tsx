import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

const roles = ['patient', 'professional'] as const

/**
 * Every reader this PC has, what it is for, and the way to give it another role at once. As long as nothing is to be chosen, the
 * change has to be asked for first: Enter pressed once too often must not swap the readers.
 */
export const ReaderList = ({ reader }: { readonly reader: DeskStatus['reader'] }) => {
  const { t } = useTranslation()
  const [isAsked, setAsked] = useState(false)
  const mayChange = isAsked || reader.choiceNeeded
  // Those that wait for a role come first.
  const readers = reader.readers.toSorted((a, b) => Number(a.role !== null) - Number(b.role !== null))
  const { mutate, isPending, error } = useDeskMutation('readers:assign')
  if (readers.length === 0) return <p>{t('status.reader.seenNone')}</p>
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted">{t('status.reader.seen')}</p>
      <ul className="flex max-h-80 flex-col divide-y overflow-y-auto divide-line rounded-md border border-line">
        {readers.map(({ name, role, cardPresent, watched }) => (
          <li
            key={name}
            data-testid="reader-row"
            data-role={role ?? 'none'}
            className="flex flex-col gap-1.5 px-3 py-2"
          >
            <p className="break-all">{name}</p>
            <div className="flex flex-wrap items-center gap-2">
              {role === null ? null : <Chip tone="accent">{t(`status.reader.role.${role}`)}</Chip>}
              {cardPresent ? <Chip>{t('status.reader.cardPresent')}</Chip> : null}
              {watched ? null : <Chip tone="wait">{t('status.reader.unwatched')}</Chip>}
              {roles
                .filter((one) => mayChange && one !== role)
                .map((one) => (
                  <Button
                    key={one}
                    disabled={isPending}
                    data-testid={`reader-assign-${one}`}
                    aria-label={t('status.reader.assignNamed', { name, act: t(`status.reader.assign.${one}`) })}
                    onClick={() => mutate({ role: one, reader: name })}
                  >
                    {t(`status.reader.assign.${one}`)}
                  </Button>
                ))}
            </div>
          </li>
        ))}
      </ul>
      {readers.every(({ watched }) => watched) ? null : <p className="text-wait">{t('status.reader.tooMany')}</p>}
      {mayChange ? null : (
        <Button className="self-start" data-testid="reader-change" onClick={() => setAsked(true)}>
          {t('status.reader.change')}
        </Button>
      )}
      {error === null ? null : <ErrorCard error={error} />}
    </div>
  )
}
