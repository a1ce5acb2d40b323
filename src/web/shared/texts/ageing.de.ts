/** How long post may lie at a stage. */
export const ageingDe = {
  title: 'Liegezeiten',
  intro:
    'Wie lange Post im Haus sein und noch auf einem Stand liegen darf. Was darüber ist, steht in der Übersicht und bei den Benachrichtigungen derer, die dafür verantwortlich sind.',
  change: 'Grenzen ändern',
  dialogTitle: 'Grenzen der Liegezeit',
  hint: 'In Stunden an Werktagen seit der Erfassung; 24 Stunden sind ein Arbeitstag. Leer: keine Grenze.',
  stage: 'Stand',
  limit: 'Grenze',
  none: 'keine',
  stages: {
    waiting: 'Poststelle, noch ohne Ziel',
    returned: 'Zurück in der Poststelle',
    quarantined: 'In Quarantäne',
    routed: 'Im Eingangskorb des Amtes, nicht übernommen',
    accepted: 'Übernommen, nicht erledigt',
  },
  hours: (hours: number) =>
    hours % 24 === 0
      ? plural(hours / 24, '1 Arbeitstag', 'Arbeitstage')
      : plural(hours, '1 Stunde', 'Stunden'),
  noNumber: 'Geben Sie eine ganze Zahl von 1 bis 6000 an, oder lassen Sie das Feld leer.',
  over: 'über der Grenze',
  overTitle: 'Über der Grenze',
  overHint:
    'Was zu lange liegt, das Älteste zuerst, höchstens 25. Samstage, Sonntage und Feiertage zählen nicht.',
  nothingOver: 'Nichts liegt zu lange.',
  limitsNow: 'Grenzen:',
  noLimits: 'Es sind keine Grenzen gesetzt.',
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : `${count} ${many}`
}
