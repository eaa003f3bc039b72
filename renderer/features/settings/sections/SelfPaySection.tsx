import { useTranslation } from 'react-i18next'
import { SelfPayKindSchema } from '../../../../preload/contract/desk/settings.ts'
import { EditableTable } from '../form/EditableTable.tsx'
import { CellProblem, ListCell, TextCell } from '../form/TableCell.tsx'
import { useTableRows } from '../form/useTableRows.ts'

const columns = ['name', 'amount', 'kind'] as const
const most = 300

/** 自費價目: what the cashier finds by its name. */
export const SelfPaySection = () => {
  const { t } = useTranslation()
  const { keys, add, remove, removedName, undo } = useTableRows('selfPayItems')
  return (
    <div className="max-w-2xl">
      <h2 className="pb-1 text-lg font-semibold">{t('settings.section.selfPayItems')}</h2>
      <p className="pb-3 text-muted">{t('settings.selfPayItems.hint')}</p>
      <EditableTable
        label={t('settings.section.selfPayItems')}
        columns={columns.map((column) => t(`settings.selfPayItems.${column}`))}
        gridClassName="grid-cols-[minmax(8rem,1fr)_minmax(5rem,7rem)_minmax(6rem,8rem)_2rem]"
        rowKeys={keys}
        renderRow={(index) => (
          <>
            <TextCell
              path={`selfPayItems.${index}.name`}
              row={index}
              column={t('settings.selfPayItems.name')}
              maxLength={80}
            />
            <TextCell
              path={`selfPayItems.${index}.amount`}
              row={index}
              column={t('settings.selfPayItems.amount')}
              maxLength={7}
            />
            <ListCell
              path={`selfPayItems.${index}.kind`}
              row={index}
              column={t('settings.selfPayItems.kind')}
              options={SelfPayKindSchema.options.map((kind) => ({ value: kind, label: t(`app.selfPayKind.${kind}`) }))}
            />
          </>
        )}
        renderProblems={(index) => (
          <p className="flex flex-wrap gap-x-4 text-sm empty:hidden">
            {columns.map((column) => (
              <CellProblem
                key={column}
                path={`selfPayItems.${index}.${column}`}
                column={t(`settings.selfPayItems.${column}`)}
              />
            ))}
          </p>
        )}
        onAdd={() => add({ name: '', amount: '', kind: 'other' })}
        onRemove={remove}
        addLabel={t('settings.selfPayItems.add')}
        removedName={removedName}
        onUndo={undo}
        empty={t('settings.selfPayItems.empty')}
        full={keys.length >= most}
      />
    </div>
  )
}
