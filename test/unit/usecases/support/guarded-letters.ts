import type { LetterUseCases } from '../../../../src/http/letter-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const OBJECT = { kind: 'case-file', id: 'f' } as const
const WORDS = { recipient: 'r', subject: 's', text: 't' }
const TEMPLATE = { name: 'n', subject: 's', body: 'b' }

/** What guards the use cases of letters that the city writes. */
export const GUARDED_LETTERS: Readonly<Record<keyof LetterUseCases, Guarded>> = {
  listLetterTemplates: {
    needs: ['masterdata:read'],
    call: (on, actor) => on.listLetterTemplates(actor, SIGNAL),
  },
  addLetterTemplate: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.addLetterTemplate(actor, TEMPLATE, SIGNAL),
  },
  patchLetterTemplate: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchLetterTemplate(actor, { templateId: 't', expectedVersion: 1 }, SIGNAL),
  },
  removeLetterTemplate: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.removeLetterTemplate(actor, 't', SIGNAL),
  },
  showLetterhead: { needs: ['masterdata:read'], call: (on, actor) => on.showLetterhead(actor, SIGNAL) },
  patchLetterhead: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchLetterhead(actor, { expectedVersion: 0 }, SIGNAL),
  },
  draftLetter: {
    needs: ['files:edit'],
    call: (on, actor) => on.draftLetter(actor, { object: OBJECT }, SIGNAL),
  },
  previewLetter: {
    needs: ['files:edit'],
    call: (on, actor) => on.previewLetter(actor, { object: OBJECT, page: 1, ...WORDS }, SIGNAL),
  },
  writeLetter: {
    needs: ['files:edit'],
    call: (on, actor) => on.writeLetter(actor, { object: OBJECT, ...WORDS }, SIGNAL),
  },
}
