/** Looking through a scan of several letters, and the sheets that part them. */
export const stacksDe = {
  stacks: {
    reviewTitle: 'Scan trennen',
    strip: 'Seiten des Scans',
    letter: (number: number) => `Schreiben ${number}`,
    noLetter: 'Kein Schreiben',
    page: (page: number, of: number) => `Seite ${page} von ${of} des Scans`,
    frame: (page: number, role: string, hasStop: boolean) =>
      `Seite ${page}, ${role}${hasStop ? ', bitte ansehen' : ''}`,
    roles: { page: 'Seite', blank: 'leer', separator: 'Trennblatt', removed: 'entfernt' },
    counts: (letters: number, pages: number) =>
      `${letters} Schreiben, ${pages === 1 ? '1 Seite' : `${pages} Seiten`}`,
    noStops: 'nichts mehr zu klären',
    stopsOpen: (count: number) => (count === 1 ? '1 Stelle zu klären' : `${count} Stellen zu klären`),
    stopKinds: {
      other: 'Bitte ansehen',
      'unreadable-sheet': 'Trennblatt nicht lesbar',
      'half-sheet': 'Trennblatt auf einem Schreiben',
      'uncertain-boundary': 'Beginnt hier ein neues Schreiben?',
      'uncertain-blank': 'Ist diese Seite leer?',
    },
    likely: (percent: number) => `Beginn eines Schreibens zu ${percent} % wahrscheinlich: Gründe`,
    decidedByPerson: 'Von Hand entschieden; Gründe der Maschine',
    reason: (text: string, weight: number) => `${text} (${weight > 0 ? 'spricht dafür' : 'spricht dagegen'})`,
    cover: ({
      unit,
      documentType,
      level,
    }: {
      unit: string | null
      documentType: string | null
      level: string | null
    }) =>
      `Auf dem Deckblatt steht: ${[unit !== null && `Einheit ${unit}`, documentType !== null && `Art ${documentType}`, level !== null && `Vertraulichkeit ${level}`].filter((part) => part !== false).join(', ')}.`,
    actionsLabel: 'Was mit dieser Seite geschieht',
    actions: {
      split: 'Hier trennen',
      merge: 'Zum Schreiben davor',
      moveBack: 'Seite ins Schreiben davor',
      moveOn: 'Seite ins Schreiben danach',
      rotate: 'Drehen',
      blank: 'Als leer kennzeichnen',
      notBlank: 'Ist nicht leer',
      separator: 'Als Trennblatt kennzeichnen',
      notSeparator: 'Ist kein Trennblatt',
      remove: 'Entfernen',
      restore: 'Wiederherstellen',
      undo: 'Rückgängig',
      settle: 'Stimmt so',
      nextStop: 'Nächste zu klären',
      confirm: 'Scan trennen',
    },
    did: {
      split: (page: number) => `Mit Seite ${page} beginnt ein Schreiben.`,
      merged: (page: number) => `Seite ${page} gehört jetzt zum Schreiben davor.`,
      moved: (page: number, step: 1 | -1) =>
        `Seite ${page} ist jetzt im Schreiben ${step === 1 ? 'danach' : 'davor'}.`,
      turned: (page: number) => `Seite ${page} ist gedreht.`,
      kept: (page: number) => `Seite ${page} ist eine Seite ihres Schreibens.`,
      page: (page: number) => `Seite ${page} ist eine Seite ihres Schreibens.`,
      blank: (page: number) => `Seite ${page} ist als leer gekennzeichnet.`,
      separator: (page: number) => `Seite ${page} ist ein Trennblatt.`,
      removed: (page: number) => `Seite ${page} ist entfernt. Der Scan behält sie.`,
      settled: (page: number) => `Seite ${page} ist geklärt.`,
    },
    isFirst: 'Davor gibt es kein Schreiben.',
    noLetterThere: 'Dort gibt es kein Schreiben.',
    nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
    undone: 'Rückgängig gemacht.',
    skipped: (count: number) =>
      count === 1
        ? 'Der Schritt danach wurde nicht ausgeführt.'
        : `Die ${count} Schritte danach wurden nicht ausgeführt.`,
    confirmed: 'Der Scan wird getrennt.',
    phases: {
      reading: 'Der Scan wird noch gelesen. Er öffnet sich von selbst, sobald alle Seiten da sind.',
      dividing: 'Der Scan wird getrennt. Die Schreiben erscheinen gleich im Posteingang.',
      split: 'Der Scan ist getrennt.',
      voided: 'Der Scan ist storniert.',
    },
    stuck: 'Mit diesem Scan geht es nicht weiter',
    back: 'Zum Stapel',
    keys: {
      title: 'Tastenkürzel',
      intro:
        'Einzelne Tasten wirken auf die geöffnete Seite, wenn Sie gerade nicht in einem Textfeld schreiben.',
      pages: 'Nächste, vorige Seite',
      arrows: 'Pfeil rechts, links',
      inStrip: 'In den Seitenbildern: nächste, vorige Seite',
      removeKeys: 'X oder Entf',
      remove: 'Entfernen oder wiederherstellen',
      ctrlEnter: 'Strg + Eingabe',
      help: 'Diese Übersicht',
    },
    sheets: {
      title: 'Trenn- und Deckblätter',
      intro:
        'Drucken Sie die Blätter und legen Sie vor jedes Schreiben eines. Sie werden auch gedreht, schief oder zur Hälfte erkannt. Was nicht lesbar ist, legt Ihnen das Programm vor.',
      unit: 'Organisationseinheit',
      type: 'Dokumentart',
      level: 'Vertraulichkeit',
      copies: 'Anzahl',
      nothing: 'Keine Angabe',
      plain: 'Ohne Angaben wird ein Trennblatt gedruckt.',
      cover: 'Mit Angaben wird ein Deckblatt gedruckt: Sie gelten für das Schreiben dahinter.',
      make: 'PDF zum Drucken',
    },
  },
}
