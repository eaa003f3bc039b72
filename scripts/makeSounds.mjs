// `node scripts/makeSounds.mjs`: the sound of a deadline's alarm, two soft strokes a third apart, as resources/sounds/alarm.wav.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './bootstrap/projectRoot.mjs'

const rate = 22_050
const seconds = 0.9
const strokes = [
  { at: 0, hertz: 784 },
  { at: 0.22, hertz: 988 },
]
const loudness = 0.35

/** A stroke dies away like a small bell's; its octave makes it audible on a clinic PC's loudspeaker. */
const stroke = (age, hertz) =>
  age < 0
    ? 0
    : Math.min(1, age * 400) *
      Math.exp(-age * 7) *
      (Math.sin(2 * Math.PI * hertz * age) + 0.3 * Math.sin(4 * Math.PI * hertz * age))

const samples = Math.round(rate * seconds)
const wav = Buffer.alloc(44 + samples * 2)
wav.write('RIFF', 0, 'latin1')
wav.writeUInt32LE(36 + samples * 2, 4)
wav.write('WAVEfmt ', 8, 'latin1')
wav.writeUInt32LE(16, 16)
wav.writeUInt16LE(1, 20)
wav.writeUInt16LE(1, 22)
wav.writeUInt32LE(rate, 24)
wav.writeUInt32LE(rate * 2, 28)
wav.writeUInt16LE(2, 32)
wav.writeUInt16LE(16, 34)
wav.write('data', 36, 'latin1')
wav.writeUInt32LE(samples * 2, 40)
for (let index = 0; index < samples; index += 1) {
  const now = index / rate
  const value = strokes.reduce((sum, { at, hertz }) => sum + stroke(now - at, hertz), 0) * loudness
  wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), 44 + index * 2)
}
const folder = join(projectRoot, 'resources', 'sounds')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'alarm.wav'), wav)
