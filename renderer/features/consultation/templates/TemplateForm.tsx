import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type RecordTemplate,
  type TemplateContent,
  TemplateContentSchema,
} from '../../../../preload/contract/record/recordTemplate.ts'
import type { PractitionerId } from '../../../../preload/contract/words.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, TextField } from '../../../ui/fields/Field.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import type { VisitDraft } from '../consultationStore.ts'

interface TemplateFormProps {
  /** Null: a new one, of this note. */
  readonly template: RecordTemplate | null
  readonly practitionerId: PractitionerId
  readonly draft: Pick<VisitDraft, 'soap' | 'diagnoses'>
  readonly onDone: () => void
}

const contentOf = (kind: TemplateContent['kind'], name: string, text: string, form: TemplateFormProps): unknown => {
  if (kind === 'snippet') return { kind, name: name.startsWith('.') ? name : `.${name}`, text }
  const kept = form.template?.content
  const { soap, diagnoses } = kept?.kind === 'note' ? kept : form.draft
  return { kind, name, soap, diagnoses: [...diagnoses] }
}

/** Names and writes a text that is to be written again; Enter in the name keeps it. */
export const TemplateForm = (props: TemplateFormProps) => {
  const { template, practitionerId, draft, onDone } = props
  const { t } = useTranslation()
  const save = useDeskMutation('record-template:save', onDone)
  const written = [draft.soap.subjective, draft.soap.objective, draft.soap.assessment, draft.soap.plan]
    .filter((part) => part !== '')
    .join('\n')
  const [kind, setKind] = useState<TemplateContent['kind']>(template?.content.kind ?? 'snippet')
  const [name, setName] = useState(template?.content.name ?? '.')
  const [text, setText] = useState(template?.content.kind === 'snippet' ? template.content.text : written)
  const [owner, setOwner] = useState<'own' | 'everybody'>(
    template !== null && template.practitionerId === null ? 'everybody' : 'own',
  )
  const content = TemplateContentSchema.safeParse(contentOf(kind, name.trim(), text, props))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!content.success || save.isPending) return
    save.mutate({
      templateId: template?.templateId ?? null,
      practitionerId: owner === 'own' ? practitionerId : null,
      content: content.data,
    })
  }
  return (
    <form className="flex flex-col gap-3" onSubmit={submit} data-testid="template-form">
      <div className="flex flex-wrap gap-4">
        {template === null ? (
          <Segmented
            label={t('template.what')}
            value={kind}
            onChange={setKind}
            options={(['snippet', 'note'] as const).map((value) => ({ value, label: t(`template.kind.${value}`) }))}
          />
        ) : null}
        <Segmented
          label={t('template.whose')}
          value={owner}
          onChange={setOwner}
          options={(['own', 'everybody'] as const).map((value) => ({ value, label: t(`template.owner.${value}`) }))}
        />
      </div>
      <TextField
        autoFocus
        label={t(kind === 'snippet' ? 'template.trigger' : 'template.name')}
        value={name}
        maxLength={kind === 'snippet' ? 21 : 40}
        error={save.error?.code === 'CONFLICT' ? t('template.conflict') : undefined}
        hint={
          kind === 'snippet' ? t('template.triggerHint') : t('template.ofThisNote', { count: draft.diagnoses.length })
        }
        onChange={({ target }) => {
          save.reset()
          setName(target.value)
        }}
        data-testid="template-name"
      />
      {kind === 'snippet' ? (
        <Field
          label={t('template.text')}
          hint={t('template.textHint', { place: '{{days}}', known: '{{date}} {{diagnosis}} {{vitals}}' })}
        >
          {({ id, describedBy }) => (
            <textarea
              id={id}
              aria-describedby={describedBy}
              className="control h-32! py-1"
              value={text}
              maxLength={4000}
              spellCheck={false}
              onChange={({ target }) => setText(target.value)}
              data-testid="template-text"
            />
          )}
        </Field>
      ) : null}
      {save.error === null || save.error.code === 'CONFLICT' ? null : <ErrorCard error={save.error} />}
      <div className="flex gap-2">
        <Button type="submit" tone="primary" disabled={!content.success || save.isPending} data-testid="template-save">
          {t('template.save')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </form>
  )
}
