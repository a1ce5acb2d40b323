import { createHash } from 'node:crypto'
import { extractProposals } from '../../src/domain/extraction/extract.ts'
import type { KnownSender } from '../../src/domain/extraction/known-sender.ts'
import type { Proposals } from '../../src/domain/extraction/proposal.ts'
import type { ReadablePage } from '../../src/domain/extraction/reading.ts'
import { withMarks } from '../../src/domain/extraction/sender-marks.ts'
import type { Measure } from './measures.ts'

/** A letter, and under which name its sender is confirmed. */
export interface SentLetter {
  readonly id: string
  readonly sender: string
  readonly pages: readonly ReadablePage[]
}

const CONFIRMED = [0, 1, 2, 3, 5]
const MOST_CONFIRMED = Math.max(...CONFIRMED)
const RECEIVED_ON = '2026-11-02'

/**
 * How letters are proposed to come from whom a person has named as the sender of a few others. The names are those of the set, which need not
 * be printed on the letters: what counts is what else tells a sender again.
 */
export function measureKnownSenders(
  set: string,
  letters: readonly SentLetter[],
  seeds: readonly string[],
): readonly Measure[] {
  const trials = seeds.map((seed) => drawn(letters, seed))
  return CONFIRMED.flatMap((count) => {
    const answers = trials.flatMap(({ taught, asked }) => {
      const knownSenders = addressBook(taught, count)
      return asked.map(({ sender, pages }) => {
        const best = read(pages, knownSenders).fields.sender?.[0]?.value
        const isKnownName = knownSenders.some(({ name }) => name === best)
        return { isRight: best === sender, isWrong: isKnownName && best !== sender }
      })
    })
    const share = (holds: (answer: { isRight: boolean; isWrong: boolean }) => boolean): number =>
      answers.filter(holds).length / Math.max(1, answers.length)
    const name = `${count} ${count === 1 ? 'letter' : 'letters'} of each sender confirmed`
    return [
      { set, measure: `${name}: right`, value: share(({ isRight }) => isRight), count: answers.length },
      { set, measure: `${name}: another one`, value: share(({ isWrong }) => isWrong), count: answers.length },
    ]
  })
}

interface Drawn {
  readonly taught: ReadonlyMap<string, readonly SentLetter[]>
  readonly asked: readonly SentLetter[]
}

/** The first few of each sender are taught, all others asked. */
function drawn(letters: readonly SentLetter[], seed: string): Drawn {
  const taught = new Map<string, SentLetter[]>()
  const asked: SentLetter[] = []
  for (const letter of letters.toSorted((a, b) => (lot(seed, a) < lot(seed, b) ? -1 : 1))) {
    const own = taught.get(letter.sender) ?? []
    if (own.length === MOST_CONFIRMED) asked.push(letter)
    else taught.set(letter.sender, [...own, letter])
  }
  return { taught, asked }
}

function addressBook(taught: Drawn['taught'], count: number): readonly KnownSender[] {
  return [...taught].flatMap(([name, letters]) => {
    const confirmed = letters.slice(0, count)
    const marks = confirmed.reduce(
      (kept: readonly string[], { pages }) => withMarks(kept, read(pages, []).senderMarks ?? []),
      [],
    )
    return confirmed.length === 0 ? [] : [{ name, marks, confirmations: confirmed.length }]
  })
}

function read(pages: readonly ReadablePage[], knownSenders: readonly KnownSender[]): Proposals {
  return extractProposals(pages, { receivedOn: RECEIVED_ON, knownSenders })
}

/** The same draw for a seed each time. */
function lot(seed: string, { id }: SentLetter): string {
  return createHash('sha256').update(`${seed}:${id}`).digest('hex')
}
