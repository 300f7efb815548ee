import type { Language } from '@fanfare/contracts';
import {
  type BadgeTemplateKey,
  badgeTemplates,
  compileBadge,
  describeCriterion,
  drawBadge,
  levelCriteria,
} from '@fanfare/gamification';
import { userErrors } from '../../platform/graphql/payload.ts';
import type { AwardableRecord, BadgeRecord, LadderRecord } from './badge.ts';
import { holdsMistakes } from './badges.errors.ts';
import type { Badge, BadgePreview, BadgeTemplate, Ladder } from './badges.types.ts';

export function toBadge(record: BadgeRecord): Badge {
  const { document } = record;
  return { ...common(record), isPerSeason: document.criterion.per === 'SEASON', artwork: document.artwork, record };
}

export function toLadder(record: LadderRecord): Ladder {
  const { document, programmeId } = record;
  const criteria = levelCriteria(document);
  const levels = document.levels.flatMap(({ name, points, artwork }, level) => {
    const criterion = criteria[level];
    return criterion === undefined ? [] : [{ level, points, artwork, programmeId, names: name, criterion }];
  });
  return { ...common(record), isPerSeason: document.per === 'SEASON', levels, record };
}

export function toTemplate(key: BadgeTemplateKey): BadgeTemplate {
  const compiled = compileBadge(badgeTemplates[key]);
  if (!compiled.ok) throw new Error(`the template ${key} holds mistakes`);
  return { key, document: compiled.badge };
}

export function toPreview(document: unknown, programmeId: string, language: Language): BadgePreview {
  const compiled = compileBadge(document);
  if (!compiled.ok) {
    const errors = userErrors(holdsMistakes(compiled.problems), language);
    return { errors, sentence: null, artworkSvg: null, programmeId, badge: null };
  }
  const { criterion, artwork, name } = compiled.badge;
  return {
    ...{ errors: [], programmeId, badge: compiled.badge },
    sentence: describeCriterion(criterion, language),
    artworkSvg: drawBadge(artwork, inLanguage(name, language)),
  };
}

export function inLanguage(words: { readonly german: string; readonly english: string }, language: Language): string {
  return language === 'GERMAN' ? words.german : words.english;
}

function common({ id, programmeId, state, revision, document, publishedAt, retiredAt }: AwardableRecord) {
  return { id, programmeId, state, revision, document, publishedAt, retiredAt };
}
