/** Searches that people keep for themselves. */
export const savedSearchesDe = {
  title: 'Gespeicherte Suchen',
  newsTitle: 'Gespeicherte Suchen mit neuen Treffern',
  save: 'Suche speichern',
  saveHint:
    'Gespeichert werden die Wörter und die Eingrenzung. Nur Sie sehen Ihre gespeicherten Suchen, höchstens zehn.',
  name: 'Name',
  missing: 'Bitte geben Sie der Suche einen Namen.',
  saved: 'Die Suche ist gespeichert.',
  news: (count: number) => (count === 1 ? '1 neuer Treffer' : `${count} neue Treffer`),
  tooBroad: 'Zu viele Treffer, um neue zu zeigen. Grenzen Sie die Suche ein.',
  remove: 'Entfernen',
  removeLong: (name: string) => `Gespeicherte Suche „${name}“ entfernen`,
}
