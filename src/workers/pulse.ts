/** Tells whether every lane of this process still moves. */
export interface Pulse {
  /** A sign of life of one lane. */
  beat(lane: string): void
  /** Time since the lane that has been silent for longest gave a sign; 0 without lanes. */
  silentMs(): number
  /** The lane has ended. */
  stop(lane: string): void
}

export function createPulse(): Pulse {
  const beats = new Map<string, number>()
  return {
    beat(lane) {
      beats.set(lane, performance.now())
    },
    silentMs: () => (beats.size === 0 ? 0 : performance.now() - Math.min(...beats.values())),
    stop(lane) {
      beats.delete(lane)
    },
  }
}
