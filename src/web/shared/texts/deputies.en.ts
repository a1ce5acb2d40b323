import type { deputiesDe } from './deputies.de.ts'

/** Absence and deputies. */
export const deputiesEn: typeof deputiesDe = {
  title: 'Absence and deputies',
  intro:
    'A deputy sees and works on the post of the absent person, too, as long as the deputyship lasts. The history names both. Without a deputy the absence only stands where work is handed out; nobody asks for its reason.',
  create: 'Add an absence',
  none: 'No absence is under way or to come.',
  absent: 'Absent',
  deputy: 'Deputy',
  period: 'Period',
  firstDay: 'First day',
  lastDay: 'Last day',
  fromTo: (first, last) => `${first} to ${last}`,
  choose: 'Please choose',
  nobody: 'nobody',
  onlyAway: 'Nobody – only note the absence',
  end: 'End',
  ended: 'The absence has ended.',
  banner: (names) => `You also work on behalf of ${names}.`,
  until: (name, day) => `${name} (until ${day})`,
  onBehalfOf: (name) => `on behalf of ${name}`,
}
