export { webhookTraces } from './webhooks.repository.ts';
export { createWebhooksSlice } from './webhooks.slice.ts';
