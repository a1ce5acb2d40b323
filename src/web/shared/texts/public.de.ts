/** What citizens read, and the pages about the product. Plain German, short sentences. */
export const publicDe = {
  citizen: {
    heading: 'Unterlagen abgeben',
    intro:
      'Hier senden Sie Unterlagen an Ihre Stadtverwaltung. Sie brauchen kein Konto. Sie bekommen sofort eine Empfangsbestätigung.',
    limits: 'Das können Sie senden',
    limitFiles: (count: number) => `höchstens ${count} Dateien`,
    limitSize: (size: string) => `jede Datei höchstens ${size}`,
    limitFormats: (formats: string) => `Formate: ${formats}`,
    limitPassword: 'Dateien mit Passwort können wir nicht öffnen.',
    files: 'Dateien',
    choose: 'Dateien auswählen oder fotografieren',
    drop: 'Am Computer können Sie die Dateien auch in dieses Feld ziehen.',
    name: 'Ihr Name',
    nameHint: 'Sie können auch ohne Namen senden.',
    subject: 'Worum geht es?',
    reference: 'Aktenzeichen oder Code',
    referenceHint: 'Steht oft oben rechts auf dem Brief der Stadt.',
    message: 'Nachricht an die Stadt',
    submit: 'Jetzt senden',
    sending: (percent: string) => `Wird gesendet: ${percent}`,
    missing: 'Wählen Sie bitte mindestens eine Datei aus.',
    tooMany: (count: number) => `Das sind zu viele Dateien. Erlaubt sind ${count}.`,
    tooLarge: (name: string, size: string) => `${name} ist zu groß. Erlaubt sind ${size}.`,
    emptyFile: (name: string) => `${name} ist leer.`,
    removeFile: (name: string) => `${name} entfernen`,
    privacy:
      'Ihre Angaben verwenden wir nur, um Ihr Anliegen zu bearbeiten. Wir zählen keine Besuche und setzen keine Cookies, außer Sie weisen sich aus.',
    unknownTenant:
      'Diese Adresse gehört zu keiner Stadtverwaltung. Prüfen Sie bitte, ob sie richtig geschrieben ist.',
    photos: {
      take: 'Foto aufnehmen',
      merge: (count: number) => `Die ${count} Fotos zu einer PDF-Datei zusammenfassen`,
      mergeHint:
        'Jedes Foto wird eine Seite, in der Reihenfolge der Liste. Die Fotos bleiben dabei, wie sie sind.',
      fileName: 'Fotos.pdf',
      turn: (name: string) => `${name} drehen`,
      turned: (name: string) => `${name} ist nach rechts gedreht.`,
      earlier: (name: string) => `${name} nach vorne`,
      later: (name: string) => `${name} nach hinten`,
      movedTo: (name: string, place: number, count: number) => `${name} ist jetzt ${place} von ${count}.`,
      faults: {
        blurred: 'Das Foto ist unscharf. Machen Sie bitte ein neues, wenn Sie es selbst nicht lesen können.',
        dark: 'Das Foto ist sehr dunkel. Machen Sie bitte mehr Licht.',
        'cut-off': 'Vielleicht fehlt ein Rand des Blattes.',
      },
    },
    followUp: {
      heading: 'Unterlagen nachreichen',
      due: (day: string) => `Bitte reichen Sie die Unterlagen bis zum ${day} ein.`,
      askedOn: (day: string) => `Schreiben der Stadt vom ${day}`,
      overdue: 'Die Frist ist abgelaufen.',
      overdueBody: (day: string) =>
        `Sie können die Unterlagen hier noch bis zum ${day} einreichen. Auf der Empfangsbestätigung steht, dass sie nach der Frist gekommen sind.`,
      answered: (count: number) =>
        count === 1
          ? 'Zu diesem Schreiben ist schon etwas eingegangen. Sie können noch mehr senden.'
          : `Zu diesem Schreiben ist schon ${count}-mal etwas eingegangen. Sie können noch mehr senden.`,
      codeIntro:
        'Die Stadt hat Ihnen geschrieben, dass Unterlagen fehlen? Geben Sie den Code aus dem Brief ein.',
      code: 'Ihr Code',
      codeHint: '24 Buchstaben und Ziffern. Striche und Leerzeichen können Sie weglassen.',
      open: 'Weiter',
      wrong: 'Diesen Code kennen wir nicht, oder er gilt nicht mehr.',
      wrongBody:
        'Prüfen Sie bitte, ob er richtig geschrieben ist. Sie können die Unterlagen auch ohne Code abgeben: Nennen Sie dann das Zeichen aus dem Brief.',
    },
    receipt: {
      answer: (subject: string, due: string) => `Nachgereicht zu „${subject}“, Frist bis zum ${due}:`,
      inTime: 'rechtzeitig eingegangen.',
      late: 'nach Ablauf der Frist eingegangen.',
      title: 'Wir haben Ihre Unterlagen erhalten',
      number: 'Eingangsnummer',
      at: 'Eingegangen am',
      code: 'Ihr Zeichen für Rückfragen',
      secret: 'Ihr Geheimwort',
      keep: 'Bitte drucken Sie diese Seite oder schreiben Sie Zeichen und Geheimwort auf. Nur damit können Sie den Stand abfragen. Das Geheimwort zeigen wir nur dieses eine Mal.',
      files: 'Empfangene Dateien',
      checksum: 'Prüfsumme',
      checksumHint: 'Die Prüfsumme beweist, dass wir genau Ihre Datei erhalten haben.',
      next: 'Wie es weitergeht',
      nextBody:
        'Die Poststelle leitet Ihre Unterlagen an das zuständige Amt weiter. Bei Fragen meldet sich das Amt bei Ihnen.',
      print: 'Drucken oder als PDF sichern',
      status: 'Stand abfragen',
      again: 'Weitere Unterlagen senden',
      copy: 'Kopieren',
      copied: 'Kopiert.',
    },
    status: {
      title: 'Stand Ihrer Unterlagen',
      intro: 'Geben Sie Ihr Zeichen und Ihr Geheimwort ein. Beides steht auf Ihrer Empfangsbestätigung.',
      submit: 'Stand zeigen',
      wrong: 'Zeichen und Geheimwort passen nicht zusammen. Prüfen Sie bitte beides.',
      missing: 'Bitte füllen Sie dieses Feld aus.',
      fileCount: 'Dateien',
      states: {
        received: 'Eingegangen',
        processing: 'In Bearbeitung',
        question: 'Rückfrage',
        completed: 'Abgeschlossen',
        closed: 'Beendet',
      },
      explain: {
        received: 'Ihre Unterlagen sind da. Die Poststelle sieht sie bald an.',
        processing: 'Ihre Unterlagen liegen beim zuständigen Amt.',
        question:
          'Es fehlt noch etwas. Das Amt hat Ihnen geschrieben. In dem Schreiben stehen ein Code und eine Frist.',
        completed: 'Ihre Unterlagen sind in der Akte. Das Amt hat sie.',
        closed: 'Der Vorgang ist beendet. Bei Fragen wenden Sie sich bitte an die Stadt.',
      },
    },
  },
  about: {
    accessibility: {
      title: 'Erklärung zur Barrierefreiheit',
      intro:
        'Poststelle soll für alle Menschen nutzbar sein. Maßstab sind die Barrierefreie-Informationstechnik-Verordnung und die europäische Norm EN 301 549, die auf die Regeln WCAG 2.2 (Stufe AA) verweist.',
      works: 'Was wir getan haben',
      worksList: [
        'Alle Seiten lassen sich nur mit der Tastatur bedienen. Der Fokus ist immer sichtbar.',
        'Kürzel mit einer einzelnen Taste können Sie im Kontomenü ausschalten.',
        'Zustände erkennen Sie an Text und Zeichen, nie nur an der Farbe.',
        'Zu jeder eingescannten Seite gibt es den erkannten Text als Alternative zum Bild.',
        'Es gibt eine helle und eine dunkle Darstellung. Bewegungen unterbleiben, wenn Ihr System das wünscht.',
      ],
      limits: 'Was noch nicht barrierefrei ist',
      limitsList: [
        'Der erkannte Text eingescannter Seiten kann Fehler enthalten, vor allem bei Handschrift.',
        'Angebote in Leichter Sprache und Gebärdensprache fehlen noch.',
        'Eine Prüfung durch eine unabhängige Stelle steht noch aus. Grundlage dieser Erklärung ist eine Selbstbewertung mit automatischen und manuellen Prüfungen.',
      ],
      feedback: 'Barriere melden',
      feedbackBody:
        'Sind Sie auf eine Barriere gestoßen? Bitte melden Sie sie der Stadtverwaltung, die diese Poststelle betreibt. Beschreiben Sie kurz, auf welcher Seite und womit Sie arbeiten. Kontaktdaten stehen im Impressum.',
      enforcement: 'Durchsetzungsverfahren',
      enforcementBody:
        'Bekommen Sie innerhalb von vier Wochen keine zufriedenstellende Antwort, können Sie sich an die Durchsetzungsstelle Ihres Landes wenden.',
    },
    imprint: {
      title: 'Impressum',
      body: 'Betreiberin dieser Poststelle ist die Stadtverwaltung, deren Name im Kopf der Seite steht. Die Anschrift und die Kontaktdaten stehen auf deren Internetseite.',
      software: 'Software: Poststelle, freie Software unter der EUPL 1.2.',
    },
    privacy: {
      title: 'Datenschutz',
      body: 'Poststelle speichert, was Sie einliefern, und wer was wann damit getan hat. Es gibt keine Besucherzählung, keine Werbung und keine Verbindung zu fremden Servern.',
      cookies:
        'Wer sich anmeldet, bekommt ein Sitzungs-Cookie. Es verschwindet mit der Abmeldung. Die Wahl von Sprache und Darstellung merkt sich nur Ihr Browser.',
    },
  },
}
