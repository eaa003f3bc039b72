import { useEffect, useState } from 'react'
import { type Decoder, openDecoder } from './decoder/decoder.ts'

/** A reader that lives as long as the component; null until it stands. */
export const useDecoder = (): Decoder | null => {
  const [decoder, setDecoder] = useState<Decoder | null>(null)
  useEffect(() => {
    const opened = openDecoder()
    setDecoder(opened)
    return () => opened.close()
  }, [])
  return decoder
}
