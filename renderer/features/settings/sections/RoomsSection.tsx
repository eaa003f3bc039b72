import { useTranslation } from 'react-i18next'
import { EditableTable } from '../form/EditableTable.tsx'
import { CellProblem, TextCell } from '../form/TableCell.tsx'
import { useTableRows } from '../form/useTableRows.ts'

const columns = ['id', 'name'] as const
const most = 50

export const RoomsSection = () => {
  const { t } = useTranslation()
  const { keys, add, remove, removedName, undo } = useTableRows('rooms')
  return (
    <div className="max-w-lg">
      <h2 className="pb-3 text-lg font-semibold">{t('settings.section.rooms')}</h2>
      <EditableTable
        label={t('settings.section.rooms')}
        columns={columns.map((column) => t(`settings.rooms.${column}`))}
        gridClassName="grid-cols-[7rem_minmax(6rem,1fr)_2rem]"
        rowKeys={keys}
        renderRow={(index) =>
          columns.map((column) => (
            <TextCell
              key={column}
              path={`rooms.${index}.${column}`}
              row={index}
              column={t(`settings.rooms.${column}`)}
              maxLength={20}
            />
          ))
        }
        renderProblems={(index) => (
          <p className="flex flex-wrap gap-x-4 text-sm empty:hidden">
            {columns.map((column) => (
              <CellProblem key={column} path={`rooms.${index}.${column}`} column={t(`settings.rooms.${column}`)} />
            ))}
          </p>
        )}
        onAdd={() => add({ id: '', name: '' })}
        onRemove={remove}
        addLabel={t('settings.rooms.add')}
        removedName={removedName}
        onUndo={undo}
        empty={t('settings.rooms.empty')}
        full={keys.length >= most}
      />
    </div>
  )
}
