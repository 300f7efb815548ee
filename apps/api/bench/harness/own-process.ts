import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process of the harness can be asked; each method takes one argument and gives an answer that can be cloned. */
export type Methods = Readonly<Record<string, (argument: never) => unknown>>;

type Answer<Method> = Method extends (argument: never) => infer Result ? Awaited<Result> : never;
type Argument<Method> = Method extends (argument: infer Value) => unknown ? Value : never;

interface Question {
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}

type Reply = { readonly id: number } & ({ readonly result: unknown } | { readonly error: string });

/** A process of the harness: clients and reference servers have their own, so that they do not share a core with what is measured. */
export interface OwnProcess<Served extends Methods> {
  ask<Name extends keyof Served & string>(method: Name, argument: Argument<Served[Name]>): Promise<Answer<Served[Name]>>;
  stop(): void;
}

/** Starts bench/<name>.process.ts, which calls `serve`. It ends with this process, however that ends. */
export function startOwnProcess<Served extends Methods>(name: string): OwnProcess<Served> {
  const child = fork(fileURLToPath(new URL(`../${name}.process.ts`, import.meta.url)), {
    execArgv: ['--conditions=fanfare-source', '--import', 'tsx'],
    serialization: 'advanced',
  });
  const waiting = awaitReplies(child, name);
  let questions = 0;
  return {
    ask: (method, argument) =>
      new Promise((resolve, reject) => {
        questions += 1;
        waiting.set(questions, { resolve: resolve as (result: unknown) => void, reject });
        child.send({ id: questions, method, argument } satisfies Question);
      }),
    stop: () => void (child.connected && child.disconnect()),
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

function awaitReplies(child: ChildProcess, name: string): Map<number, Waiting> {
  const waiting = new Map<number, Waiting>();
  child.on('message', (message) => {
    const reply = message as Reply;
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) asked?.reject(new Error(`${name}: ${reply.error}`));
    else asked?.resolve(reply.result);
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The process "${name}" ended with ${code}`));
  });
  return waiting;
}

/** Answers the questions of the process that started this one, and ends with it. */
export function serve(methods: Methods): void {
  process.on('message', (message) => {
    const { id, method, argument } = message as Question;
    void answer(methods, { method, argument }).then((outcome) => process.send?.({ id, ...outcome }));
  });
  process.once('disconnect', () => process.exit());
}

async function answer(methods: Methods, { method, argument }: Omit<Question, 'id'>) {
  try {
    return { result: await methods[method]?.(argument as never) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Milliseconds since 1970 with fractions, on the one clock of this machine: comparable between its processes. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
