/** What people are told of. */
export const notificationsDe = {
  title: 'Benachrichtigungen',
  intro:
    'Was Ihnen übergeben wurde, wo Sie erwähnt sind, was fällig ist und was in Ihrer Verantwortung zu lange liegt. Sie sehen nur, was Sie jetzt sehen dürfen.',
  bell: (unread: number) =>
    unread === 0
      ? 'Keine neuen Benachrichtigungen'
      : unread === 1
        ? '1 neue Benachrichtigung'
        : `${unread} neue Benachrichtigungen`,
  none: 'Es gibt nichts Neues.',
  noneHint: 'Hier steht, was Ihnen jemand übergibt, wo Sie jemand erwähnt und was fällig wird.',
  cut: 'Es gibt noch mehr, als hier steht. Was Sie erledigen, macht Platz.',
  allRead: 'Alle als gelesen markieren',
  isNew: 'Neu',
  markRead: 'Als gelesen markieren',
  markReadLong: (title: string) => `Als gelesen markieren: ${title}`,
  markNew: 'Als neu markieren',
  markNewLong: (title: string) => `Als neu markieren: ${title}`,
  kinds: {
    assigned: 'Übergeben',
    mentioned: 'Erwähnt',
    asked: 'Laufzettel',
    ageing: 'Liegt zu lange',
    due: 'Fällig',
  },
  due: { deadline: 'Frist', resubmission: 'Wiedervorlage' },
  dueOn: {
    overdue: (day: string) => `War fällig am ${day}.`,
    today: (day: string) => `Ist heute fällig (${day}).`,
    soon: (day: string) => `Ist bald fällig: ${day}.`,
    later: (day: string) => `Ist fällig am ${day}.`,
  },
  assigned: 'Liegt für Sie bereit.',
  assignedBy: (name: string) => `${name} hat Ihnen das übergeben.`,
  askedBy: (name: string, task: string) => `Sie sind an der Reihe: ${task}. Begonnen hat ${name}.`,
  ageing: (stage: string, limit: string, unit: string | null) =>
    `${stage}${unit === null ? '' : ` (${unit})`}: länger im Haus als ${limit}.`,
  mentionedBy: (name: string) => `${name} hat Sie in einer Notiz erwähnt.`,
}
