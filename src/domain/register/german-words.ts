import type { Channel, ItemState } from '../intake/incoming-item.ts'

/** As the register on paper says it. */
export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  letter: 'Brief',
  counter: 'Am Schalter abgegeben',
  night_box: 'Nachtbriefkasten',
  fax: 'Fax',
  scan_folder: 'Scan-Ordner',
  upload_link: 'Online-Abgabe',
  upload_login: 'Online-Abgabe mit Anmeldung',
  email: 'E-Mail',
  fitconnect: 'FIT-Connect',
  vps: 'Virtuelle Poststelle',
  bebpo: 'beBPo',
  zre: 'E-Rechnung (ZRE)',
  internal: 'Hauspost',
}

export const STATE_NAMES: Readonly<Record<ItemState, string>> = {
  registered: 'Registriert',
  capturing: 'Wird gelesen',
  qc: 'Sichtprüfung',
  indexing: 'Zu prüfen',
  routed: 'Zugestellt',
  accepted: 'Übernommen',
  filed: 'In der Akte',
  done: 'Erledigt',
  closedForwarded: 'Verschlossen weitergeleitet',
  misdirectedOut: 'Irrläufer abgegeben',
  returned: 'Zurückgegeben',
  quarantined: 'In Quarantäne',
  rejected: 'Abgewiesen',
  split: 'In Schreiben getrennt',
  dispatched: 'Ausgang',
  voided: 'Storniert',
}
