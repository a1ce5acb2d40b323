/** Absence and deputies. */
export const deputiesDe = {
  title: 'Abwesenheit und Vertretung',
  intro:
    'Wer vertritt, sieht und bearbeitet für die Dauer der Vertretung auch die Post der abwesenden Person. Der Verlauf nennt beide Namen.',
  create: 'Vertretung eintragen',
  none: 'Keine Vertretung läuft oder steht bevor.',
  absent: 'Abwesend',
  deputy: 'Vertretung',
  period: 'Zeitraum',
  firstDay: 'Erster Tag',
  lastDay: 'Letzter Tag',
  fromTo: (first: string, last: string) => `${first} bis ${last}`,
  choose: 'Bitte wählen',
  end: 'Beenden',
  ended: 'Die Vertretung ist beendet.',
  banner: (names: string) => `Sie arbeiten auch in Vertretung für ${names}.`,
  until: (name: string, day: string) => `${name} (bis ${day})`,
  onBehalfOf: (name: string) => `in Vertretung für ${name}`,
}
