export type {
  AuditProgress,
  AuditReport,
  CheckName,
  CheckResult,
  Finding,
  FindingValue,
  SubjectKind,
} from './findings.ts';
export { type ReplayOptions, replayDatabase } from './replay.ts';
export { type AuditOptions, UnknownProgramme, verifyDatabase } from './verify.ts';
