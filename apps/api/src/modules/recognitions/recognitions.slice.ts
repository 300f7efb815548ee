import { randomBytes } from 'node:crypto';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorsSlice } from '../ambassadors/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { CatalogueService } from './catalogue.service.ts';
import { DrawsService } from './draws.service.ts';
import { RecognitionActsResolver } from './recognition-acts.resolver.ts';
import {
  AmbassadorRecognitionsResolver,
  ProgrammeRecognitionsResolver,
  RecognitionDrawResolver,
  RecognitionRequestResolver,
  RecognitionsResolver,
  SharedRecognitionRequestResolver,
} from './recognitions.resolver.ts';
import { RequestsService } from './requests.service.ts';

/** The catalogue of thank-yous, who asked for and got them, and draws. */
export function createRecognitionsSlice(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  others: { readonly programmes: ProgrammeDirectory; readonly ambassadors: AmbassadorsSlice },
): Slice {
  const dependencies = { database, clock, programmes: others.programmes };
  const catalogue = new CatalogueService(dependencies);
  const requests = new RequestsService({ ...dependencies, catalogue });
  const draws = new DrawsService({ ...dependencies, catalogue, newSeed: () => randomBytes(32) });
  const services = { catalogue, requests, draws, ambassadors: others.ambassadors.loader };
  return {
    name: 'recognitions',
    entities: [],
    resolvers: [
      new RecognitionsResolver(services),
      new RecognitionRequestResolver(services),
      new SharedRecognitionRequestResolver(services),
      new RecognitionDrawResolver(services),
      new RecognitionActsResolver(services),
      new ProgrammeRecognitionsResolver(services),
      new AmbassadorRecognitionsResolver(services),
    ],
  };
}
