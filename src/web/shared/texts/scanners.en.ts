import type { scannersDe } from './scanners.de.ts'

export const scannersEn: typeof scannersDe = {
  title: 'Scanners',
  intro:
    'Each scanner puts its files into a folder of its own in the data directory; from there Poststelle takes them into the batch of the day. The path is set up by who runs the server.',
  tokenHint:
    'A scanner that hands in by itself needs, in place of the folder, an access token that can only hand in. Somebody of the mailroom makes it under the own account.',
  tokens: 'Own access tokens',
  create: 'Add a scanner',
  editTitle: (name) => `Change scanner: ${name}`,
  empty: 'No scanner is set up yet.',
  name: 'Name',
  folder: 'Folder',
  folderHint: 'Small letters, digits and hyphens; cannot be changed later.',
  path: 'Folder in the data directory',
  lastScan: 'Last taken in',
  never: 'nothing yet',
  batch: (number) => `Batch ${number}`,
  state: 'State',
  active: 'In use',
  disabled: 'Switched off',
  disable: 'Switch off',
  enable: 'Switch on',
  aloneNeedsNormal: 'Only batches of the protection class normal are divided without a check.',
}
