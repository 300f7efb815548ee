import { Command, type HelpConfiguration, Option } from 'commander';
import { type FrameWords, frameWords } from './frame-words.ts';
import { type CliLanguage, cliLanguages } from './language.ts';
import type { Terminal } from './terminal.ts';

/** The program without its commands: help and problems in one language, written to the terminal, and no end of the process. */
export function createProgram({
  terminal,
  language,
}: {
  readonly terminal: Terminal;
  readonly language: CliLanguage;
}): Command {
  const words = frameWords[language];
  return new Command('fanfare')
    .description(words.description)
    .addOption(new Option(words.languageFlags, words.languageOption).choices(cliLanguages))
    .helpOption('-h, --help', words.helpOption)
    .helpCommand(...words.helpCommand)
    .configureHelp(helpIn(words))
    .configureOutput({
      writeOut: (text) => terminal.print(withoutLineEnd(text)),
      writeErr: (text) => terminal.tell(withoutLineEnd(text)),
      outputError: (text, write) => write(words.problem(text)),
    })
    .showHelpAfterError(words.helpShowsHow)
    .exitOverride();
}

function helpIn(words: FrameWords): HelpConfiguration {
  const titled = (text: string) => words.titles[text] ?? text;
  const placed = (text: string) => text.replace(/\[(?:options|command)\]/g, titled);
  return {
    showGlobalOptions: true,
    styleTitle: titled,
    styleUsage: placed,
    styleSubcommandTerm: placed,
    optionDescription: (option) => describedOption(option, words),
  };
}

/** An empty list is no default that anybody has to know of. */
function describedOption({ description, argChoices, defaultValue }: Option, words: FrameWords): string {
  const more = [
    ...(argChoices === undefined ? [] : [words.choices(argChoices.join(', '))]),
    ...(typeof defaultValue === 'string' ? [words.standard(defaultValue)] : []),
  ];
  return more.length === 0 ? description : `${description} (${more.join('; ')})`;
}

function withoutLineEnd(text: string): string {
  return text.replace(/\n$/, '');
}
