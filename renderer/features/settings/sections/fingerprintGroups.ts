/** A fingerprint in groups of four, as two people can read it to each other. */
export const fingerprintGroups = (sha256: string): readonly string[] => sha256.match(/.{1,4}/g) ?? []
