/** What Tesseract makes of the ruled lines of tables and forms. */
const RULE_MARKS = /^[|¦_‗~]+$/u
const RULES_AT_ENDS = /^[|¦]+|[|¦]+$/gu

/**
 * Takes the marks of ruled lines off recognised words and leaves out words that are nothing else. Nobody writes a
 * vertical bar in a letter.
 */
export function withoutRules<Word extends { readonly text: string }>(words: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    const text = word.text.replace(RULES_AT_ENDS, '')
    if (text === '' || RULE_MARKS.test(text)) return []
    return [text === word.text ? word : { ...word, text }]
  })
}
