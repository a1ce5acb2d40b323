import type { LetterTemplate } from '../domain/letters/letter-template.ts'

/** Words that every city writes. */
export const DEMO_LETTER_TEMPLATES: readonly Pick<LetterTemplate, 'name' | 'subject' | 'body'>[] = [
  {
    name: 'Eingang bestätigen',
    subject: 'Ihr Schreiben ist bei uns eingegangen',
    body: `Guten Tag,

Ihr Schreiben ist am {{eingangsdatum}} unter der Nummer {{eingangsnummer}} bei uns eingegangen. Wir bearbeiten es unter dem Aktenzeichen {{aktenzeichen}}. Bitte geben Sie dieses Zeichen an, wenn Sie uns schreiben.

Mit freundlichen Grüßen
im Auftrag

{{sachbearbeitung}}
{{dienststelle}}`,
  },
  {
    name: 'Antwort auf ein Schreiben',
    subject: '{{bezug}}',
    body: `Guten Tag,

zu Ihrem Schreiben „{{betreff}}“ teilen wir Ihnen mit:


Mit freundlichen Grüßen
im Auftrag

{{sachbearbeitung}}
{{dienststelle}}`,
  },
]
