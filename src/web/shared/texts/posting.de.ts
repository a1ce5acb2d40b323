/** Letters that came in several parts. */
export const postingDe = {
  badge: (number: number, of: number) => `Teil ${number} von ${of}`,
  waits: (number: number, of: number, missing: string) =>
    `Teil ${number} von ${of}: wartet auf ${missing.includes(',') ? 'die Teile' : 'Teil'} ${missing}`,
  hint: 'Der Eingang kann erst zugestellt, abgelegt oder abgeschlossen werden, wenn alle Teile da sind, oder mit Grund ohne sie.',
  unseen: (number: number, of: number, missing: string) =>
    `Teil ${number} von ${of}: ${missing.includes(',') ? 'Teile' : 'Teil'} ${missing} sehen Sie hier nicht`,
  unseenHint: 'Was fehlt, liegt bei einem anderen Amt oder ist noch nicht da.',
  complete: (number: number, of: number) => `Teil ${number} von ${of}: Die Sendung ist vollständig`,
  completeHint: 'Die Teile können jetzt weiter, jeder für sich oder in der Liste gemeinsam ausgewählt.',
  released: (number: number, of: number, missing: string) =>
    `Teil ${number} von ${of}: freigegeben ohne ${missing.includes(',') ? 'die Teile' : 'Teil'} ${missing}`,
  releasedBy: (name: string, time: string, reason: string) => `${name}, ${time}: ${reason}`,
  key: (key: string) => `Kennzeichen der Sendung: ${key}`,
  parts: 'Teile, die Sie sehen dürfen',
  part: (number: number, receiptNumber: string) => `Teil ${number}: ${receiptNumber}`,
  thisOne: '(dieser Eingang)',
  mark: 'Teil einer Sendung',
  change: 'Angabe zum Teil ändern',
  release: 'Ohne die fehlenden Teile weiterleiten',
  releaseReasons: ['Frist läuft', 'Übrige Teile liegen schon beim Amt', 'Übrige Teile kommen nicht mehr'],
  dialog: 'Teil einer Sendung',
  dialogHint:
    'Für Post, die in mehreren Umschlägen oder Scans kam („Teil 1 von 3“). Geben Sie bei allen Teilen dasselbe Kennzeichen an, zum Beispiel die Eingangsnummer des ersten Teils.',
  keyLabel: 'Kennzeichen der Sendung',
  numberLabel: 'Dieser Eingang ist Teil',
  ofLabel: 'von insgesamt',
  keyMissing: 'Geben Sie bitte ein Kennzeichen an.',
  numberWrong: 'Geben Sie eine ganze Zahl von 1 bis zur Zahl der Teile an.',
  ofWrong: 'Geben Sie eine ganze Zahl von 2 bis 99 an.',
  remove: 'Ist kein Teil einer Sendung',
  done: (receiptNumber: string, number: number, of: number) =>
    `${receiptNumber} ist Teil ${number} von ${of}.`,
  removed: (receiptNumber: string) => `${receiptNumber} ist kein Teil einer Sendung mehr.`,
}
