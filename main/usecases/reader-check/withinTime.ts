/** The work's answer, or `late` when it doesn't come in time; what comes afterwards is dropped. */
export const withinTime = async <Answer, Late>(
  work: Promise<Answer>,
  withinMs: number,
  late: () => Late,
): Promise<Answer | Late> => {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late()), withinMs)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
