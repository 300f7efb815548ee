import { describe, expect, test } from '@jest/globals';
import { de } from './de.ts';
import { en } from './en.ts';
import { preferredLanguage } from './index.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
}

const german = new Map(leaves(de));
const english = new Map(leaves(en));
const placeholders = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the two languages', () => {
  test('have the same keys', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('fill the same values into each sentence', () => {
    const different = [...english].filter(([key, text]) => placeholders(text).join() !== placeholders(german.get(key)).join());
    expect(different).toEqual([]);
  });

  test('say nothing empty, and address nobody informally', () => {
    expect([...german, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
    expect([...german].filter(([, text]) => /\b(du|dein\w*|dich|dir|euch|eure\w*)\b/i.test(text))).toEqual([]);
  });
});

describe('the language of the app', () => {
  const stored = (language: string | null) => ({ getItem: () => language });

  test('is the person’s own choice, else the first of the browser that is spoken, else English', () => {
    expect(preferredLanguage(stored('de'), ['en-GB'])).toBe('de');
    expect(preferredLanguage(stored(null), ['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(preferredLanguage(stored('tlh'), ['fr'])).toBe('en');
  });
});
