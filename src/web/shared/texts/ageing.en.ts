import type { ageingDe } from './ageing.de.ts'

export const ageingEn: typeof ageingDe = {
  title: 'Limits of age',
  intro:
    'How long post may have been in the house and still be at a stage. What is over it stands in the overview and in the notifications of those who answer for it.',
  change: 'Change limits',
  dialogTitle: 'Limits of age',
  hint: 'In hours of working days since the capture; 24 hours are one working day. Empty: no limit.',
  stage: 'Stage',
  limit: 'Limit',
  none: 'none',
  stages: {
    waiting: 'Mailroom, without a target',
    returned: 'Back in the mailroom',
    quarantined: 'In quarantine',
    routed: 'In the inbox of a department, not taken on',
    accepted: 'Taken on, not done',
  },
  hours: (hours: number) =>
    hours % 24 === 0 ? plural(hours / 24, '1 working day', 'working days') : plural(hours, '1 hour', 'hours'),
  noNumber: 'Enter a whole number from 1 to 6000, or leave the field empty.',
  over: 'over the limit',
  overTitle: 'Over the limit',
  overHint:
    'What lies for too long, the oldest first, 25 at most. Saturdays, Sundays and holidays do not count.',
  nothingOver: 'Nothing lies for too long.',
  limitsNow: 'Limits:',
  noLimits: 'No limits are set.',
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : `${count} ${many}`
}
