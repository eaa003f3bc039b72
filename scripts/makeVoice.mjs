// `node scripts/makeVoice.mjs`: the clips of a call, resources/sounds/voice/*.wav, spoken by espeak-ng (Debian package), which is
// needed only here: the program plays the clips.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './bootstrap/projectRoot.mjs'

const folder = join(projectRoot, 'resources', 'sounds', 'voice')
const words = {
  ...Object.fromEntries([...'零一二三四五六七八九'].map((word, digit) => [String(digit), word])),
  ten: '十',
  hundred: '百',
  please: '請',
  number: '號',
  to: '到',
  room: '診間',
}
const headerBytes = 44
/** Below this a sample is silence; clips are joined, so that none may begin or end with a pause. */
const silence = 200
const tailSamples = 900

/** The clip without the silence around it. */
const trimmed = (wav) => {
  const samples = new Int16Array(wav.buffer, wav.byteOffset + headerBytes, Math.floor((wav.length - headerBytes) / 2))
  const isHeard = (sample) => Math.abs(sample) > silence
  const first = Math.max(0, samples.findIndex(isHeard) - 100)
  const last = Math.min(samples.length, samples.findLastIndex(isHeard) + tailSamples)
  const data = Buffer.from(wav.subarray(headerBytes + first * 2, headerBytes + last * 2))
  const header = Buffer.from(wav.subarray(0, headerBytes))
  header.writeUInt32LE(36 + data.length, 4)
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}

mkdirSync(folder, { recursive: true })
for (const [name, word] of Object.entries(words)) {
  const wav = execFileSync('espeak-ng', ['-v', 'cmn', '-s', '150', '-a', '160', '--stdout', word])
  // espeak-ng writes to a pipe before it knows the length.
  writeFileSync(join(folder, `${name}.wav`), trimmed(Buffer.from(wav)))
}
writeFileSync(join(folder, 'bell.wav'), readFileSync(join(projectRoot, 'resources', 'sounds', 'alarm.wav')))
