/* `pnpm dev`: API and admin app in watch mode. This file must parse on old releases of Node, to say that they are too old. */
import('./src/node-version.mjs').then(function begin(version) {
  if (version.tellWhenTooOld(process.versions.node)) return undefined;
  return import('./src/dev.mjs').then(function run(command) {
    return command.run();
  });
});
