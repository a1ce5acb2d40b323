/** Scanners that put their files into a folder. */
export const scannersDe = {
  title: 'Scanner',
  intro:
    'Jeder Scanner legt seine Dateien in einen eigenen Ordner unter dem Datenverzeichnis; Poststelle nimmt sie von dort in den Stapel des Tages. Den Pfad richtet ein, wer den Server betreibt.',
  tokenHint:
    'Ein Scanner, der selbst überträgt, braucht statt des Ordners einen Zugangsschlüssel, der nur einliefern darf. Ihn legt jemand aus der Poststelle unter dem eigenen Konto an.',
  tokens: 'Eigene Zugangsschlüssel',
  create: 'Scanner anlegen',
  editTitle: (name: string) => `Scanner ändern: ${name}`,
  empty: 'Es ist noch kein Scanner eingerichtet.',
  name: 'Name',
  folder: 'Ordner',
  folderHint: 'Kleine Buchstaben, Ziffern und Bindestriche; lässt sich später nicht ändern.',
  path: 'Ordner im Datenverzeichnis',
  lastScan: 'Zuletzt übernommen',
  never: 'noch nichts',
  batch: (number: string) => `Stapel ${number}`,
  state: 'Zustand',
  active: 'In Betrieb',
  disabled: 'Abgeschaltet',
  disable: 'Abschalten',
  enable: 'Einschalten',
  aloneNeedsNormal: 'Ohne Prüfung getrennt wird nur beim Schutzbedarf normal.',
}
