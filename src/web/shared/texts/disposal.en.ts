import type { disposalDe } from './disposal.de.ts'

/** What becomes of case files when their time is over. */
export const disposalEn: typeof disposalDe = {
  title: 'Disposal',
  intro:
    'Case files of all units whose retention time is over. Nothing is destroyed before the archive has decided.',
  due: 'Files that are due',
  on: 'As of',
  onHint: 'Empty: today. A later day shows what will be due by then.',
  noneDue: 'No case file is due.',
  cut: (count: number) => `The first ${count} files are shown.`,
  file: 'Case file',
  unit: 'Lead unit',
  retention: 'Retention',
  proposal: 'Proposal',
  state: 'State',
  steps: 'Steps',
  hiddenSubject: 'subject confidential',
  closedOn: (day: string) => `closed on ${day}`,
  lastDay: (day: string) => `to be kept until ${day}`,
  free: 'can be disposed of',
  heldFor: (owners: string) => `On hold: ${owners}`,
  heldBack: {
    hold: 'on hold',
    'open-entries': 'deadline or resubmission open',
    'open-mail': 'mail on its way to the file',
    'in-run': 'in another disposal run',
    open: 'file is open',
    'no-class': 'no retention set',
    endless: 'kept for ever',
    'clock-running': 'time not over',
  },
  byPlan: 'Proposals by filing plan',
  byPlanHint:
    'A proposal holds for all files under the entry, until an entry below it or the file itself says otherwise.',
  entry: 'Entry of the filing plan',
  choose: 'please choose',
}
