import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ExitCode } from './context.ts';
import { readCliEnvironment } from './env.ts';
import { runCli } from './program.ts';
import type { Terminal } from './terminal.ts';

interface Told {
  readonly exitCode: ExitCode;
  readonly output: string;
  readonly problems: string;
}

async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Told> {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal: Terminal = {
    print: (line) => void printed.push(line),
    tell: (line) => void told.push(line),
    screen: null,
    interruptible: (work) => work(new AbortController().signal),
  };
  const exitCode = await runCli(words, { environment: readCliEnvironment(environment), terminal });
  return { exitCode, output: printed.join('\n'), problems: told.join('\n') };
}

describe('the language', () => {
  const noDatabase = { de: 'DATABASE_URL ist nicht gesetzt.', en: 'DATABASE_URL is not set.' };

  test.each<[readonly string[], Record<string, string>, 'de' | 'en']>([
    [[], {}, 'en'],
    [[], { LANG: 'C' }, 'en'],
    [[], { LANG: 'de_AT.UTF-8' }, 'de'],
    [[], { LANG: 'den_CA' }, 'en'],
    [[], { LC_MESSAGES: 'en_GB', LANG: 'de_DE' }, 'en'],
    [[], { LC_ALL: 'de', LC_MESSAGES: 'en_GB', LANG: 'en_GB' }, 'de'],
    [[], { LC_ALL: '', LANG: 'de_DE' }, 'de'],
    [[], { FANFARE_LANGUAGE: 'en', LC_ALL: 'de_DE' }, 'en'],
    [['--language', 'en'], { FANFARE_LANGUAGE: 'de' }, 'en'],
    [['--language=de'], { LC_ALL: 'en_GB' }, 'de'],
    [['--language', 'en', '--language', 'de'], {}, 'de'],
  ])('%j %j: %s', async (words, environment, language) => {
    for (const all of [
      ['verify', ...words],
      [...words, 'verify'],
    ]) {
      const { exitCode, problems } = await run(all, environment);
      expect([exitCode, problems.split('\n')[0]]).toEqual([2, noDatabase[language]]);
    }
  });

  test('one that there is not is refused, in the language of the environment', async () => {
    const { exitCode, problems } = await run(['verify', '--language', 'fr'], { LANG: 'de_DE' });
    expect([exitCode, problems]).toEqual([
      2,
      'Fehler: Zur Option „--language <sprache>“ passt „fr“ nicht. Möglich: de, en.\n(--help zeigt, wie es geht)',
    ]);
  });
});

describe('help', () => {
  const commands = [[], ['import'], ['verify'], ['replay'], ['rebuild']];

  test.each(commands)('is German where German is asked for: %s', async (...command) => {
    const words = command.filter((word) => word !== undefined);
    const { exitCode, output, problems } = await run([...words, '--help', '--language', 'de']);
    expect([exitCode, problems]).toEqual([0, '']);
    expect(output).toMatch(/^Aufruf: fanfare .*\[optionen\]/);
    expect(output).toContain('--language <sprache>');
    expect(output).toMatch(/-h, --help +zeigt diese Hilfe/);
    const english =
      /usage|options|command|arguments|display|default:|choices|<(?:key|file|language|facts)>|\b(?:the|with|from|of)\b/i;
    expect(output).not.toMatch(english);
  });

  test.each(commands)('is English else: %s', async (...command) => {
    const words = command.filter((word) => word !== undefined);
    const { output } = await run([...words, '--help']);
    expect(output).toMatch(/^Usage: fanfare .*\[options\]/);
    expect(output).not.toMatch(/[äöüßÄÖÜ„“]|\b(?:der|die|das|und|nicht)\b/);
  });

  test('says what may stand, and what stands there unless told', async () => {
    const german = (await run(['import', '--help', '--language=de'])).output.replace(/\s+/g, ' ');
    expect(german).toContain('(möglich: csv, ndjson)');
    expect(german).toContain('die Installation (sonst: http://localhost:4000)');
    expect((await run(['help', 'verify', '--language=de'])).output).toContain('Prüft an der laufenden Datenbank');
  });
});

describe('problems of the command line are told in German', () => {
  test.each([
    [['import', '--programme', 'acme'], 'Es fehlt das Argument „datei“'],
    [['verify', '--programme'], 'Zur Option „--programme <schlüssel>“ fehlt der Wert'],
    [['import', 'a.csv'], 'Die Option „--programme <schlüssel>“ muss angegeben werden'],
    [
      ['replay', '--checkpoint-every', '0'],
      'Zur Option „--checkpoint-every <fakten>“ passt „0“ nicht. Richtig ist eine ganze Zahl ab 1.',
    ],
    [['verify', '--programm', 'a'], 'Die Option „--programm“ gibt es nicht\n(Meinen Sie --programme?)'],
    [['verify', 'a'], 'Zu viele Argumente: erwartet 0, angegeben 1.'],
    [['transform'], 'Den Befehl „transform“ gibt es nicht'],
    [['verfy'], 'Den Befehl „verfy“ gibt es nicht\n(Meinen Sie verify?)'],
  ])('%j', async (words, told) => {
    const { exitCode, output, problems } = await run([...words, '--language', 'de']);
    expect([exitCode, output]).toEqual([2, '']);
    expect(problems).toBe(`Fehler: ${told}\n(--help zeigt, wie es geht)`);
  });

  test('without a command the help is told, and nothing is done', async () => {
    const { exitCode, output, problems } = await run([], { LANG: 'de_DE' });
    expect([exitCode, output]).toEqual([2, '']);
    expect(problems).toMatch(/^Aufruf: fanfare/);
  });
});

test('an import says in German what keeps it from running', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fanfare-cli-'));
  const importing = async (file: string) => {
    const words = ['import', file, '--programme', 'acme', '--url', 'http://127.0.0.1:1', '--language', 'de'];
    return (await run(words)).problems;
  };
  try {
    const [missing, unknown, fine] = ['missing.csv', 'posts.txt', 'posts.csv'].map((name) => path.join(folder, name));
    await writeFile(unknown ?? '', '');
    await writeFile(fine ?? '', 'externalId\n');
    expect(await importing(missing ?? '')).toBe(`Diese Datei gibt es nicht: ${missing}`);
    expect(await importing(folder)).toBe(`Das ist keine Datei: ${folder}`);
    expect(await importing(unknown ?? '')).toContain('Geben Sie --format csv oder --format ndjson an.');
    expect(await importing(fine ?? '')).toContain('Unter http://127.0.0.1:1 antwortet niemand.');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
