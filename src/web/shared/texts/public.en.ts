import { citizenEn } from '../../../contract/words/citizen.en.ts'
import type { publicDe } from './public.de.ts'

export const publicEn: typeof publicDe = {
  citizen: citizenEn,
  about: {
    accessibility: {
      title: 'Accessibility statement',
      intro:
        'Poststelle is meant to be usable by everybody. The measure is the German accessibility ordinance and the European standard EN 301 549, which refers to WCAG 2.2 (level AA).',
      works: 'What we have done',
      worksList: [
        'All pages work with the keyboard only. The focus is always visible.',
        'Single-key shortcuts can be switched off in the account menu.',
        'States are shown by text and sign, never by colour alone.',
        'For every scanned page there is the recognised text beside the picture.',
        'There is a light and a dark appearance. Nothing moves if your system asks for that.',
      ],
      limits: 'What is not accessible yet',
      limitsList: [
        'The recognised text of scanned pages can contain errors, above all with handwriting.',
        'Easy language and sign language are there only where the city has linked them at the top of the page.',
        'A check by an independent body is still to come. This statement rests on our own automatic and manual checks.',
      ],
      feedback: 'Report a barrier',
      feedbackBody:
        'Have you met a barrier? Please tell the city administration that runs this mailroom. Say briefly which page it was and what you work with. How to reach it is said in the legal notice.',
      enforcement: 'Enforcement',
      enforcementBody:
        'If you get no satisfactory answer within four weeks, you can turn to the enforcement body of your state.',
    },
    imprint: {
      title: 'Legal notice',
      body: 'This mailroom is run by the city administration named at the top of the page. Its address is on its website.',
      software: 'Software: Poststelle, free software under the EUPL 1.2.',
    },
    privacy: {
      title: 'Privacy',
      body: 'Poststelle stores what you hand in, and who did what with it when. There is no visitor counting, no advertising and no connection to foreign servers.',
      cookies:
        'Who signs in gets a session cookie. It goes with signing out. The choice of language and appearance stays in your browser.',
    },
  },
}
