export { notificationTraces } from './feed.repository.ts';
export { isReachable } from './feeding.ts';
export { createNotificationsSlice, type MailDelivery } from './notifications.slice.ts';
export { FeedItemKindEnum } from './notifications.types.ts';
