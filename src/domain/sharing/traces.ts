import type { SharedContent } from './publication.ts'

/** What a publication must not tell of the publisher. */
export type Trace = 'person' | 'receipt-number' | 'file-number'

interface House {
  /** Display names of everybody who has an account there. */
  readonly names: readonly string[]
  /** First part of receipt numbers. */
  readonly receiptPrefix: string
}

/**
 * People and items of the publisher in what is to be shared. A rule that asks for file numbers names case files by its
 * nature. Names of one word are words of everyday language, too, and do not count.
 */
export function tracesIn(content: SharedContent, { names, receiptPrefix }: House): Trace[] {
  const texts = textsOf(content).map(plain)
  const people = names.map(plain).filter((name) => name.includes(' '))
  const isTold = (words: string): boolean => texts.some((text) => ` ${text} `.includes(` ${words} `))
  const told = people.flatMap((name) => [name, name.split(' ').toReversed().join(' ')]).some(isTold)
  const receipt = new RegExp(`(^| )${plain(receiptPrefix)} \\d{4} \\d+( |$)`)
  return [
    ...(told ? (['person'] as const) : []),
    ...(texts.some((text) => receipt.test(text)) ? (['receipt-number'] as const) : []),
    ...(asksForFiles(content) ? (['file-number'] as const) : []),
  ]
}

function textsOf(content: SharedContent): string[] {
  if (content.kind === 'document-type') return [content.name]
  return [content.name, ...content.conditions.map(({ value }) => value)]
}

function asksForFiles(content: SharedContent): boolean {
  return content.kind === 'routing-rule' && content.conditions.some(({ field }) => field === 'fileNumber')
}

/** Words alone, in small letters. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
