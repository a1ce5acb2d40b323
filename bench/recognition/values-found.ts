/** How many of the values that are known to stand on a page can be found in its recognised text. */
export interface ValueCounts {
  readonly values: number
  readonly found: number
}

/** Values that the page shows in another form than the truth writes them. */
const NOT_COMPARED = new Set(['currency', 'lines', 'items'])

export function countValues(values: ReadonlyMap<string, string>, text: string): ValueCounts {
  const compared = [...values].filter(([name]) => !NOT_COMPARED.has(name))
  const haystack = squeeze(text)
  const found = compared.filter(([, value]) =>
    spellings(value).some((form) => haystack.includes(squeeze(form))),
  )
  return { values: compared.length, found: found.length }
}

function squeeze(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
}

/** Dates and amounts as German and English documents print them. */
function spellings(value: string): string[] {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value)
  if (date !== null) {
    const [, year = '', month = '', day = ''] = date
    const short = year.slice(2)
    const days = [day, String(Number(day))]
    const months = [month, String(Number(month))]
    const ends = [year, short]
    const marks = ['.', '/', '-']
    return [
      value,
      ...days.flatMap((d) =>
        months.flatMap((m) => ends.flatMap((y) => marks.map((mark) => [d, m, y].join(mark)))),
      ),
    ]
  }
  if (/^-?\d+\.\d{2}$/u.test(value)) {
    const [whole = '', cents = ''] = value.split('.')
    const grouped = (mark: string): string => whole.replace(/\B(?=(?:\d{3})+$)/gu, mark)
    return [value, `${whole},${cents}`, `${grouped('.')},${cents}`, `${grouped(',')}.${cents}`]
  }
  return [value]
}
