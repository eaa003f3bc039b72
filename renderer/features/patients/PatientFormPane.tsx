import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreenCommands } from '../../app/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { DayField } from './DayField.tsx'
import { walkOnEnter } from './enterWalk.ts'
import { IdentityFields } from './IdentityFields.tsx'
import { type DraftField, plainNumber, sexDiffers, sexOf } from './patientDraft.ts'
import { changeDraft, type OpenForm, parkForm } from './patientFormStore.ts'
import { SimilarPatients } from './SimilarPatients.tsx'
import { usePatientSaving } from './usePatientSaving.ts'

const idLength = 10
const sexes = ['M', 'F'] as const
const texts = [
  { field: 'phone', longest: 30, wide: false },
  { field: 'contactName', longest: 60, wide: false },
  { field: 'contactRelation', longest: 20, wide: false },
  { field: 'contactPhone', longest: 30, wide: false },
  { field: 'address', longest: 120, wide: true },
] as const satisfies readonly { field: DraftField; longest: number; wide: boolean }[]

/** The form for somebody new, or for what is known of a person: Enter walks, and behind the last field it saves. */
export const PatientFormPane = ({ open }: { readonly open: OpenForm }) => {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  useFocusReturn()
  const { draft, tried, problems, similar, isTaken, isPending, error, save, leave } = usePatientSaving(open)
  const isNew = open.kind === 'new'
  const goesOn = isNew && (open.back === 'front-desk' || open.back === 'patients')

  /** What is wrong with a field: at once with a number that is whole, else once it was tried to save. */
  const wrong = (field: DraftField): string | undefined => {
    const problem = problems[field]
    const isWhole = problem === 'check-digit' && plainNumber(draft[field] ?? '').length === idLength
    if (problem === undefined || (!tried && !isWhole)) return undefined
    return t(`patientForm.problem.${problem}`)
  }
  const submit = (register: boolean): void => {
    const field = isTaken ? null : save(register)
    if (field === null) return
    const control = box.current?.querySelector<HTMLElement>(`[data-testid="form-${field}"]`)
    const input = control instanceof HTMLInputElement ? control : control?.querySelector<HTMLElement>('input')
    input?.focus()
  }
  useEffect(() => {
    const inputs = [...(box.current?.querySelectorAll<HTMLInputElement>('input:not([type=radio])') ?? [])]
    const begin = inputs.find(({ value }) => value === '') ?? inputs[0]
    begin?.focus()
  }, [])
  const [first] = similar
  useScreenCommands([
    { key: 'F2', label: t('patientForm.saveAndRegister'), run: () => submit(true), disabled: !goesOn || isTaken },
    { key: 'F4', label: t('patientForm.save'), run: () => submit(false), disabled: isTaken },
    {
      key: 'F6',
      label: t('patientForm.similar.take'),
      run: () => {
        if (first !== undefined) leave(first.patient, false)
      },
      disabled: first === undefined,
    },
    { key: 'Ctrl+Enter', label: t('patientForm.save'), run: () => submit(goesOn), disabled: isTaken },
    { key: 'Escape', label: t('app.cancel'), run: parkForm },
  ])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => walkOnEnter(event, () => submit(goesOn))
  return (
    <section
      ref={box}
      aria-label={t(isNew ? 'patientForm.new' : 'patientForm.edit')}
      data-testid="patient-form"
      data-kind={open.kind}
      onKeyDown={onKeyDown}
      className="@container flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
    >
      <h2 className="text-lg font-semibold">{t(isNew ? 'patientForm.new' : 'patientForm.edit')}</h2>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 @max-sm:grid-cols-1">
        <TextField
          label={t('patient.name')}
          error={wrong('name')}
          value={draft.name}
          maxLength={60}
          onChange={(event) => changeDraft({ name: event.target.value })}
          data-testid="form-name"
        />
        <DayField
          label={t('patient.birthDate')}
          value={draft.birthDate}
          error={wrong('birthDate')}
          onChange={(birthDate) => changeDraft({ birthDate })}
          testId="form-birthDate"
        />
        <IdentityFields draft={draft} wrong={wrong} />
        <div>
          <Segmented
            label={t('patientForm.sex')}
            options={sexes.map((value) => ({ value, label: t(`patient.sex.${value}`) }))}
            value={sexOf(draft) ?? ''}
            onChange={(sex) => changeDraft({ sex: sex === 'M' ? 'M' : 'F' })}
            testId="form-sex"
          />
          <p className="text-sm text-act empty:hidden">{wrong('sex')}</p>
          <p className="text-sm text-wait empty:hidden">{sexDiffers(draft) ? t('patientForm.sexDiffers') : null}</p>
        </div>
        {texts.map(({ field, longest, wide }) => (
          <TextField
            key={field}
            label={t(`patientForm.${field}`)}
            error={wrong(field)}
            value={draft[field]}
            maxLength={longest}
            fieldClassName={wide ? 'col-span-full' : ''}
            onChange={(event) => changeDraft({ [field]: event.target.value })}
            data-testid={`form-${field}`}
          />
        ))}
      </div>
      <SimilarPatients similar={similar} onTake={(patient) => leave(patient, false)} />
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex flex-wrap gap-2">
        {goesOn ? (
          <Button
            tone="primary"
            shortcut="F2"
            disabled={isPending || isTaken}
            data-testid="save-and-register"
            onClick={() => submit(true)}
          >
            {t('patientForm.saveAndRegister')}
          </Button>
        ) : null}
        <Button
          tone={goesOn ? 'plain' : 'primary'}
          shortcut="F4"
          disabled={isPending || isTaken}
          data-testid="save-patient"
          onClick={() => submit(false)}
        >
          {isPending ? t('patientForm.saving') : t('patientForm.save')}
        </Button>
        <Button tone="quiet" onClick={parkForm}>
          {t('app.cancel')}
        </Button>
      </div>
    </section>
  )
}
