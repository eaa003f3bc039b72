import { useState } from 'react'
import { type FieldArrayPath, type UseFieldArrayReturn, useFieldArray } from 'react-hook-form'
import { useDraftForm } from './draftForm.ts'
import type { SettingsDraft } from './settingsDraft.ts'

type TableName = Extract<FieldArrayPath<SettingsDraft>, 'practitioners' | 'rooms' | 'selfPayItems'>
type RowOf<Name extends TableName> = SettingsDraft[Name][number]

interface TableRows<Name extends TableName> {
  readonly keys: readonly string[]
  readonly add: UseFieldArrayReturn<SettingsDraft, Name, 'key'>['append']
  readonly remove: (index: number) => void
  /** The row removed last, until it is put back or another goes. */
  readonly removedName: string | null
  readonly undo: () => void
}

/** The rows of one table of the draft; the last one removed can be put back where it was. */
export const useTableRows = <Name extends TableName>(name: Name): TableRows<Name> => {
  const { control, getValues } = useDraftForm()
  const { fields, append, remove, insert } = useFieldArray({ control, name, keyName: 'key' })
  const [removed, setRemoved] = useState<{ readonly index: number; readonly row: RowOf<Name> } | null>(null)
  return {
    keys: fields.map(({ key }) => key),
    add: append,
    remove: (index) => {
      const row = getValues(name)[index]
      if (row === undefined) return
      setRemoved({ index, row: { ...row } as RowOf<Name> })
      remove(index)
    },
    removedName: removed === null ? null : removed.row.name.trim(),
    undo: () => {
      if (removed === null) return
      insert(removed.index, removed.row as Parameters<typeof insert>[1])
      setRemoved(null)
    },
  }
}
