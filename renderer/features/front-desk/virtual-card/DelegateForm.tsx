import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardSession } from '../../../../preload/contract/card/card.ts'
import type { Delegate as Delegated } from '../../../../preload/contract/card/cardMedium.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { isOftenDelegated } from './delegateHint.ts'
import {
  askDelegate,
  keepDelegate,
  leaveDelegate,
  typeDelegate,
  typedFor,
  useDelegateRequest,
} from './delegateRequest.ts'

const relations = ['family', 'carer', 'other'] as const
const longestName = 40

/** Who presents the card for its holder: relation and name. Enter keeps it, and so does registering. */
const Form = ({ session, isAsked }: { readonly session: CardSession; readonly isAsked: boolean }) => {
  const { t } = useTranslation()
  const { sessionId } = session
  const typed = useDelegateRequest((request) => typedFor(request, sessionId))
  const { isKeeping, error } = useDelegateRequest()
  const known = typed?.delegate ?? session.virtual?.delegate ?? null
  const [relation, setRelation] = useState<Delegated['relation']>(known?.relation ?? 'family')
  const [name, setName] = useState(known?.name ?? '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (typed === null && name.trim() !== '') typeDelegate(sessionId, { relation, name })
    void keepDelegate().then((isKept) => isKept && leaveDelegate())
  }
  return (
    <form
      aria-label={t('virtualCard.delegate.title')}
      className="flex flex-wrap items-end gap-x-3 gap-y-1"
      data-testid="delegate-form"
      onSubmit={submit}
    >
      <Segmented
        label={t('virtualCard.delegate.title')}
        options={relations.map((value) => ({ value, label: t(`virtualCard.delegate.relation.${value}`) }))}
        value={relation}
        onChange={(next) => {
          setRelation(next)
          typeDelegate(sessionId, { relation: next, name })
        }}
        testId="delegate-relation"
      />
      <TextField
        autoFocus={isAsked}
        label={t('virtualCard.delegate.name')}
        maxLength={longestName}
        value={name}
        onChange={({ target: { value } }) => {
          setName(value)
          typeDelegate(sessionId, { relation, name: value })
        }}
        fieldClassName="w-40"
        data-testid="delegate-name"
      />
      <Button type="submit" disabled={name.trim() === '' || isKeeping} data-testid="delegate-save">
        {t('virtualCard.delegate.save')}
      </Button>
      {isAsked ? (
        <Button tone="quiet" onClick={leaveDelegate}>
          {t('app.cancel')}
        </Button>
      ) : (
        // Beside the fields, so that the form below keeps its place at 768.
        <p className="min-w-48 flex-1 text-sm text-muted">{t('virtualCard.delegate.hint')}</p>
      )}
      {typed === null || error === null ? null : <ErrorCard error={error} />}
    </form>
  )
}

const Known = ({ session, delegate }: { readonly session: CardSession; readonly delegate: Delegated }) => {
  const { t } = useTranslation()
  const clear = useDeskMutation('virtual-card:delegate')
  const { sessionId: cardSessionId } = session
  return (
    <p className="flex flex-wrap items-center gap-2" data-testid="delegate-known">
      <span>
        {t('virtualCard.delegate.shownBy', {
          relation: t(`virtualCard.delegate.relation.${delegate.relation}`),
          name: delegate.name,
        })}
      </span>
      <Button shortcut="F5" onClick={() => askDelegate(cardSessionId)}>
        {t('virtualCard.delegate.change')}
      </Button>
      <Button disabled={clear.isPending} onClick={() => clear.mutate({ cardSessionId, delegate: null })}>
        {t('virtualCard.delegate.inPerson')}
      </Button>
    </p>
  )
}

/** How the question for a delegate stands. */
const useDelegate = (session: CardSession) => {
  const isAsked = useDelegateRequest(({ asked }) => asked === session.sessionId)
  const known = session.virtual?.delegate ?? null
  // Once the hour is over another scan comes first, and the form would push the name out of sight.
  const isLapsed = session.virtual?.lapsed === true
  const isOffered = session.holder !== null && !isLapsed && isOftenDelegated(session.holder.age)
  return { isAsked, known, isForm: isAsked || (known === null && isOffered) }
}

/** Who stands at the desk with the phone, or the form for it; nothing for the holder, who needs no words. */
export const Delegate = ({ session }: { readonly session: CardSession }) => {
  const { isAsked, known, isForm } = useDelegate(session)
  if (isForm) return <Form key={String(isAsked)} session={session} isAsked={isAsked} />
  return known === null ? null : <Known session={session} delegate={known} />
}

/** Opens the form where it isn't offered by itself. */
export const OpenDelegate = ({ session }: { readonly session: CardSession }) => {
  const { t } = useTranslation()
  const { known, isForm } = useDelegate(session)
  return isForm || known !== null ? null : (
    <Button shortcut="F5" onClick={() => askDelegate(session.sessionId)} data-testid="delegate">
      {t('virtualCard.delegate.open')}
    </Button>
  )
}
