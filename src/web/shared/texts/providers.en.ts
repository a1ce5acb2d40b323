import type { Texts } from '../texts.de.ts'

export const providersEn: Pick<Texts, 'providers'> = {
  providers: {
    title: 'Sign-in services',
    short: 'Sign-in services',
    intro:
      'Directories that staff sign in with, and services such as BundID with which citizens prove their name when they hand something in (OpenID Connect).',
    empty: 'No sign-in service yet.',
    create: 'New sign-in service',
    editTitle: (name) => `Sign-in service ${name}`,
    kind: 'For whom',
    kindHint: 'Cannot be changed later.',
    kinds: { staff: 'Staff', citizen: 'Citizens' },
    name: 'Name',
    nameHint: 'Stands on the button, such as “city directory”.',
    issuer: 'Address (issuer)',
    issuerHint: 'Begins with https:// and cannot be changed later.',
    clientId: 'Name of the mailroom there (client id)',
    secretName: 'Name of the secret',
    secretNameHint:
      'Capital letters, digits and underscores. The secret itself is given to the server in OIDC_SECRET_<name>.',
    groupsClaim: 'Field with the groups (claim)',
    groups: 'Groups and roles',
    groupsHint:
      'Whoever is in none of these groups does not get in. Roles follow the groups at every sign-in.',
    group: 'Group',
    role: 'Role',
    askedLevels: 'Level of assurance to ask for',
    askedLevelsHint:
      'Values for acr_values, separated by blanks, such as STORK-QAA-Level-3. Empty: whatever the service has.',
    levelNames: 'Own names of levels of assurance',
    levelNamesHint: 'The names of eIDAS and BundID are known already.',
    acr: 'Value (acr)',
    level: 'Level of assurance',
    levels: { low: 'low', substantial: 'substantial', high: 'high' },
    ofSession: (level) => `Level of assurance of this sign-in: ${level}.`,
    noRoles: 'No group has a role: nobody gets in.',
    addRow: 'Add a row',
    removeRow: (number) => `Remove row ${number}`,
    check: 'Test',
    checking: 'Testing …',
    results: {
      ok: () => 'The service answers. A sign-in can begin.',
      'secret-missing': (secret) =>
        `The server has no secret OIDC_SECRET_${secret} for this address. Ask those who run it.`,
      unreachable: () =>
        'The service does not answer as expected. Check the address; if it is in the own network, those who run the server must allow it (OUTGOING_ALLOWED_HOSTS).',
    },
    delete: 'Delete',
    deleteTitle: (name) => `Delete ${name}?`,
    deleteBody:
      'Whoever has signed in with it is signed out at once. The accounts stay, but nobody gets into them any more. If you add the same service again, everybody gets a new account.',
    verifiedSender: (name, provider) => `Name proved: ${name}, by ${provider}`,
    verifiedLevel: (level) => `level of assurance ${level}`,
    citizenTitle: 'Would you like to prove your name?',
    citizenBody: 'You need not. Some matters are quicker with it, because the city knows who you are.',
    citizenWith: (name) => `Identify with ${name}`,
    citizenKnown: (name, provider) => `You have identified as ${name} (${provider}).`,
    citizenForget: 'Sign out',
    citizenFailed: 'Identifying did not work. You can try again, or send without it.',
  },
}
