/** Absence and deputies. */
export const deputiesDe = {
  title: 'Abwesenheit und Vertretung',
  intro:
    'Wer vertritt, sieht und bearbeitet für die Dauer der Vertretung auch die Post der abwesenden Person. Der Verlauf nennt beide Namen. Ohne Vertretung steht die Abwesenheit nur dort, wo Arbeit verteilt wird; warum jemand fehlt, wird nicht gefragt.',
  create: 'Abwesenheit eintragen',
  none: 'Keine Abwesenheit läuft oder steht bevor.',
  absent: 'Abwesend',
  deputy: 'Vertretung',
  period: 'Zeitraum',
  firstDay: 'Erster Tag',
  lastDay: 'Letzter Tag',
  fromTo: (first: string, last: string) => `${first} bis ${last}`,
  choose: 'Bitte wählen',
  nobody: 'niemand',
  onlyAway: 'Niemand – nur die Abwesenheit vermerken',
  end: 'Beenden',
  ended: 'Die Abwesenheit ist beendet.',
  banner: (names: string) => `Sie arbeiten auch in Vertretung für ${names}.`,
  until: (name: string, day: string) => `${name} (bis ${day})`,
  onBehalfOf: (name: string) => `in Vertretung für ${name}`,
}
