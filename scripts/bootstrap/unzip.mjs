import { mkdir, open, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)
const endRecord = 0x06054b50
const directoryRecord = 0x02014b50
const localRecord = 0x04034b50
const endRecordSize = 22
const maxComment = 0xffff
const symbolicLink = 0o120000
const typeMask = 0o170000

/**
 * Unpacks a zip file below 4 GB. `rename` is given each entry's path and gives the path to write, or null to leave the
 * entry out. Names that would leave the folder are refused. Checksums of entries
 * are not looked at: the caller has checked the whole file. (Neither Node nor a bare Debian can unzip.)
 */
export async function unzip(zipPath, folder, rename, report = () => {}) {
  const file = await open(zipPath)
  try {
    const { size } = await file.stat()
    let written = 0
    for (const entry of await readDirectory(file, size)) {
      const target = entry.name.endsWith('/') ? null : rename(entry.name)
      if (target === null) continue
      const relative = normalize(target)
      if (relative.startsWith('..') || relative.startsWith(sep) || relative.includes(':')) {
        throw new Error(`the zip file names a path outside its folder: ${entry.name}`)
      }
      const content = await readEntry(file, entry)
      const path = join(folder, relative)
      await mkdir(dirname(path), { recursive: true })
      if ((entry.mode & typeMask) === symbolicLink) await symlink(content.toString('utf8'), path)
      else await writeFile(path, content, { mode: entry.mode & 0o777 || 0o644 })
      written += content.length
      report(written)
    }
  } finally {
    await file.close()
  }
}

async function readDirectory(file, size) {
  const tailSize = Math.min(size, endRecordSize + maxComment)
  const tail = await readAt(file, size - tailSize, tailSize)
  let end = tailSize - endRecordSize
  while (end >= 0 && tail.readUInt32LE(end) !== endRecord) end -= 1
  if (end < 0) throw new Error('not a zip file, or cut short')
  const count = tail.readUInt16LE(end + 10)
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = []
  for (let at = 0, index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== directoryRecord) throw new Error('the zip file’s directory is broken')
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function readEntry(file, entry) {
  const header = await readAt(file, entry.offset, 30)
  if (header.readUInt32LE(0) !== localRecord) throw new Error(`the zip file is broken at ${entry.name}`)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = await readAt(file, start, entry.packedSize)
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`unknown compression of ${entry.name}`)
  return entry.method === 0 ? packed : inflate(packed)
}

async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead !== length) throw new Error('the zip file is cut short')
  return buffer
}
