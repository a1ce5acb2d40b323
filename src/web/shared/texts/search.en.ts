import type { searchDe } from './search.de.ts'

export const searchEn: typeof searchDe = {
  title: 'Search',
  label: 'What are you looking for?',
  hint: 'All words must occur. Other forms, compounds and misread words are found too.',
  completions: 'Suggestions',
  completionCount: (count: number) => (count === 1 ? 'One suggestion' : `${count} suggestions`),
  completionKinds: { word: 'Word', sender: 'Sender', number: 'Number' },
  help: 'Search more precisely',
  helpRows: [
    ['“ruhender Verkehr”', 'the words exactly so, side by side'],
    ['Hund ODER Katze', 'one of the two'],
    ['Gebühr -Mahnung', 'Gebühr, but without Mahnung'],
    ['grund*   *bescheid   M?ller', 'beginning, ending, any one letter'],
    ['von:Müller   betreff:Carport', 'in the sender, in the subject'],
    ['az:33-12/2025', 'file number or receipt number'],
    ['typ:Rechnung   amt:50   status:offen', 'document type, department, state'],
    ['datum:03.2025   seit:15.3.2025   datum:2024..2025', 'day of receipt'],
    ['betrag:100..250   betrag:>1.000', 'amount in euros'],
  ],
  notice: {
    'unknown-field': (piece) => `The search does not know “${piece}:”. It looks for the words themselves.`,
    'unreadable-date': (piece) =>
      `“${piece}” is no date that the search understands. Try 15.3.2025, 03.2025, 2025 or 2024..2025.`,
    'unreadable-amount': (piece) =>
      `“${piece}” is no amount that the search understands. Try 100, 1.234,56, 100..200 or >50.`,
    'unknown-state': (piece) =>
      `“${piece}” is no state. Try offen, zugestellt, übernommen, abgelegt, erledigt.`,
    'unknown-unit': (piece) => `There is no department “${piece}”.`,
    'filter-not-excluded': (piece) => `“${piece}” cannot be excluded. The minus is for words only.`,
    'quote-not-closed': (piece) =>
      `The quote before “${piece}” is never closed. It reaches to the end of the line.`,
    'beginning-too-short': (piece) =>
      `“${piece}” is too short for a wildcard. It needs two letters at the beginning or at the end.`,
  },
  submit: 'Search',
  results: (count) => (count === 1 ? '1 document found' : `${count} documents found`),
  atLeast: (count) => `More than ${count} documents found, newest first`,
  relaxed: (count) =>
    `No document contains all words. ${count === 1 ? '1 document contains' : `${count} documents contain`} some of them.`,
  suggestion: 'Did you mean:',
  nothing: 'No document contains all these words.',
  nothingHint: 'Check the spelling or take a word away.',
  start: 'The text of all pages that you may see is searched.',
  filters: 'Narrow down',
  documentType: 'Document type',
  orgUnit: 'Department',
  sender: 'Sender',
  state: 'State',
  year: 'Year',
  from: 'Received from',
  to: 'Received until',
  clear: 'Remove all filters',
  received: (date) => `received on ${date}`,
  hitOn: (page) => `Page ${page}`,
}
