import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { useDraftForm } from '../form/draftForm.ts'
import { EditableTable } from '../form/EditableTable.tsx'
import { CellProblem, ListCell, TextCell } from '../form/TableCell.tsx'
import { useTableRows } from '../form/useTableRows.ts'

const columns = ['id', 'name', 'nationalId', 'department', 'role'] as const
const roles = ['doctor', 'pharmacist', 'nurse'] as const
const most = 200

type Departments = ChannelOutput<'codes:departments'>
const noDepartments: Departments = []

const Cells = ({ index, departments }: { readonly index: number; readonly departments: Departments }) => {
  const { t, i18n } = useTranslation()
  const { control } = useDraftForm()
  const path = `practitioners.${index}` as const
  const department = useWatch({ control, name: `${path}.department` })
  // What is in the settings file is shown as it is, also where the table has no such code.
  const foreign = departments.some(({ code }) => code === department) ? [] : [{ value: department, label: department }]
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
          ...departments.map(({ code, nameZh, nameEn }) => ({
            value: code,
            label: `${code} ${i18n.language === 'en' ? nameEn : nameZh}`,
          })),
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
  const { data: departments = noDepartments, error } = useDeskQuery('codes:departments', {})
  return (
    <div className="max-w-4xl">
      <h2 className="pb-3 text-lg font-semibold">{t('settings.section.practitioners')}</h2>
      {error === null ? null : <ErrorCard error={error} />}
      <EditableTable
        label={t('settings.section.practitioners')}
        columns={columns.map((column) => t(`settings.practitioners.${column}`))}
        gridClassName="grid-cols-[minmax(4rem,7rem)_minmax(5rem,1fr)_minmax(7.5rem,9rem)_minmax(6rem,11rem)_minmax(5rem,6rem)_2rem]"
        rowKeys={keys}
        renderRow={(index) => <Cells index={index} departments={departments} />}
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
