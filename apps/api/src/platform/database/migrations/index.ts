import { Programmes1763800001000 } from './1763800001000-programmes.ts';
import { Ambassadors1763800002000 } from './1763800002000-ambassadors.ts';
import { Activities1763800003000 } from './1763800003000-activities.ts';
import { Points1763800004000 } from './1763800004000-points.ts';
import { Rules1763800006000 } from './1763800006000-rules.ts';
import { RuleSimulations1763800006100 } from './1763800006100-rule-simulations.ts';
import { Boards1763800007000 } from './1763800007000-boards.ts';
import { Jobs1763800008000 } from './1763800008000-jobs.ts';
import { Outbox1763800008100 } from './1763800008100-outbox.ts';
import { Tandems1763800009000 } from './1763800009000-tandems.ts';
import { CalendarHistory1763800012000 } from './1763800012000-calendar-history.ts';
import { Rescorings1763800013000 } from './1763800013000-rescorings.ts';
import { Challenges1763800015000 } from './1763800015000-challenges.ts';
import { Badges1763800016000 } from './1763800016000-badges.ts';
import { Recognition1763800017000 } from './1763800017000-recognition.ts';
import { Notifications1763800018000 } from './1763800018000-notifications.ts';
import { Webhooks1763800018500 } from './1763800018500-webhooks.ts';
import { SeasonCeremonies1763800019000 } from './1763800019000-season-ceremonies.ts';

/** All migrations in the order in which they run; a migration that has been released is never edited. */
export const migrations = [
  Programmes1763800001000,
  Ambassadors1763800002000,
  Activities1763800003000,
  Points1763800004000,
  Rules1763800006000,
  RuleSimulations1763800006100,
  Boards1763800007000,
  Jobs1763800008000,
  Outbox1763800008100,
  Tandems1763800009000,
  CalendarHistory1763800012000,
  Rescorings1763800013000,
  Challenges1763800015000,
  Badges1763800016000,
  Recognition1763800017000,
  Notifications1763800018000,
  Webhooks1763800018500,
  SeasonCeremonies1763800019000,
] as const;
