const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** How many fields a branch of react-hook-form's tree of errors complains about. */
export const errorCount = (branch: unknown): number => {
  if (!isTree(branch)) return 0
  if (typeof branch.type === 'string') return 1
  return Object.values(branch).reduce<number>((sum, below) => sum + errorCount(below), 0)
}

/** Whether anything in a branch of the tree of changed fields has been changed. */
export const hasChanges = (branch: unknown): boolean =>
  branch === true || (isTree(branch) && Object.values(branch).some(hasChanges))
