import type { postingDe } from './posting.de.ts'

export const postingEn: typeof postingDe = {
  badge: (number, of) => `Part ${number} of ${of}`,
  waits: (number, of, missing) =>
    `Part ${number} of ${of}: waits for ${missing.includes(',') ? 'parts' : 'part'} ${missing}`,
  hint: 'The item can be delivered, filed or closed only when all parts are there, or without them with a reason.',
  unseen: (number, of, missing) =>
    `Part ${number} of ${of}: you do not see ${missing.includes(',') ? 'parts' : 'part'} ${missing} here`,
  unseenHint: 'What is missing lies with another office or has not come yet.',
  complete: (number, of) => `Part ${number} of ${of}: the posting is complete`,
  completeHint: 'The parts can go on now, each by itself or chosen together in the list.',
  released: (number, of, missing) =>
    `Part ${number} of ${of}: goes on without ${missing.includes(',') ? 'parts' : 'part'} ${missing}`,
  releasedBy: (name, time, reason) => `${name}, ${time}: ${reason}`,
  key: (key) => `Key of the posting: ${key}`,
  parts: 'Parts that you may see',
  part: (number, receiptNumber) => `Part ${number}: ${receiptNumber}`,
  thisOne: '(this item)',
  mark: 'Part of a posting',
  change: 'Change what is said of the part',
  release: 'Go on without the missing parts',
  releaseReasons: [
    'A deadline is running',
    'The other parts are with the department already',
    'The other parts will not come',
  ],
  dialog: 'Part of a posting',
  dialogHint:
    'For post that came in several envelopes or scans (“part 1 of 3”). Give the same key for all parts, for example the receipt number of the first.',
  keyLabel: 'Key of the posting',
  numberLabel: 'This item is part',
  ofLabel: 'of altogether',
  keyMissing: 'Please enter a key.',
  numberWrong: 'Enter a whole number from 1 to the number of parts.',
  ofWrong: 'Enter a whole number from 2 to 99.',
  remove: 'Is no part of a posting',
  done: (receiptNumber, number, of) => `${receiptNumber} is part ${number} of ${of}.`,
  removed: (receiptNumber) => `${receiptNumber} is no part of a posting any more.`,
}
