import type { notesDe } from './notes.de.ts'

export const notesEn: typeof notesDe = {
  title: 'Notes',
  none: 'There is no note.',
  add: 'New note',
  text: 'Note',
  fieldHint: 'Everybody who may see this can read the note. With @ you mention somebody.',
  people: 'People whom you can mention',
  nobody: (typed: string) => `Nobody with the name “${typed}” may see this.`,
  callsNobody: (words: string) => `This mentions nobody: ${words}`,
  missing: 'Please write a text.',
  save: 'Save note',
  added: 'The note is saved.',
  correct: 'Correct',
  correctLong: (when: string) => `Correct the note of ${when}`,
  correctAsk: 'The text before stays visible with the note.',
  correctedNow: 'The note is corrected.',
  corrected: (when: string) => `Corrected ${when}`,
  writtenAt: (when: string) => `Text of ${when}`,
  withdraw: 'Withdraw',
  withdrawLong: (when: string) => `Withdraw the note of ${when}`,
  withdrawAsk:
    'The note is no longer meant. Its text stays visible, struck through, with your name and the time.',
  withdrawnNow: 'The note is withdrawn.',
  withdrawnBy: (name: string, when: string) => `Withdrawn by ${name}, ${when}`,
}
