import { cast } from '../cast.ts';
import { texts } from '../identity-provider/texts.ts';
import type { DemoServer } from './demo-server.ts';

/** What a person needs to know once everything runs. */
export function readyLines({ url, isDemo }: DemoServer, seconds: number): readonly string[] {
  const addresses = [
    '',
    `Fanfare is ready after ${seconds.toFixed(1)} s.`,
    '',
    `  Admin app   ${url}/`,
    `  GraphQL     ${url}/graphql (HTTP and WebSocket)`,
    `  Health      ${url}/health/live, ${url}/health/ready`,
    `  Metrics     ${url}/metrics`,
  ];
  return [...addresses, ...(isDemo ? signInLines(url) : []), '', 'Ctrl-C ends everything that was started; the data stay.'];
}

function signInLines(url: string): readonly string[] {
  const people = cast.map(({ key, name, role, about }) => {
    const part = texts.en.roles[role];
    return `  ${name.padEnd(20)}${part.padEnd(25)}${key.padEnd(14)}${about.en}`;
  });
  return [
    '',
    'Sign in without a password as one of these invented people:',
    '',
    ...people,
    '',
    `A token for a GraphQL client: curl -s "${url}/oidc/demo-token?person=admin"`,
  ];
}
