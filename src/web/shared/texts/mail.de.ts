/** Mails as documents, and the mailboxes that they are fetched from. */
export const mailDe = {
  mail: {
    title: 'E-Mail',
    from: 'Von',
    replyTo: 'Antwort an',
    to: 'An',
    cc: 'Kopie',
    sentAt: 'Gesendet am',
    messageId: 'Message-ID',
    received: 'Annahme laut Mailserver',
    signed: { smime: 'S/MIME-signiert – nicht geprüft', pgp: 'PGP-signiert – nicht geprüft' },
    encrypted: { smime: 'Verschlüsselt (S/MIME)', pgp: 'Verschlüsselt (PGP)' },
    automatic: 'Automatisch erzeugt',
    unchecked: 'Alle Angaben stammen aus der E-Mail und sind nicht geprüft.',
    parts: 'Anlagen',
    notTaken: (count: number) =>
      count === 1 ? '1 Anlage wurde nicht übernommen' : `${count} Anlagen wurden nicht übernommen`,
    unlisted: (count: number) =>
      `${count} weitere Teile sind hier nicht aufgeführt; sie stehen in der E-Mail.`,
    reasons: {
      picture: 'Bild im Text, kein eigenes Dokument',
      signature: 'elektronische Signatur – nicht geprüft',
      sealed: 'verschlüsselter oder in eine Signatur verpackter Inhalt, kann hier nicht geöffnet werden',
      outlook: 'Outlook-Verpackung (winmail.dat), wird hier nicht ausgepackt',
      type: 'Dateiart wird nicht angenommen (zum Beispiel Programm, Archiv oder Office-Datei mit Makros)',
      empty: 'leer',
      limits: 'zu viele, zu große oder zu tief verschachtelte Teile',
    },
    kept: 'nur in der E-Mail enthalten',
    openPart: (name: string) => `Dokument öffnen: ${name}`,
    partOf: 'Kam mit der E-Mail',
    openMail: 'E-Mail öffnen',
    failure: 'Die E-Mail konnte nicht zerlegt werden',
    failureHint: 'Sie ist unverändert gespeichert. Anlagen sind nur im Original zu finden.',
  },
}
