export { notificationTraces } from './feed.repository.ts';
export { createNotificationsSlice, type MailDelivery } from './notifications.slice.ts';
export { FeedItemKindEnum } from './notifications.types.ts';
