const files = import.meta.glob<string>('../../resources/sounds/voice/*.wav', {
  eager: true,
  query: '?url',
  import: 'default',
})
const urlOf = (clip: string): string | null => files[`../../resources/sounds/voice/${clip}.wav`] ?? null

interface Call {
  readonly id: string
  readonly clips: readonly string[]
}

let calls: readonly Call[] = []
let isSpeaking = false

/** Far longer than any clip: a loudspeaker that is unplugged in the middle tells of no end, and must not silence every later call. */
const longestClipMs = 5_000

const play = (url: string): Promise<void> =>
  new Promise((resolve) => {
    const audio = new Audio(url)
    const timer = setTimeout(() => resolve(), longestClipMs)
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    audio.addEventListener('ended', end, { once: true })
    audio.addEventListener('error', end, { once: true })
    // A PC without loudspeakers shows the number all the same.
    audio.play().catch(end)
  })

const speak = async (): Promise<void> => {
  isSpeaking = true
  for (let call = calls[0]; call !== undefined; call = calls[0]) {
    calls = calls.slice(1)
    for (const clip of call.clips) {
      const url = urlOf(clip)
      if (url !== null) await play(url)
    }
    // The last call that was spoken to its end, for whoever looks from outside.
    document.documentElement.dataset.spoken = call.id
  }
  isSpeaking = false
}

/** Speaks a call from its clips; calls that come together wait for each other. */
export const say = (id: string, clips: readonly string[]): void => {
  calls = [...calls, { id, clips }]
  if (!isSpeaking) void speak()
}
