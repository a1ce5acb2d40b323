import { ADMIN, ALL_BUT_SCANNERS, DESK } from './roles.ts'
import { STALE, type Row } from './row.ts'

/** Something is left to be filled in, so that nothing is stored; what is not filed is not answered. */
const words = (): unknown => ({ recipient: 'r', subject: 's', text: '{{bezug}}' })
const beyond = (): unknown => ({ recipient: 'r', subject: 's', text: 't', page: 900 })
const nothing = (): unknown => ({})

/** Of letters that the city writes, and what they are made from. */
export const LETTER_POLICY: Readonly<Record<string, Row>> = {
  draftItemLetter: { who: DESK, object: 'item', ok: [200, 409], body: nothing },
  draftCaseFileLetter: { who: DESK, object: 'case-file', ok: [200], body: nothing },
  previewItemLetter: { who: DESK, object: 'item', ok: [409, 422], body: beyond },
  previewCaseFileLetter: { who: DESK, object: 'case-file', ok: [422], body: beyond },
  writeItemLetter: { who: DESK, object: 'item', ok: [409, 422], body: words },
  writeCaseFileLetter: { who: DESK, object: 'case-file', ok: [422], body: words },

  listLetterTemplates: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  addLetterTemplate: {
    who: ADMIN,
    ok: [201, 409],
    body: () => ({ name: 'Neue Vorlage', subject: 's', body: 'b' }),
  },
  patchLetterTemplate: { who: ADMIN, object: 'letter-template', ok: STALE, body: () => ({ name: 'neu' }) },
  removeLetterTemplate: { who: ADMIN, object: 'spare-letter-template', ok: [204] },
  getCitizenPage: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  patchCitizenPage: { who: ADMIN, ok: STALE, body: () => ({ easyLanguageUrl: 'https://stadt.example/' }) },
  getLetterhead: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  patchLetterhead: { who: ADMIN, ok: STALE, body: () => ({ office: 'neu' }) },
}
