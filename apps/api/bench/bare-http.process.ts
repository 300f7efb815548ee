import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from './harness/own-process.ts';

/** `node:http` and nothing else, which serialises the same answer for each request. */
const methods = {
  start: (answer: object) =>
    new Promise<number>((resolve) => {
      const server = createServer((request, response) => {
        request.resume();
        request.on('end', () => {
          response.setHeader('content-type', 'application/json; charset=utf-8');
          response.end(JSON.stringify(answer));
        });
      });
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    }),
};

export type BareHttp = typeof methods;

serve(methods);
