import type { Ambassador } from '../ambassadors/index.ts';
import { isReproduced } from './draw.ts';
import type { DrawRecord, LeftOutReason, RecognitionRecord, RequestRecord } from './recognition.ts';
import type { Recognition, RecognitionDraw, RecognitionRequest, SharedRecognitionRequest } from './recognitions.types.ts';

export function toRecognition(record: RecognitionRecord): Recognition {
  const { id, programmeId, seasonId, picture, capacity, placesTaken, pointsGoal, isMonetary, archivedAt, version } = record;
  return {
    ...{ id, programmeId, seasonId, picture, capacity, pointsGoal, isMonetary, version, record },
    placesLeft: capacity === null ? null : capacity - placesTaken,
    isArchived: archivedAt !== null,
  };
}

export function toRequest(record: RequestRecord): RecognitionRequest {
  const { id, programmeId, ambassadorId, origin, state, note, createdAt, decidedAt, reason, isShared } = record;
  return { id, programmeId, ambassadorId, origin, state, note, createdAt, decidedAt, reason, isShared, record };
}

export function toShared({ id, ambassadorId }: RequestRecord, ambassador: Ambassador): SharedRecognitionRequest {
  return { id, ambassadorId, ambassador };
}

export function toDraw(record: DrawRecord): RecognitionDraw {
  const { id, programmeId, seasonId, drawnAt, seed, minimumPoints, candidates, leftOut } = record;
  const counts = Object.entries(leftOut) as readonly (readonly [LeftOutReason, number])[];
  return {
    ...{ id, programmeId, seasonId, drawnAt, minimumPoints, seed: seed.toString('hex'), record },
    candidateCount: candidates.length,
    leftOut: counts.filter(([, count]) => count > 0).map(([reason, count]) => ({ reason, count })),
    isReproduced: isReproduced(record),
  };
}
