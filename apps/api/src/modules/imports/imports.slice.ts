import type { Authenticator } from '../../platform/auth/authenticator.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { ActivitiesRecorder } from '../activities/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { ImportRunner } from './import-runner.ts';
import { ImportsResolver, ProgrammeImportsResolver } from './imports.resolver.ts';
import { importRoutes } from './imports.routes.ts';
import { ImportsService } from './imports.service.ts';
import type { UploadLimits } from './upload.ts';

export function createImportsSlice(
  platform: Platform,
  dependencies: {
    readonly authenticator: Authenticator;
    readonly programmes: ProgrammeDirectory;
    readonly recorder: ActivitiesRecorder;
    readonly limits: UploadLimits;
  },
): Slice {
  const { database, events, clock, logger } = platform;
  const { authenticator, programmes, recorder, limits } = dependencies;
  const service = new ImportsService({ database, events, clock });
  const runner = new ImportRunner({ database, recorder, events, clock, logger });
  return {
    name: 'imports',
    entities: [],
    resolvers: [new ImportsResolver({ service, events }), new ProgrammeImportsResolver(service)],
    routes: importRoutes({ authenticator, programmes, database, clock, runner, limits }),
  };
}
