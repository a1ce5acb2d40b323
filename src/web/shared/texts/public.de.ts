import { citizenDe } from '../../../contract/words/citizen.de.ts'

/** What citizens read, and the pages about the product. Plain German, short sentences. */
export const publicDe = {
  citizen: citizenDe,
  about: {
    accessibility: {
      title: 'Erklärung zur Barrierefreiheit',
      intro:
        'Poststelle soll für alle Menschen nutzbar sein. Maßstab sind die Barrierefreie-Informationstechnik-Verordnung und die europäische Norm EN 301 549, die auf die Regeln WCAG 2.2 (Stufe AA) verweist.',
      works: 'Was wir getan haben',
      worksList: [
        'Alle Seiten lassen sich nur mit der Tastatur bedienen. Der Fokus ist immer sichtbar.',
        'Kürzel mit einer einzelnen Taste können Sie im Kontomenü ausschalten.',
        'Zustände erkennen Sie an Text und Zeichen, nie nur an der Farbe.',
        'Zu jeder eingescannten Seite gibt es den erkannten Text als Alternative zum Bild.',
        'Es gibt eine helle und eine dunkle Darstellung. Bewegungen unterbleiben, wenn Ihr System das wünscht.',
      ],
      limits: 'Was noch nicht barrierefrei ist',
      limitsList: [
        'Der erkannte Text eingescannter Seiten kann Fehler enthalten, vor allem bei Handschrift.',
        'Angebote in Leichter Sprache und Gebärdensprache gibt es nur dort, wo die Stadt sie oben auf der Seite verlinkt hat.',
        'Eine Prüfung durch eine unabhängige Stelle steht noch aus. Grundlage dieser Erklärung ist eine Selbstbewertung mit automatischen und manuellen Prüfungen.',
      ],
      feedback: 'Barriere melden',
      feedbackBody:
        'Sind Sie auf eine Barriere gestoßen? Bitte melden Sie sie der Stadtverwaltung, die diese Poststelle betreibt. Beschreiben Sie kurz, auf welcher Seite und womit Sie arbeiten. Kontaktdaten stehen im Impressum.',
      enforcement: 'Durchsetzungsverfahren',
      enforcementBody:
        'Bekommen Sie innerhalb von vier Wochen keine zufriedenstellende Antwort, können Sie sich an die Durchsetzungsstelle Ihres Landes wenden.',
    },
    imprint: {
      title: 'Impressum',
      body: 'Betreiberin dieser Poststelle ist die Stadtverwaltung, deren Name im Kopf der Seite steht. Die Anschrift und die Kontaktdaten stehen auf deren Internetseite.',
      software: 'Software: Poststelle, freie Software unter der EUPL 1.2.',
    },
    privacy: {
      title: 'Datenschutz',
      body: 'Poststelle speichert, was Sie einliefern, und wer was wann damit getan hat. Es gibt keine Besucherzählung, keine Werbung und keine Verbindung zu fremden Servern.',
      cookies:
        'Wer sich anmeldet, bekommt ein Sitzungs-Cookie. Es verschwindet mit der Abmeldung. Die Wahl von Sprache und Darstellung merkt sich nur Ihr Browser.',
    },
  },
}
