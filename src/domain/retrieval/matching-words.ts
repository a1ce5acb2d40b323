import { wordsOf, type RecognizedPage, type Word } from '../recognition/page.ts'
import { createAnalyser, type Analyser } from './analysis.ts'
import { expandQuery } from './expansion.ts'
import { createMatcher } from './matching.ts'
import { parseQuery } from './query.ts'
import { vocabularyOf } from './vocabulary.ts'

/**
 * The words of a page that a query asks for, also misread ones and compounds, in reading order: where to mark hits on the page image.
 *
 * @param query text as typed
 * @throws {MailroomError} `validation-failed` for a query that is too long
 */
export function matchingWords(
  page: Pick<RecognizedPage, 'blocks'>,
  query: string,
  analyse: Analyser = createAnalyser(),
): Word[] {
  const places = placesOf(page)
  const { words: found, joined } = analyse(places.text)
  const vocabulary = vocabularyOf([...found, ...joined].map(({ term }) => term))
  const matches = createMatcher(expandQuery(parseQuery(query, analyse), vocabulary), analyse)(places.text)
  const words = wordsOf(page)
  return words.filter((_, index) => {
    const [start = 0, end = 0] = places.ranges[index] ?? []
    return matches.some((match) => match.start < end && match.end > start)
  })
}

/** The text of the page with the place of each word in it: lines end where they do in `textOf`. */
function placesOf(page: Pick<RecognizedPage, 'blocks'>): {
  text: string
  ranges: (readonly [number, number])[]
} {
  const ranges: (readonly [number, number])[] = []
  let text = ''
  for (const line of page.blocks.flatMap((block) => block.lines)) {
    for (const word of line.words) {
      ranges.push([text.length, text.length + word.text.length])
      text += `${word.text} `
    }
    text += '\n'
  }
  return { text, ranges }
}
