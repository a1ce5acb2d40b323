import type { quarantineDe } from './quarantine.de.ts'

export const quarantineEn: typeof quarantineDe = {
  virusScan: {
    title: 'Virus scan',
    states: { clean: 'scanned for viruses', infected: 'infected', unscanned: 'not scanned for viruses' },
    noScanner: 'No virus scanner is set up here.',
    at: (time) => `on ${time}`,
    found: (signature) => `found: ${signature}`,
    reasons: {
      'scanner-away': 'the virus scanner could not be reached; the file is scanned later',
      'too-large': 'the file is too large for the virus scanner',
    },
    released: (name, time) => `released by ${name} on ${time}`,
  },
  duplicates: {
    possible: (number) => `Possible duplicate of ${number}`,
    known: {
      leads: (number) => `This item leads; ${number} is its duplicate`,
      follows: (number) => `Duplicate of ${number}`,
    },
    reasons: {
      bytes: () => 'the same file',
      pages: () => 'pages with the same words',
      text: (percent) => `text the same to ${percent}`,
    },
    decide: { leads: 'This item leads', follows: 'The other one leads', different: 'No duplicate' },
    done: {
      leads: (number) => `${number} is noted as a duplicate of this item. Both stay in the register.`,
      follows: (number) => `Noted as a duplicate of ${number}. Both stay in the register.`,
      different: (number) => `Noted: no duplicate of ${number}.`,
    },
  },
  archive: {
    title: 'Content of the archive',
    failureHint: 'The archive is kept. Open the original, or ask for the single files.',
    kept: 'only in the archive',
    reasons: {
      sealed: 'locked with a password',
      archive: 'archive in an archive',
      type: 'format is not accepted',
      empty: 'empty',
      limits: 'too large, too many or packed too tightly',
      damaged: 'damaged',
    },
    unlisted: (count) =>
      count === 1
        ? '1 more file is not listed here; it is in the archive.'
        : `${count} more files are not listed here; they are in the archive.`,
  },
  quarantine: {
    title: 'Quarantine',
    intro:
      'Nobody opens these items, and the machine does not read them: the virus scanner has found something or could not scan yet. What is merely not scanned comes out by itself as soon as it was scanned and is clean.',
    empty: 'No item is in quarantine.',
    receipt: 'Item',
    from: 'Sender',
    files: 'Files',
    steps: 'Decide',
    nobody: 'not given',
    link: 'To the quarantine',
    held: 'This item is in quarantine. It is neither opened nor read.',
    shut: 'A file of this item is shut: the virus scanner has found something later. The head of the mailroom can release it.',
    release: 'Release',
    releaseTitle: (number) => `Release ${number}`,
    releaseIntro:
      'After that everybody who may read the item can open its files. Your name, the ground and your reason stay in its history.',
    ground: 'Ground',
    grounds: { 'false-alarm': 'False alarm of the scanner', 'checked-elsewhere': 'Checked elsewhere' },
    reason: 'Reason',
    reasonMissing: 'Please give a reason.',
    released: (number) => `${number} is released.`,
    reject: 'Refuse',
    rejectTitle: (number) => `Refuse ${number}`,
    rejectIntro:
      'The item stays in the register with its files, but nobody works on it. Senders who follow their submission on the hand-in page read the notice.',
    rejectReasons: ['Malware', 'Cannot be scanned'],
    notice: 'Notice to the sender',
    noticeMissing: 'Please write what the sender shall be told.',
    noticeText: (files) =>
      `Your submission could not be accepted. Our security check objected to these files: ${files}. Please check your device and send the documents once more, preferably as PDF.`,
    rejected: (number) => `${number} is refused.`,
  },
}
