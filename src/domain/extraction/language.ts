import { found, proposalOf, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { PageText } from './reading.ts'

/** The commonest short words of languages in which a German city gets mail, by ISO 639-2 code. */
const COMMON_WORDS: Readonly<Record<string, readonly string[]>> = {
  deu: 'der die das und ist nicht mit sie ich für von den dem des ein eine zu auf wir bitte im wird auch bei nach oder ihre ihr'.split(
    ' ',
  ),
  eng: 'the and of to is in that for you with not this are have be will your our please from it on by we was'.split(
    ' ',
  ),
  fra: 'le la les et des est vous une pour dans que nous avec sur pas votre du au par qui merci'.split(' '),
  tur: 've bir bu için ile olarak da de çok daha olan ne sayın lütfen tarafından gibi'.split(' '),
  ita: 'il di che è per una con non sono della gli del nel come questo alla anche'.split(' '),
  spa: 'el los las que es por una con para no se del como su al más sus'.split(' '),
  pol: 'i w na z do nie się jest że o dla od oraz po jak to przez'.split(' '),
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  deu: 'deutsche',
  eng: 'englische',
  fra: 'französische',
  tur: 'türkische',
  ita: 'italienische',
  spa: 'spanische',
  pol: 'polnische',
}

const MIN_HITS = 3
const MAX_WORDS = 3000
/** Words that only one of the languages writes with these letters. */
const GERMAN_LETTERS = /[äöüß]/g

export function extractLanguage(pages: readonly PageText[]): FieldResult {
  const text = pages
    .map((page) => page.text)
    .join('\n')
    .toLowerCase()
  const words = (text.match(/\p{L}+/gu) ?? []).slice(0, MAX_WORDS)
  const hits = Object.entries(COMMON_WORDS)
    .map(([code, common]) => ({
      code,
      count:
        countIn(words, common) + (code === 'deu' ? Math.min(3, text.match(GERMAN_LETTERS)?.length ?? 0) : 0),
    }))
    .toSorted((a, b) => b.count - a.count)
  const [best, second] = hits
  if (best === undefined || best.count < MIN_HITS)
    return found([], 'Zu wenig Text, um die Sprache zu erkennen.')
  const share = best.count / (best.count + (second?.count ?? 0))
  const name = LANGUAGE_NAMES[best.code] ?? best.code
  const reasons = [reason('common-words', `${best.count} häufige ${name} Wörter und Zeichen.`, 6 * share - 2)]
  return { proposals: [proposalOf({ value: best.code, reasons })] }
}

function countIn(words: readonly string[], common: readonly string[]): number {
  const wanted = new Set(common)
  return words.filter((word) => wanted.has(word)).length
}
