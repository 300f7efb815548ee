import type { Language } from '@fanfare/contracts';
import type { Viewer } from '../auth/viewer.ts';
import type { AnswerNotes } from './answers/answer-notes.ts';
import type { Loaders } from './loaders.ts';

/** A resolver class, as type-graphql knows it. */
export type ResolverClass<Instance extends object> = abstract new (...dependencies: never[]) => Instance;

/** What every resolver knows about the request it answers. */
export interface RequestContext {
  readonly viewer: Viewer;
  /** Appears in the logs, in the answer's header x-request-id and in unexpected errors. */
  readonly requestId: string;
  /** The language of messages to this reader: Accept-Language, else the person's own, else English. */
  readonly language: Language;
  readonly loaders: Loaders;
  /** Where resolvers tell what their answer depends on, so that it may be given again. */
  readonly answer: AnswerNotes;
  /** Calls back when nobody waits for the answer any more; missing where that cannot be known. */
  readonly whenGone?: ((listener: () => void) => void) | undefined;
  /** Whether a running subscription begins anew because what the viewer may has changed: it goes on from nothing that was sent before. */
  readonly beginsAnew?: boolean;
  /** The instance behind a resolver class: the way to its services for `subscribe` functions, which type-graphql calls without `this`. */
  resolver<Instance extends object>(resolverClass: ResolverClass<Instance>): Instance;
}
