import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hardeningRules, maximumDocumentTokens } from '../hardening.ts';

/** Documents that were parsed and found valid; the same text gives the same document, whose operations may be compiled. */
export interface ValidatedDocuments {
  /** The document, or why it is refused. */
  read(text: string): DocumentNode | readonly GraphQLError[];
}

/** A parsed document takes some ten times the memory of its text. */
const keptCharacters = 4 * 1024 * 1024;

/** As GraphQL over HTTP does, for connections that do not go through Apollo. */
export function createValidatedDocuments(schema: GraphQLSchema): ValidatedDocuments {
  const rules = [...specifiedRules, ...hardeningRules()];
  const kept = new LRUCache<string, DocumentNode>({
    maxSize: keptCharacters,
    sizeCalculation: (_document, text) => text.length + 128,
  });
  return {
    read(text) {
      const known = kept.get(text);
      if (known !== undefined) return known;
      const document = parseOrRefuse(text);
      if (document instanceof GraphQLError) return [document];
      const errors = validate(schema, document, rules);
      if (errors.length > 0) return errors;
      kept.set(text, document);
      return document;
    },
  };
}

function parseOrRefuse(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: maximumDocumentTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
