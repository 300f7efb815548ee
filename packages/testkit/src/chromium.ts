import { findProgram, isExecutable } from './programs.ts';

/** How to launch a browser with playwright-core: `chromium.launch({ executablePath, args })`. */
export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
}

/** Chromium's sandbox needs privileges that containers and root do not have; the tests open nothing but their own pages. */
const quietArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The system's Chromium, or else the one inside the npm package @sparticuz/chromium (Linux x64 and arm64), unpacked on first use.
 *
 * @throws Error when there is neither, saying what to install
 */
export async function findChromium(): Promise<Browser> {
  const installed = findProgram(names) ?? applications.find(isExecutable);
  if (installed !== undefined) return { executablePath: installed, args: quietArguments };
  return packagedChromium();
}

/** Arguments of the package that would hide what a browser forbids a page. */
const laxArguments = new Set(['--disable-web-security', '--allow-running-insecure-content']);

/** The Chromium of the npm package, whatever the system has. It needs the package's own arguments, single-process among them. */
export async function packagedChromium(): Promise<Browser> {
  if (process.platform !== 'linux') throw new Error('No Chromium was found: install Chromium or Google Chrome');
  const { default: packaged } = await import('@sparticuz/chromium');
  return {
    executablePath: await packaged.executablePath(),
    args: packaged.args.filter((argument) => !laxArguments.has(argument)),
  };
}
