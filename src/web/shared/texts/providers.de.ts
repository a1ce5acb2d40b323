/** Words about signing in through other directories, for administrators, staff and citizens. */
export const providersDe = {
  providers: {
    title: 'Anmeldedienste',
    short: 'Anmeldedienste',
    intro:
      'Verzeichnisse, mit denen sich Beschäftigte anmelden, und Dienste wie BundID, mit denen Bürgerinnen und Bürger beim Abgeben ihren Namen nachweisen (OpenID Connect).',
    empty: 'Noch kein Anmeldedienst eingetragen.',
    create: 'Neuer Anmeldedienst',
    editTitle: (name: string) => `Anmeldedienst ${name}`,
    kind: 'Für wen',
    kindHint: 'Lässt sich später nicht ändern.',
    kinds: { staff: 'Beschäftigte', citizen: 'Bürgerinnen und Bürger' },
    name: 'Name',
    nameHint: 'Steht auf der Schaltfläche, zum Beispiel „Stadtverzeichnis“.',
    issuer: 'Adresse (Issuer)',
    issuerHint: 'Beginnt mit https:// und lässt sich später nicht ändern.',
    clientId: 'Kennung der Poststelle (Client-ID)',
    secretName: 'Name des Geheimnisses',
    secretNameHint:
      'Große Buchstaben, Ziffern und Unterstriche. Das Geheimnis selbst hinterlegt der Betrieb in OIDC_SECRET_<Name>.',
    groupsClaim: 'Feld mit den Gruppen (Claim)',
    groups: 'Gruppen und Rollen',
    groupsHint:
      'Wer in keiner dieser Gruppen ist, kommt nicht herein. Rollen folgen den Gruppen bei jeder Anmeldung.',
    group: 'Gruppe',
    role: 'Rolle',
    askedLevels: 'Verlangtes Vertrauensniveau',
    askedLevelsHint:
      'Werte für acr_values, durch Leerzeichen getrennt, zum Beispiel STORK-QAA-Level-3. Leer: was der Dienst hat.',
    levelNames: 'Eigene Namen für Vertrauensniveaus',
    levelNamesHint: 'Die Namen von eIDAS und BundID sind schon bekannt.',
    acr: 'Wert (acr)',
    level: 'Vertrauensniveau',
    levels: { low: 'niedrig', substantial: 'substanziell', high: 'hoch' },
    ofSession: (level: string) => `Vertrauensniveau dieser Anmeldung: ${level}.`,
    noRoles: 'Keine Gruppe hat eine Rolle: Niemand kommt herein.',
    addRow: 'Zeile hinzufügen',
    removeRow: (number: number) => `Zeile ${number} entfernen`,
    check: 'Prüfen',
    checking: 'Wird geprüft …',
    results: {
      ok: (_secret: string) => 'Der Dienst antwortet. Eine Anmeldung kann beginnen.',
      'secret-missing': (secret: string) =>
        `Für diese Adresse ist auf dem Server kein Geheimnis OIDC_SECRET_${secret} hinterlegt. Wenden Sie sich an den Betrieb.`,
      unreachable: (_secret: string) =>
        'Der Dienst antwortet nicht wie erwartet. Prüfen Sie die Adresse; liegt er im eigenen Netz, muss der Betrieb ihn freigeben (OUTGOING_ALLOWED_HOSTS).',
    },
    delete: 'Löschen',
    deleteTitle: (name: string) => `${name} löschen?`,
    deleteBody:
      'Wer sich darüber angemeldet hat, ist sofort abgemeldet. Die Konten bleiben, aber niemand kommt mehr hinein. Tragen Sie denselben Dienst neu ein, bekommen alle neue Konten.',
    verifiedSender: (name: string, provider: string) => `Name nachgewiesen: ${name}, über ${provider}`,
    verifiedLevel: (level: string) => `Vertrauensniveau ${level}`,
    citizenTitle: 'Möchten Sie Ihren Namen nachweisen?',
    citizenBody:
      'Das ist freiwillig. Manche Anliegen gehen damit schneller, weil die Stadt weiß, wer Sie sind.',
    citizenWith: (name: string) => `Mit ${name} ausweisen`,
    citizenKnown: (name: string, provider: string) => `Sie haben sich als ${name} ausgewiesen (${provider}).`,
    citizenForget: 'Abmelden',
    citizenFailed:
      'Das Ausweisen hat nicht geklappt. Sie können es noch einmal versuchen oder ohne Nachweis senden.',
  },
}
