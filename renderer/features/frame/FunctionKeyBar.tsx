import { useTranslation } from 'react-i18next'
import { useCommands } from '../../app/commands.ts'

const places = ['F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9'] as const

/** Eight keys whose meaning changes with the screen; an empty place stays empty, so that each key keeps its spot. */
export const FunctionKeyBar = () => {
  const { t } = useTranslation()
  const commands = useCommands(({ commands }) => commands)
  return (
    <div
      role="toolbar"
      aria-label={t('app.functionKeys')}
      className="grid grid-cols-8 gap-px border-t border-line bg-line @max-4xl:flex @max-4xl:overflow-x-auto"
    >
      {places.map((key) => {
        const command = commands.find((entry) => entry.key === key)
        return (
          <button
            key={key}
            type="button"
            aria-pressed={command?.pressed}
            disabled={command === undefined || command.disabled === true}
            // A press here is that of the key: the field that somebody types in keeps the focus, and Enter its meaning.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => command?.run()}
            className={`flex min-h-9 min-w-0 @max-4xl:shrink-0 ${command === undefined ? '@max-4xl:hidden' : ''} items-center gap-2 bg-surface px-2 text-left @max-4xl:gap-0.5 @max-4xl:px-1 hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent disabled:bg-ground disabled:text-muted focus-visible:-outline-offset-2`}
          >
            <kbd className="font-sans text-sm text-muted">{key}</kbd>
            {/* Where letters stand wider than usual a label takes a second line rather than lose its end. */}
            <span className="min-w-0 leading-4.5 @max-4xl:whitespace-nowrap">{command?.label ?? ''}</span>
          </button>
        )
      })}
    </div>
  )
}
