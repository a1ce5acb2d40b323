import type { notificationsDe } from './notifications.de.ts'

export const notificationsEn: typeof notificationsDe = {
  title: 'Notifications',
  intro: 'What was given to you, where you are mentioned and what is due. You see only what you may see now.',
  bell: (unread: number) =>
    unread === 0
      ? 'No new notifications'
      : unread === 1
        ? '1 new notification'
        : `${unread} new notifications`,
  none: 'There is nothing new.',
  noneHint: 'Here stands what somebody gives to you, where somebody mentions you and what becomes due.',
  cut: 'There is more than stands here. What you finish makes room.',
  allRead: 'Mark all as read',
  isNew: 'New',
  markRead: 'Mark as read',
  markReadLong: (title: string) => `Mark as read: ${title}`,
  markNew: 'Mark as new',
  markNewLong: (title: string) => `Mark as new: ${title}`,
  kinds: {
    assigned: 'Given to you',
    mentioned: 'Mentioned',
    asked: 'Route slip',
    ageing: 'Lies for too long',
    due: 'Due',
  },
  due: { deadline: 'Deadline', resubmission: 'Resubmission' },
  dueOn: {
    overdue: (day: string) => `Was due on ${day}.`,
    today: (day: string) => `Is due today (${day}).`,
    soon: (day: string) => `Is due soon: ${day}.`,
    later: (day: string) => `Is due on ${day}.`,
  },
  assigned: 'Waits for you.',
  assignedBy: (name: string) => `${name} has given this to you.`,
  askedBy: (name, task) => `You are at turn: ${task}. Begun by ${name}.`,
  ageing: (stage, limit, unit) =>
    `${stage}${unit === null ? '' : ` (${unit})`}: in the house for longer than ${limit}.`,
  mentionedBy: (name: string) => `${name} has mentioned you in a note.`,
}
