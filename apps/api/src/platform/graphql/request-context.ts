import type { Language } from '@fanfare/contracts';
import type { Authentication } from '../auth/authenticator.ts';
import { type AnswerNotes, notKept } from './answers/answer-notes.ts';
import type { RequestContext } from './context.ts';
import { Loaders } from './loaders.ts';
import type { ResolverInstances } from './schema.ts';

/** A context for one operation, or for one event of a subscription. */
export function createRequestContext(options: {
  readonly authentication: Authentication;
  readonly requestId: string;
  readonly acceptLanguage: string | undefined;
  readonly resolvers: ResolverInstances;
  /** Where answers may be kept. */
  readonly answer?: AnswerNotes;
}): RequestContext {
  const { authentication, requestId, resolvers } = options;
  return {
    viewer: authentication.viewer,
    requestId,
    language: languageFor(authentication, options.acceptLanguage),
    loaders: new Loaders(),
    answer: options.answer ?? notKept,
    resolver: (resolverClass) => resolvers.get(resolverClass),
  };
}

/** The language of messages to a reader: Accept-Language, else the person's own, else English. */
export function languageFor({ language }: Authentication, acceptLanguage: string | undefined): Language {
  return preferredLanguage(acceptLanguage) ?? language ?? 'ENGLISH';
}

/** The product's language that stands first in an Accept-Language header by weight; undefined when none does. */
export function preferredLanguage(header: string | undefined): Language | undefined {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { language: languageOfTag(tag), weight: weight === undefined ? 1 : Number(weight) };
  });
  const spoken = wishes.filter((wish) => wish.language !== undefined && wish.weight > 0);
  return spoken.toSorted((one, other) => other.weight - one.weight)[0]?.language;
}

function languageOfTag(tag: string): Language | undefined {
  if (/^de\b/.test(tag)) return 'GERMAN';
  return /^en\b/.test(tag) ? 'ENGLISH' : undefined;
}
