import { type ReactNode, useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardContent } from '../../../preload/contract/card/cardContent.ts'
import { closeCardContent, useCardContent } from '../../app/cardContent.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { SlowHint } from '../../ui/notices/Waiting.tsx'
import { useDialog } from '../../ui/useDialog.ts'
import { CardHistoryTable } from './CardHistoryTable.tsx'
import { CardOrderTable } from './CardOrderTable.tsx'
import { CardYearTable } from './CardYearTable.tsx'

type Part<Value> =
  | { readonly state: 'told'; readonly value: Value }
  | Extract<CardContent['years'], { state: 'missing' }>

interface SectionProps<Value> {
  readonly title: string
  readonly part: Part<Value>
  readonly children: (value: Value) => ReactNode
}

/** One part of what the card has, or in a line why it is not there. */
const Section = <Value,>({ title, part, children }: SectionProps<Value>) => {
  const { t } = useTranslation()
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      {part.state === 'told' ? (
        children(part.value)
      ) : (
        <p className="text-sm text-muted" data-testid="card-part-missing" data-code={part.error.code}>
          {t(`error.${part.error.code}.title`)}
        </p>
      )}
    </section>
  )
}

const Parts = ({ content }: { readonly content: CardContent }) => {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('cardContent.key')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows scroll it, there is nothing else to focus in it
      tabIndex={0}
      className="flex min-h-0 flex-col gap-4 overflow-y-auto -outline-offset-2"
      data-testid="card-content-parts"
    >
      <Section title={t('cardContent.phone')} part={content.emergencyPhone}>
        {(phone) => <p>{phone === '' ? t('cardContent.noPhone') : phone}</p>}
      </Section>
      <Section title={t('cardContent.history.title')} part={content.history}>
        {(history) => <CardHistoryTable history={history} />}
      </Section>
      <Section title={t('cardContent.orders.title')} part={content.orders}>
        {(orders) => <CardOrderTable orders={orders} />}
      </Section>
      <Section title={t('cardContent.years.title')} part={content.years}>
        {(years) => <CardYearTable years={years} />}
      </Section>
    </section>
  )
}

const Layer = () => {
  const { t } = useTranslation()
  const session = useDeskQuery('card:current', {}).data ?? null
  const dialog = useDialog()
  // Not a question whose answer is kept: it is of this moment, and gone with the layer.
  const { mutate, data, error, isPending } = useDeskMutation('card:content')
  const cardSessionId = session?.sessionId
  const read = useCallback((): void => {
    if (cardSessionId !== undefined) mutate({ cardSessionId })
  }, [cardSessionId, mutate])
  useEffect(read, [read])
  return (
    <dialog
      ref={dialog}
      data-layer
      data-testid="card-content"
      aria-label={t('cardContent.title')}
      onClose={() => {
        // The word of an earlier closing may come after the layer was opened again.
        if (dialog.current?.open !== true) closeCardContent()
      }}
      className="layer mx-auto mt-[6vh] max-h-[86vh] w-240 max-w-[94vw] p-4 text-base backdrop:bg-ground/60"
    >
      <div className="flex max-h-[calc(86vh-2rem)] flex-col gap-3">
        <header className="flex items-center gap-2">
          <h2 className="flex-1 text-lg font-semibold">
            {t('cardContent.title')} {session?.holder?.name}
          </h2>
          <Kbd>Esc</Kbd>
        </header>
        {session === null ? (
          <ErrorCard error={{ code: 'CARD_ABSENT', retryable: true }} />
        ) : error !== null ? (
          <ErrorCard error={error} />
        ) : data === undefined || isPending ? (
          <p className="text-wait">
            {t('cardContent.reading')} <SlowHint />
          </p>
        ) : (
          <>
            <p className="text-sm text-muted">{t('cardContent.explain')}</p>
            <Parts content={data} />
          </>
        )}
        <div className="flex gap-2">
          <Button autoFocus tone="primary" onClick={closeCardContent}>
            {t('cardContent.close')}
          </Button>
          <Button disabled={session === null || isPending} onClick={read} data-testid="card-content-again">
            {t('cardContent.again')}
          </Button>
        </div>
      </div>
    </dialog>
  )
}

/** 卡片內容: a layer over every screen, for the authenticated card in the reader; a card that changes is read anew. */
export const CardContentLayer = () => {
  const open = useCardContent(({ open }) => open)
  return open ? <Layer /> : null
}
