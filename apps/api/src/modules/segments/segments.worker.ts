import {
  decideSegment,
  learnSegments,
  type PostingHistory,
  type SegmentDecision,
  type SegmentModels,
  type SegmentOptions,
} from '@fanfare/tandem-matching';
import { defineWorker } from '../../platform/workers/define-worker.ts';

export interface SegmentsInput {
  readonly histories: readonly PostingHistory[];
  readonly options: SegmentOptions;
}

export interface SegmentsResult {
  readonly models: SegmentModels;
  readonly decisions: readonly SegmentDecision[];
}

defineWorker(({ histories, options }: SegmentsInput): SegmentsResult => {
  const models = learnSegments(histories, options);
  return { models, decisions: histories.map((history) => decideSegment(history, models, options)) };
});
