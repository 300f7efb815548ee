/** The demo cannot run; the message is one line that says why and what to do. */
export class DemoError extends Error {}
