import type { DueFileView } from '../api/types.ts'

/** What becomes of case files when their time is over. */
export const disposalDe = {
  title: 'Aussonderung',
  intro:
    'Akten aller Ämter, deren Aufbewahrungsfrist abgelaufen ist. Vernichtet wird nichts, bevor das Archiv entschieden hat.',
  due: 'Fällige Akten',
  on: 'Stand am',
  onHint: 'Leer: heute. Ein späterer Tag zeigt, was bis dahin fällig wird.',
  noneDue: 'Keine Akte ist fällig.',
  cut: (count: number) => `Gezeigt werden die ersten ${count} Akten.`,
  file: 'Akte',
  unit: 'Federführung',
  retention: 'Aufbewahrung',
  proposal: 'Vorschlag',
  state: 'Stand',
  steps: 'Schritte',
  hiddenSubject: 'Betreff vertraulich',
  closedOn: (day: string) => `geschlossen am ${day}`,
  lastDay: (day: string) => `aufzubewahren bis ${day}`,
  free: 'kann ausgesondert werden',
  heldFor: (owners: string) => `Löschsperre: ${owners}`,
  heldBack: {
    hold: 'Löschsperre',
    'open-entries': 'Frist oder Wiedervorlage offen',
    'open-mail': 'Post zur Akte unterwegs',
    'in-run': 'in einer anderen Aussonderung',
    open: 'Akte ist offen',
    'no-class': 'keine Aufbewahrung festgelegt',
    endless: 'dauernd aufzubewahren',
    'clock-running': 'Frist läuft noch',
  } satisfies Record<DueFileView['heldBack'][number], string>,
  byPlan: 'Vorschläge nach Aktenplan',
  byPlanHint:
    'Ein Vorschlag gilt für alle Akten unter dem Eintrag, bis ein tieferer Eintrag oder die Akte selbst etwas anderes sagt.',
  entry: 'Eintrag des Aktenplans',
  choose: 'bitte wählen',
}
