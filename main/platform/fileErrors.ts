/** The operating system's code of a failed file operation (`ENOENT`); null for any other error. */
export const fileErrorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error ? error.code : null

/** Whether a file operation failed because the disk, or this user's share of it, is full. */
export const isOutOfSpace = (error: unknown): boolean => {
  const code = fileErrorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
}
