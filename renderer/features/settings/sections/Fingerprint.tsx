import { fingerprintGroups } from './fingerprintGroups.ts'

interface FingerprintProps {
  readonly sha256: string
  readonly testId?: string
  /** Another fingerprint; the groups in which the two differ are marked. */
  readonly unlike?: string
}

/**
 * A fingerprint to be compared by eye: groups of four, each at the same place in both pictures; four in a line instead of eight
 * where two of them stand side by side.
 */
export const Fingerprint = ({ sha256, testId, unlike }: FingerprintProps) => {
  const others = unlike === undefined ? null : fingerprintGroups(unlike)
  return (
    <output
      data-testid={testId}
      data-fingerprint={sha256}
      className={`grid w-fit ${others === null ? 'grid-cols-[repeat(8,auto)]' : 'grid-cols-[repeat(4,auto)]'} gap-x-4 rounded-md bg-sunken px-3 py-2 font-mono text-lg`}
    >
      {fingerprintGroups(sha256).map((group, index) => {
        const mark = others === null || others[index] === group ? '' : 'font-semibold text-act underline'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place; the same four digits may stand twice
          <span key={index} className={mark}>
            {group}
          </span>
        )
      })}
    </output>
  )
}
