import { seededRandom } from '../../test/support/seeded-random.ts'

/** Letters that recognition takes for each other, and a few that it makes of dirt. */
const MISTAKEN = 'eclonurtimaswbhdg.,1l0O'

/**
 * Changes, drops or adds this share of the letters, the same ones every time: as bad recognition would.
 *
 * @param share 0..1
 */
export function withNoise(text: string, share: number, seed: number): string {
  const random = seededRandom(seed)
  return text.replace(/\p{L}/gu, (letter) => (random() < share ? mistaken(letter, random) : letter))
}

function mistaken(letter: string, random: () => number): string {
  const kind = random()
  const other = MISTAKEN.charAt(Math.floor(random() * MISTAKEN.length))
  if (kind < 0.7) return other
  return kind < 0.85 ? '' : letter + other
}
