import { useTranslation } from 'react-i18next'
import { departments, isDepartment } from './departments.ts'
import { useDraftForm } from './draftForm.ts'
import { EditableTable } from './EditableTable.tsx'
import { CellProblem, ListCell, TextCell } from './TableCell.tsx'
import { useTableRows } from './useTableRows.ts'

const columns = ['id', 'name', 'nationalId', 'department', 'role'] as const
const roles = ['doctor', 'pharmacist', 'nurse'] as const
const most = 200

const Cells = ({ index }: { readonly index: number }) => {
  const { t } = useTranslation()
  const { getValues } = useDraftForm()
  const path = `practitioners.${index}` as const
  const department = getValues(`${path}.department`)
  // A code of another place's list stays what it is.
  const foreign = isDepartment(department) ? [] : [{ value: department, label: department }]
  return (
    <>
      <TextCell path={`${path}.id`} row={index} column={t('settings.practitioners.id')} maxLength={40} />
      <TextCell path={`${path}.name`} row={index} column={t('settings.practitioners.name')} maxLength={40} />
      <TextCell
        path={`${path}.nationalId`}
        row={index}
        column={t('settings.practitioners.nationalId')}
        maxLength={10}
        upperCase
      />
      <ListCell
        path={`${path}.department`}
        row={index}
        column={t('settings.practitioners.department')}
        options={[
          ...foreign,
          ...departments.map((value) => ({ value, label: `${value} ${t(`settings.department.${value}`)}` })),
        ]}
      />
      <ListCell
        path={`${path}.role`}
        row={index}
        column={t('settings.practitioners.role')}
        options={roles.map((value) => ({ value, label: t(`settings.role.${value}`) }))}
      />
    </>
  )
}

const Problems = ({ index }: { readonly index: number }) => {
  const { t } = useTranslation()
  return (
    <p className="flex flex-wrap gap-x-4 text-sm empty:hidden">
      {columns.map((column) => (
        <CellProblem
          key={column}
          path={`practitioners.${index}.${column}`}
          column={t(`settings.practitioners.${column}`)}
        />
      ))}
    </p>
  )
}

export const PractitionersSection = () => {
  const { t } = useTranslation()
  const { keys, add, remove, removedName, undo } = useTableRows('practitioners')
  return (
    <div className="max-w-4xl">
      <h2 className="pb-3 text-lg font-semibold">{t('settings.section.practitioners')}</h2>
      <EditableTable
        label={t('settings.section.practitioners')}
        columns={columns.map((column) => t(`settings.practitioners.${column}`))}
        gridClassName="grid-cols-[minmax(4rem,7rem)_minmax(5rem,1fr)_minmax(7.5rem,9rem)_minmax(6rem,11rem)_minmax(5rem,6rem)_2rem]"
        rowKeys={keys}
        renderRow={(index) => <Cells index={index} />}
        renderProblems={(index) => <Problems index={index} />}
        onAdd={() => add({ id: '', name: '', nationalId: '', department: '01', role: 'doctor' })}
        onRemove={remove}
        addLabel={t('settings.practitioners.add')}
        removedName={removedName}
        onUndo={undo}
        empty={t('settings.practitioners.empty')}
        full={keys.length >= most}
      />
    </div>
  )
}
