/* `pnpm check`: every check that CI makes. This file must parse on old releases of Node, to say that they are too old. */
import('./src/node-version.mjs').then(function begin(version) {
  if (version.tellWhenTooOld(process.versions.node)) return undefined;
  return import('./src/check.mjs').then(function run(command) {
    return command.run();
  });
});
