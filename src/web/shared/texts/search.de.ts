/** The search field, what it proposes, and what is found. */
export const searchDe = {
  title: 'Suche',
  label: 'Wonach suchen Sie?',
  hint: 'Alle Wörter müssen vorkommen. Gefunden werden auch andere Formen, zusammengesetzte und falsch gelesene Wörter.',
  completions: 'Vorschläge',
  completionCount: (count: number) => (count === 1 ? 'Ein Vorschlag' : `${count} Vorschläge`),
  completionKinds: { word: 'Wort', sender: 'Absender', number: 'Nummer' },
  help: 'Genauer suchen',
  helpRows: [
    ['„ruhender Verkehr“', 'die Wörter genau so und nebeneinander'],
    ['Hund ODER Katze', 'eines der beiden'],
    ['Gebühr -Mahnung', 'Gebühr, aber ohne Mahnung'],
    ['grund*   *bescheid   M?ller', 'Wortanfang, Wortende, ein beliebiger Buchstabe'],
    ['von:Müller   betreff:Carport', 'im Absender, im Betreff'],
    ['az:33-12/2025', 'Aktenzeichen oder Eingangsnummer'],
    ['typ:Rechnung   amt:50   status:offen', 'Dokumentart, Amt, Stand'],
    ['datum:03.2025   seit:15.3.2025   datum:2024..2025', 'Tag des Eingangs'],
    ['betrag:100..250   betrag:>1.000', 'Betrag in Euro'],
  ],
  notice: {
    'unknown-field': (piece: string) =>
      `„${piece}:“ kennt die Suche nicht. Gesucht wird nach den Wörtern selbst.`,
    'unreadable-date': (piece: string) =>
      `„${piece}“ ist kein Datum, das die Suche versteht. Möglich sind zum Beispiel 15.3.2025, 03.2025, 2025 oder 2024..2025.`,
    'unreadable-amount': (piece: string) =>
      `„${piece}“ ist kein Betrag, den die Suche versteht. Möglich sind zum Beispiel 100, 1.234,56, 100..200 oder >50.`,
    'unknown-state': (piece: string) =>
      `„${piece}“ ist kein Stand. Möglich sind zum Beispiel offen, zugestellt, übernommen, abgelegt, erledigt.`,
    'unknown-unit': (piece: string) => `Ein Amt „${piece}“ gibt es nicht.`,
    'filter-not-excluded': (piece: string) =>
      `„${piece}“ kann nicht ausgeschlossen werden. Das Minus gilt nur für Wörter.`,
    'quote-not-closed': (piece: string) =>
      `Das Anführungszeichen vor „${piece}“ wird nicht geschlossen. Gesucht wird bis zum Ende der Zeile.`,
    'beginning-too-short': (piece: string) =>
      `„${piece}“ ist mit dem Platzhalter zu kurz. Nötig sind mindestens zwei Buchstaben am Anfang oder am Ende.`,
  },
  submit: 'Suchen',
  results: (count: number) => (count === 1 ? '1 Dokument gefunden' : `${count} Dokumente gefunden`),
  atLeast: (count: number) => `Mehr als ${count} Dokumente gefunden, die neuesten zuerst`,
  relaxed: (count: number) =>
    `Kein Dokument enthält alle Wörter. ${count === 1 ? '1 Dokument enthält' : `${count} Dokumente enthalten`} einen Teil davon.`,
  suggestion: 'Meinten Sie:',
  nothing: 'Kein Dokument enthält alle diese Wörter.',
  nothingHint: 'Prüfen Sie die Schreibweise, oder nehmen Sie ein Wort weg.',
  start: 'Durchsucht wird der Text aller Seiten, die Sie sehen dürfen.',
  filters: 'Eingrenzen',
  documentType: 'Dokumentart',
  orgUnit: 'Amt',
  sender: 'Absender',
  state: 'Stand',
  year: 'Jahr',
  from: 'Eingang von',
  to: 'Eingang bis',
  clear: 'Alle Filter aufheben',
  received: (date: string) => `eingegangen am ${date}`,
  hitOn: (page: number) => `Seite ${page}`,
}
