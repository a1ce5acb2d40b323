import type { Option } from './use-listbox.ts'

const SHOWN = 30

/** Options in which every word of the text occurs; those that start with the text go first. */
export function matchingOptions(options: readonly Option[], text: string): readonly Option[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return options.slice(0, SHOWN)
  const matches = options.filter(({ label, hint = '' }) => {
    const whole = `${label} ${hint}`.toLowerCase()
    return words.every((word) => whole.includes(word))
  })
  const start = text.trim().toLowerCase()
  return matches
    .toSorted(
      (a, b) =>
        Number(b.label.toLowerCase().startsWith(start)) - Number(a.label.toLowerCase().startsWith(start)),
    )
    .slice(0, SHOWN)
}
