import type { overviewDe } from './overview.de.ts'

export const overviewEn: typeof overviewDe = {
  title: 'Overview',
  intro: 'All numbers count only what you may see. Ages count from the capture.',
  asOf: (time: string) => `As of ${time}`,
  refresh: 'Refresh',
  figures: 'At a glance',
  today: 'Captured today',
  todayOpen: (count: number) => `${count} of them open`,
  waiting: 'Waiting for a target',
  waitingOverdue: (count: number) => `${count} of them over the limit`,
  delivered: 'Open in departments',
  claimed: (count: number) => `${count} of them taken on`,
  late: 'Open for more than a month',
  overdue: (count: number) =>
    count === 1
      ? '1 item has been in the mailroom for longer than allowed'
      : `${count} items have been in the mailroom for longer than allowed`,
  toInbox: 'To the inbox',
  byAge: 'Open post by age',
  place: 'Where',
  mailroom: 'Mailroom (without a target)',
  total: 'Together',
  claimedColumn: 'Taken on',
  overdueColumn: 'Over the limit',
  chartColumn: 'Distribution',
  bands: ['up to 1 day', 'up to 3 days', 'up to 1 week', 'up to 1 month', 'over 1 month'],
  nothingOpen: 'Nothing is open.',
  byDay: 'Last seven days',
  byDayHint: 'How much was captured on a day, and how much of it is still open today.',
  day: 'Day',
  received: 'Captured',
  done: 'Done',
  stillOpen: 'Still open',
  chart: (received: number, open: number) =>
    `Columns of the last seven days: ${received} items captured, ${open} of them still open. The numbers stand in the table below.`,
  oldest: 'Waiting for longest',
  oldestHint: 'The oldest items that nobody has taken on yet.',
  nobodyWaits: 'Nobody waits.',
  byStage: 'Open by stage',
}
