import type { routeSlipsDe } from './route-slips.de.ts'

/** Route slips of items and case files. */
export const routeSlipsEn: typeof routeSlipsDe = {
  title: 'Route slip',
  none: 'There is no route slip.',
  start: 'Begin a route slip',
  startNow: 'Begin',
  started: 'The route slip is on its way.',
  change: 'Change steps',
  changed: 'The steps are changed.',
  explain:
    'The steps follow each other. Whoever is at turn may read this from then on, even if it lies with another department.',
  target: (number) => `Step ${number}: to whom?`,
  targetHint: 'Department or group by number or name, person by name',
  noTarget: 'Nobody found.',
  unit: 'Unit',
  person: 'Person',
  missing: 'Please choose a unit or person from the list.',
  task: (number) => `Step ${number}: what for?`,
  tasks: {
    inform: 'For information',
    cosign: 'To co-sign',
    comment: 'For comment',
    settle: 'To be dealt with',
  },
  instruction: (number) => `Step ${number}: note`,
  addStep: 'Add a step',
  earlier: 'Earlier',
  earlierLong: (number) => `Step ${number} earlier`,
  remove: 'Remove',
  removeLong: (number) => `Remove step ${number}`,
  startedBy: (name, when) => `Begun by ${name} on ${when}`,
  states: { future: 'To come', current: 'At turn', done: 'Done', skipped: 'Skipped' },
  since: (when) => `since ${when}`,
  closedBy: (name, when, forName) =>
    forName === undefined ? `${name}, ${when}` : `${name} standing in for ${forName}, ${when}`,
  steps: { done: 'Step is done', skipped: 'Skip step', change: 'Change steps' },
  settled: { done: 'The step is done.', skipped: 'The step is skipped.' },
  words: { done: 'Remark', skipped: 'Why?' },
  missingReason: 'Please say why.',
}
