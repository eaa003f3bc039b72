import { fingerprintGroups } from './fingerprintGroups.ts'

interface FingerprintProps {
  readonly sha256: string
  readonly testId?: string
}

/** A fingerprint to be compared by eye: groups of four, eight in a line, each at the same place in both pictures. */
export const Fingerprint = ({ sha256, testId }: FingerprintProps) => (
  <output
    data-testid={testId}
    data-fingerprint={sha256}
    className="grid w-fit grid-cols-[repeat(8,auto)] gap-x-4 rounded-md bg-sunken px-3 py-2 font-mono text-lg"
  >
    {fingerprintGroups(sha256).map((group, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place; the same four digits may stand twice
      <span key={index}>{group}</span>
    ))}
  </output>
)
