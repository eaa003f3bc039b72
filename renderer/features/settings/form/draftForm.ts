import { type FieldPath, get, type UseFormReturn, useFormContext, useFormState } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../../preload/contract/desk/settings.ts'
import { fieldProblem } from './fieldProblem.ts'
import type { SettingsDraft } from './settingsDraft.ts'

/** The one form over all sections: typed as a draft, checked into settings. */
export type DraftForm = UseFormReturn<SettingsDraft, unknown, Settings>
export type DraftPath = FieldPath<SettingsDraft>

export const useDraftForm = (): DraftForm => useFormContext<SettingsDraft, unknown, Settings>()

/** What is wrong at one field, in words; undefined while nothing is known to be. */
export const useFieldError = (path: DraftPath): string | undefined => {
  const { t } = useTranslation()
  const { control } = useDraftForm()
  const { errors } = useFormState({ control, name: path })
  const error: { readonly message?: string } | undefined = get(errors, path)
  return error === undefined ? undefined : t(fieldProblem(path, error.message))
}
