import { useTranslation } from 'react-i18next'
import { mostNewborns } from '../../../preload/contract/patient/patientForm.ts'
import { TextField } from '../../ui/fields/Field.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { DayField } from './DayField.tsx'
import type { DraftField, PatientDraft } from './patientDraft.ts'
import { changeDraft } from './patientFormStore.ts'

const kinds = ['national-id', 'passport', 'newborn'] as const
const orders = Array.from({ length: mostNewborns }, (_, index) => String(index + 1))

interface IdentityFieldsProps {
  readonly draft: PatientDraft
  readonly wrong: (field: DraftField) => string | undefined
}

/** Whose child a newborn without a number is: the NHI treats it on a parent's card. */
const NewbornFields = ({ draft, wrong }: IdentityFieldsProps) => {
  const { t } = useTranslation()
  const choices = orders.map((value) => ({ value, label: value }))
  return (
    <>
      <TextField
        label={t('patientForm.parentId')}
        hint={t('patientForm.parentHint')}
        error={wrong('parentId')}
        value={draft.parentId}
        maxLength={10}
        onChange={(event) => changeDraft({ parentId: event.target.value })}
        data-testid="form-parentId"
      />
      <DayField
        label={t('patientForm.parentBirthDate')}
        value={draft.parentBirthDate}
        error={wrong('parentBirthDate')}
        onChange={(parentBirthDate) => changeDraft({ parentBirthDate })}
        testId="form-parentBirthDate"
      />
      <Segmented
        label={t('patientForm.birthOrder')}
        options={choices}
        value={draft.birthOrder}
        onChange={(birthOrder) => changeDraft({ birthOrder })}
        testId="form-birthOrder"
      />
      <div>
        <Segmented
          label={t('patientForm.birthCount')}
          options={choices}
          value={draft.birthCount}
          onChange={(birthCount) => changeDraft({ birthCount })}
          testId="form-birthCount"
        />
        <p className="text-sm text-act empty:hidden">{wrong('birthOrder')}</p>
      </div>
    </>
  )
}

/** By what the person is known: a number of one's own, a passport's, or a parent's. */
export const IdentityFields = (props: IdentityFieldsProps) => {
  const { t } = useTranslation()
  const { draft, wrong } = props
  return (
    <>
      <div className="col-span-full">
        <Segmented
          label={t('patientForm.idKind')}
          options={kinds.map((value) => ({ value, label: t(`patientForm.kind.${value}`) }))}
          value={draft.idKind}
          onChange={(idKind) => changeDraft({ idKind })}
          testId="form-idKind"
        />
      </div>
      {draft.idKind === 'newborn' ? (
        <NewbornFields {...props} />
      ) : (
        <TextField
          label={t(`patientForm.number.${draft.idKind}`)}
          error={wrong('idNumber')}
          value={draft.idNumber}
          maxLength={draft.idKind === 'passport' ? 9 : 10}
          onChange={(event) => changeDraft({ idNumber: event.target.value })}
          data-testid="form-idNumber"
        />
      )}
    </>
  )
}
