import type { savedSearchesDe } from './saved-searches.de.ts'

export const savedSearchesEn: typeof savedSearchesDe = {
  title: 'Saved searches',
  newsTitle: 'Saved searches with new hits',
  save: 'Save search',
  saveHint: 'The words and filters are saved. Only you see your saved searches, ten at most.',
  name: 'Name',
  missing: 'Please give the search a name.',
  saved: 'The search is saved.',
  news: (count: number) => (count === 1 ? '1 new hit' : `${count} new hits`),
  tooBroad: 'Too many hits to show new ones. Narrow the search down.',
  remove: 'Remove',
  removeLong: (name: string) => `Remove the saved search “${name}”`,
}
