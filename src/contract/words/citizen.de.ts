/** What citizens read, on pages with and without scripts. Plain German, short sentences. */
export const citizenDe = {
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
  offered: {
    title: 'Angebote der Stadt',
    easyLanguage: 'Leichte Sprache',
    signLanguage: 'Gebärdensprache',
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
    keep: 'Bitte speichern oder drucken Sie die Bestätigung, oder schreiben Sie Zeichen und Geheimwort auf. Nur damit können Sie den Stand abfragen. Das Geheimwort zeigen wir nur dieses eine Mal.',
    files: 'Empfangene Dateien',
    checksum: 'Prüfsumme',
    checksumHint: 'Die Prüfsumme beweist, dass wir genau Ihre Datei erhalten haben.',
    next: 'Wie es weitergeht',
    nextBody:
      'Die Poststelle leitet Ihre Unterlagen an das zuständige Amt weiter. Bei Fragen meldet sich das Amt bei Ihnen.',
    pdfName: 'Empfangsbestätigung',
    pdfSaved: 'Die Bestätigung ist gespeichert.',
    pdf: 'Bestätigung als PDF speichern',
    print: 'Drucken',
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
  /** Of the pages that need no script. */
  plain: {
    note: 'Diese Seite funktioniert ohne JavaScript.',
    withScript: 'Zur Seite mit Fotoprüfung und Fortschrittsanzeige',
    choose: 'Eine oder mehrere Dateien auswählen',
    keepOpen: 'Das Senden kann einige Minuten dauern. Lassen Sie die Seite so lange offen.',
    back: 'Zurück zum Formular',
    failed: 'Ihre Unterlagen wurden nicht angenommen',
    statusFailed: 'Das hat nicht geklappt',
    otherLanguage: 'English',
    trace: (id: string) => `Kennung für die IT: ${id}`,
    unknown: 'Das hat nicht geklappt. Versuchen Sie es bitte später noch einmal.',
    reasons: {
      'validation-failed':
        'Es wurde keine Datei ausgewählt, eine Datei ist leer, oder eine Angabe ist zu lang.',
      'upload-too-large': 'Es sind zu viele Dateien, oder sie sind zu groß.',
      'unsupported-media-type': 'Eine Datei hat ein Format, das nicht angenommen wird.',
      'document-macros':
        'Eine Datei enthält Makros, also kleine Programme. Speichern Sie sie ohne Makros oder als PDF.',
      'malformed-request': 'Das Formular kam nicht vollständig an. Laden Sie die Seite bitte neu.',
      'request-timeout': 'Die Übertragung hat zu lange gedauert.',
      'rate-limited': 'Zu viele Versuche. Warten Sie bitte eine Minute.',
      'csrf-rejected': 'Das Formular kam nicht von dieser Seite. Laden Sie die Seite bitte neu.',
      'idempotency-in-progress':
        'Ihre Unterlagen werden gerade schon übertragen. Warten Sie bitte einen Augenblick, und laden Sie dann die Seite neu.',
      'idempotency-key-reused':
        'Mit diesem Formular wurde schon etwas gesendet. Laden Sie die Seite bitte neu, und senden Sie dann.',
      'not-found':
        'Diese Adresse gehört zu keiner Stadtverwaltung. Prüfen Sie bitte, ob sie richtig geschrieben ist.',
      'insufficient-storage': 'Der Speicherplatz ist gerade voll. Versuchen Sie es bitte später noch einmal.',
      'dependency-unavailable':
        'Der Dienst ist gerade überlastet. Versuchen Sie es bitte gleich noch einmal.',
    } as Readonly<Record<string, string>>,
  },
}
export type CitizenWords = typeof citizenDe
