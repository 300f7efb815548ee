export {
  type ActivityKind,
  activityKinds,
  type Channel,
  channels,
  type EvidenceTier,
  evidenceTiers,
  type Language,
  languages,
  type RankKind,
  rankKinds,
  type Segment,
  segments,
} from './vocabulary.ts';
