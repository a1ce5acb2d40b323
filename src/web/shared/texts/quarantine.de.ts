/** What a virus scanner said, and the items that nobody opens. */
export const quarantineDe = {
  virusScan: {
    title: 'Virenprüfung',
    states: {
      clean: 'auf Viren geprüft',
      infected: 'von Viren befallen',
      unscanned: 'nicht auf Viren geprüft',
    },
    noScanner: 'Hier ist kein Virenscanner eingerichtet.',
    at: (time: string) => `am ${time}`,
    found: (signature: string) => `gefunden: ${signature}`,
    reasons: {
      'scanner-away': 'der Virenscanner war nicht erreichbar; die Prüfung wird nachgeholt',
      'too-large': 'die Datei ist für den Virenscanner zu groß',
    },
    released: (name: string, time: string) => `freigegeben von ${name} am ${time}`,
  },
  duplicates: {
    possible: (number: string) => `Mögliche Dublette von ${number}`,
    known: {
      leads: (number: string) => `Dieser Eingang führt; ${number} ist seine Dublette`,
      follows: (number: string) => `Dublette von ${number}`,
    },
    reasons: {
      bytes: (_percent: string) => 'dieselbe Datei',
      pages: (_percent: string) => 'Seiten mit denselben Wörtern',
      text: (percent: string) => `Text zu ${percent} gleich`,
    },
    decide: {
      leads: 'Dieser Eingang führt',
      follows: 'Der andere führt',
      different: 'Keine Dublette',
    },
    done: {
      leads: (number: string) =>
        `${number} ist als Dublette dieses Eingangs vermerkt. Beide bleiben im Posteingangsbuch.`,
      follows: (number: string) => `Als Dublette von ${number} vermerkt. Beide bleiben im Posteingangsbuch.`,
      different: (number: string) => `Vermerkt: keine Dublette von ${number}.`,
    },
  },
  archive: {
    title: 'Inhalt des Archivs',
    failureHint:
      'Das Archiv ist aufbewahrt. Öffnen Sie das Original, oder bitten Sie um die einzelnen Dateien.',
    kept: 'nur im Archiv enthalten',
    reasons: {
      sealed: 'mit Passwort geschützt',
      archive: 'Archiv im Archiv',
      type: 'Format wird nicht angenommen',
      empty: 'leer',
      limits: 'zu groß, zu viele oder zu stark gepackt',
      damaged: 'beschädigt',
    },
    unlisted: (count: number) =>
      count === 1
        ? '1 weitere Datei ist hier nicht aufgeführt; sie steht im Archiv.'
        : `${count} weitere Dateien sind hier nicht aufgeführt; sie stehen im Archiv.`,
  },
  quarantine: {
    title: 'Quarantäne',
    intro:
      'Diese Eingänge öffnet niemand, und die Maschine liest sie nicht: Der Virenscanner hat etwas gefunden oder konnte noch nicht prüfen. Was nur ungeprüft ist, kommt von selbst heraus, sobald es geprüft und sauber ist.',
    empty: 'Kein Eingang ist in Quarantäne.',
    receipt: 'Eingang',
    from: 'Absender',
    files: 'Dateien',
    steps: 'Entscheiden',
    nobody: 'nicht angegeben',
    link: 'Zur Quarantäne',
    held: 'Dieser Eingang ist in Quarantäne. Er wird nicht geöffnet und nicht gelesen.',
    shut: 'Eine Datei dieses Eingangs ist verschlossen: Der Virenscanner hat später etwas gefunden. Die Leitung der Poststelle kann sie freigeben.',
    release: 'Freigeben',
    releaseTitle: (number: string) => `${number} freigeben`,
    releaseIntro:
      'Danach kann jeder Berechtigte die Dateien öffnen. Ihr Name, der Anlass und Ihre Begründung bleiben im Verlauf.',
    ground: 'Anlass',
    grounds: {
      'false-alarm': 'Fehlalarm des Virenscanners',
      'checked-elsewhere': 'An anderer Stelle geprüft',
    },
    reason: 'Begründung',
    reasonMissing: 'Geben Sie bitte eine Begründung an.',
    released: (number: string) => `${number} ist freigegeben.`,
    reject: 'Abweisen',
    rejectTitle: (number: string) => `${number} abweisen`,
    rejectIntro:
      'Der Eingang bleibt mit seinen Dateien im Posteingangsbuch, wird aber nicht bearbeitet. Die Mitteilung lesen Absender, die ihre Sendung auf der Abgabeseite verfolgen.',
    rejectReasons: ['Schadsoftware', 'Nicht prüfbar'],
    notice: 'Mitteilung an den Absender',
    noticeMissing: 'Schreiben Sie bitte, was der Absender erfahren soll.',
    noticeText: (files: string) =>
      `Ihre Sendung konnte nicht angenommen werden. Unsere Sicherheitsprüfung hat diese Dateien beanstandet: ${files}. Bitte prüfen Sie Ihr Gerät und senden Sie die Unterlagen noch einmal, am besten als PDF.`,
    rejected: (number: string) => `${number} ist abgewiesen.`,
  },
}
