import { vitalCells } from './vitalCells.ts'

/** As many boxes as the strip has, each as wide: they wrap where its own do. The last are the meal and the body mass. */
const widths = [...vitalCells.map((cell) => (cell === 'pressure' ? 'w-30' : 'w-21')), 'w-28', 'w-28']

/** Keeps the strip's place while its values are on their way, so that the note is not pushed from under the cursor. */
export const VitalsPlace = () => (
  <div className="flex flex-wrap gap-x-2 gap-y-1 border-b border-line bg-surface px-3 py-1" aria-hidden>
    {widths.map((width, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the boxes never change
      <div key={index} className={width}>
        <div className="mb-0.5 text-xs">{'\u00a0'}</div>
        <div className="h-7" />
      </div>
    ))}
  </div>
)
