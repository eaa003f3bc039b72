const warningBeyondSeconds = 60
/** A signature of the SAM and a QR code of a virtual card are good for minutes (contracts/nhi-interfaces.md §2, §4). */
const faultBeyondSeconds = 600

/** How grave a difference between this PC's clock and the servers' is; whichever of them is ahead. */
export const clockState = (offsetSeconds: number): 'good' | 'warning' | 'fault' => {
  const difference = Math.abs(offsetSeconds)
  if (difference > faultBeyondSeconds) return 'fault'
  return difference > warningBeyondSeconds ? 'warning' : 'good'
}
