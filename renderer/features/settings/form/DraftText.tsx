import type { ComponentProps } from 'react'
import { TextField } from '../../../ui/fields/Field.tsx'
import { type DraftPath, useDraftForm, useFieldError } from './draftForm.ts'

interface DraftTextProps extends Omit<ComponentProps<typeof TextField>, 'error' | 'name'> {
  readonly path: DraftPath
}

/** A text of the settings, named by its path in them. */
export const DraftText = ({ path, ...field }: DraftTextProps) => {
  const { register } = useDraftForm()
  const error = useFieldError(path)
  return <TextField {...field} {...register(path)} error={error} data-testid={`settings-${path}`} />
}
