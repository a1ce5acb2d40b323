import type { publicDe } from './public.de.ts'

export const publicEn: typeof publicDe = {
  citizen: {
    heading: 'Hand in documents',
    intro:
      'Here you send documents to your city administration. You need no account. You get a receipt at once.',
    limits: 'What you can send',
    limitFiles: (count) => `at most ${count} files`,
    limitSize: (size) => `each file at most ${size}`,
    limitFormats: (formats) => `formats: ${formats}`,
    limitPassword: 'We cannot open files that are protected by a password.',
    files: 'Files',
    choose: 'Choose files or take photos',
    drop: 'On a computer you can also drag the files into this field.',
    name: 'Your name',
    nameHint: 'You can send without a name.',
    subject: 'What is it about?',
    reference: 'File number or code',
    referenceHint: 'Often at the top right of the letter from the city.',
    message: 'Message to the city',
    submit: 'Send now',
    sending: (percent) => `Being sent: ${percent}`,
    missing: 'Please choose at least one file.',
    tooMany: (count) => `These are too many files. ${count} are allowed.`,
    tooLarge: (name, size) => `${name} is too large. ${size} are allowed.`,
    emptyFile: (name) => `${name} is empty.`,
    removeFile: (name) => `Remove ${name}`,
    privacy:
      'We use what you enter only to deal with your matter. We do not count visits and set no cookies, unless you identify yourself.',
    unknownTenant: 'This address belongs to no city administration. Please check the spelling.',
    photos: {
      take: 'Take a photo',
      merge: (count) => `Put the ${count} photos into one PDF file`,
      mergeHint: 'Each photo becomes a page, in the order of the list. The photos stay as they are.',
      fileName: 'Fotos.pdf',
      turn: (name) => `Turn ${name}`,
      turned: (name) => `${name} is turned to the right.`,
      earlier: (name) => `Move ${name} forward`,
      later: (name) => `Move ${name} back`,
      movedTo: (name, place, count) => `${name} is now ${place} of ${count}.`,
      faults: {
        blurred: 'The photo is blurred. Please take a new one if you cannot read it yourself.',
        dark: 'The photo is very dark. Please make more light.',
        'cut-off': 'An edge of the sheet may be missing.',
      },
    },
    followUp: {
      heading: 'Hand in missing documents',
      due: (day) => `Please hand in the documents by ${day}.`,
      askedOn: (day) => `Letter from the city of ${day}`,
      overdue: 'The deadline is over.',
      overdueBody: (day) =>
        `You can still hand in the documents here until ${day}. The receipt will say that they came after the deadline.`,
      answered: (count) =>
        count === 1
          ? 'Something has come in for this letter already. You can send more.'
          : `Something has come in for this letter ${count} times already. You can send more.`,
      codeIntro: 'The city has written to you that documents are missing? Enter the code of the letter.',
      code: 'Your code',
      codeHint: '24 letters and digits. You can leave out hyphens and blanks.',
      open: 'Continue',
      wrong: 'We do not know this code, or it is no longer valid.',
      wrongBody:
        'Please check the spelling. You can also hand in the documents without a code: then give the reference of the letter.',
    },
    receipt: {
      answer: (subject, due) => `Handed in for “${subject}”, due by ${due}:`,
      inTime: 'received in time.',
      late: 'received after the deadline.',
      title: 'We have received your documents',
      number: 'Receipt number',
      at: 'Received on',
      code: 'Your reference',
      secret: 'Your secret word',
      keep: 'Please print this page or write down reference and secret word. Only with both can you ask for the status. We show the secret word only this once.',
      files: 'Files received',
      checksum: 'Checksum',
      checksumHint: 'The checksum proves that we have received exactly your file.',
      next: 'What happens next',
      nextBody:
        'The mailroom passes your documents on to the department in charge. It will contact you if there are questions.',
      print: 'Print or save as PDF',
      status: 'Ask for the status',
      again: 'Send more documents',
      copy: 'Copy',
      copied: 'Copied.',
    },
    status: {
      title: 'Status of your documents',
      intro: 'Enter your reference and your secret word. Both stand on your receipt.',
      submit: 'Show status',
      wrong: 'Reference and secret word do not match. Please check both.',
      missing: 'Please fill in this field.',
      fileCount: 'Files',
      states: {
        received: 'Received',
        processing: 'In progress',
        question: 'Question',
        completed: 'Completed',
        closed: 'Closed',
      },
      explain: {
        received: 'Your documents are here. The mailroom will look at them soon.',
        processing: 'Your documents are with the department in charge.',
        question:
          'Something is missing. The department has written to you. The letter has a code and a deadline.',
        completed: 'Your documents are in the file. The department has them.',
        closed: 'The matter is closed. Please contact the city if you have questions.',
      },
    },
  },
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
        'Easy language and sign language are still missing.',
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
