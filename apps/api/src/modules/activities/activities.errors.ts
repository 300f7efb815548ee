import { maximumActivitiesPerRequest } from '@fanfare/contracts';
import type { DeliveryDifference } from '@fanfare/gamification';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { ActivityDraft } from './activity-draft.ts';

/** The expected failures of recording, in words; paths are those of the fields of an activity's input. */

export function unknownAmbassador(ambassador: ActivityDraft['ambassador']): UserFailure {
  const named = 'id' in ambassador ? ambassador.id : ambassador.reference;
  return {
    code: 'NOT_FOUND',
    path: ['ambassador'],
    message: {
      GERMAN: `„${named}“ gehört zu keiner Botschafter:in dieses Programms. Gebraucht wird die Id oder die externe Referenz.`,
      ENGLISH: `"${named}" is no ambassador of this programme. It takes the id or the external reference.`,
    },
  };
}

export function notTakingPart(
  occurredAt: Date,
  member: { readonly joinedAt: Date; readonly leftAt: Date | null },
): UserFailure {
  const from = member.joinedAt.toISOString();
  const to = member.leftAt?.toISOString() ?? null;
  return {
    code: 'OUT_OF_RANGE',
    path: ['occurredAt'],
    message: {
      GERMAN: `Am ${occurredAt.toISOString()} nahm die Person nicht teil (von ${from}${to === null ? '' : ` bis ${to}`}).`,
      ENGLISH: `The person was not taking part at ${occurredAt.toISOString()} (since ${from}${to === null ? '' : `, until ${to}`}).`,
    },
  };
}

export function unknownCampaign(key: string): UserFailure {
  return {
    code: 'NOT_FOUND',
    path: ['campaign'],
    message: {
      GERMAN: `Eine Kampagne mit dem Schlüssel „${key}“ gibt es in diesem Programm nicht.`,
      ENGLISH: `There is no campaign with the key "${key}" in this programme.`,
    },
  };
}

export function inTheFuture(
  moment: Date,
  { minutes, path }: { readonly minutes: number; readonly path: readonly string[] },
): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path,
    message: {
      GERMAN: `${moment.toISOString()} liegt mehr als ${minutes} Minuten in der Zukunft.`,
      ENGLISH: `${moment.toISOString()} is more than ${minutes} minutes in the future.`,
    },
  };
}

export function readBeforePosted(readAt: Date, occurredAt: Date): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['engagement', 'readAt'],
    message: {
      GERMAN: `Der Reaktionsstand vom ${readAt.toISOString()} ist älter als die Aktivität (${occurredAt.toISOString()}).`,
      ENGLISH: `The reading of ${readAt.toISOString()} is older than the activity (${occurredAt.toISOString()}).`,
    },
  };
}

export function moreLikesOfColleagues(ofColleagues: number, likes: number): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['engagement', 'colleagueLikes'],
    message: {
      GERMAN: `${ofColleagues} „Gefällt mir“ sollen von Kolleg:innen sein, insgesamt sind es aber ${likes}.`,
      ENGLISH: `${ofColleagues} likes are said to be of colleagues, but there are ${likes} in total.`,
    },
  };
}

/** Who could say so of the own post would learn from its points whether somebody takes part. */
export function colleaguesAreForConnectors(): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path: ['engagement', 'colleagueLikes'],
    message: {
      GERMAN: 'Von wem „Gefällt mir“ stammt, melden nur Konnektoren.',
      ENGLISH: 'Whose likes they are is reported by connectors only.',
    },
  };
}

export function differentActivity(differences: readonly DeliveryDifference[]): UserFailure {
  return {
    code: 'DUPLICATE_WITH_DIFFERENCE',
    path: [differences[0]?.field ?? 'externalId'],
    message: {
      GERMAN: `Dieselbe Aktivität ist schon anders erfasst: ${named(differences, 'erfasst', 'gesendet')}. War sie falsch, berichtigen Sie sie (correctActivity).`,
      ENGLISH: `The same activity is recorded differently: ${named(differences, 'recorded', 'sent')}. If it was wrong, correct it (correctActivity).`,
    },
  };
}

export function differentReading(differences: readonly DeliveryDifference[]): UserFailure {
  return {
    code: 'DUPLICATE_WITH_DIFFERENCE',
    path: ['engagement', differences[0]?.field ?? 'readAt'],
    message: {
      GERMAN: `Für diesen Zeitpunkt ist ein anderer Reaktionsstand erfasst: ${named(differences, 'erfasst', 'gesendet')}.`,
      ENGLISH: `Another reading is recorded for this time: ${named(differences, 'recorded', 'sent')}.`,
    },
  };
}

export function alreadyTakenBack(cause: 'WITHDRAWN' | 'REJECTED'): UserFailure {
  const isWithdrawn = cause === 'WITHDRAWN';
  return {
    code: 'STATE',
    path: ['activity'],
    message: {
      GERMAN: isWithdrawn ? 'Diese Aktivität ist schon zurückgezogen.' : 'Diese Aktivität wurde nicht anerkannt.',
      ENGLISH: isWithdrawn ? 'This activity is withdrawn already.' : 'This activity was rejected.',
    },
  };
}

export function recordedByProgramme(): UserFailure {
  return {
    code: 'STATE',
    path: ['activity'],
    message: {
      GERMAN:
        'Das hat das Programm selbst festgestellt; ablehnen lässt sich nur, was jemand selbst oder für andere angegeben hat. Zurückziehen können Sie es.',
      ENGLISH:
        'The programme itself has found this; only what people say themselves or of each other can be rejected. It can be withdrawn.',
    },
  };
}

export function verifiedByChannel(): UserFailure {
  return {
    code: 'STATE',
    path: ['activity'],
    message: {
      GERMAN:
        'Der Kanal hat diese Aktivität bestätigt; ablehnen lässt sich nur, was jemand selbst oder für andere angegeben hat.',
      ENGLISH: 'The channel has verified this activity; only what people say themselves or of each other can be rejected.',
    },
  };
}

export function engagementIsNoCorrection(): UserFailure {
  return {
    code: 'INVALID',
    path: ['activity', 'engagement'],
    message: {
      GERMAN: 'Reaktionen werden nicht berichtigt: Melden Sie einen neuen Reaktionsstand.',
      ENGLISH: 'Engagement is not corrected: report a new reading.',
    },
  };
}

export function alreadyReversed(reversalNumber: number): UserFailure {
  return {
    code: 'STATE',
    path: ['entry'],
    message: {
      GERMAN: `Buchung ${reversalNumber} hat diese Punkte schon zurückgenommen.`,
      ENGLISH: `Entry ${reversalNumber} has taken these points back already.`,
    },
  };
}

export function notReversible(kind: 'REVERSAL' | 'EXCHANGE' | 'NOTHING'): UserFailure {
  return { code: 'STATE', path: ['entry'], message: notReversibleWords[kind] };
}

const notReversibleWords = {
  REVERSAL: { GERMAN: 'Eine Rücknahme wird nicht zurückgenommen.', ENGLISH: 'A reversal is not reversed.' },
  EXCHANGE: {
    GERMAN: 'Verschenkte Punkte werden nicht zurückgenommen.',
    ENGLISH: 'Points that were given on are not taken back.',
  },
  NOTHING: {
    GERMAN: 'Diese Buchung hat keine Punkte für eine Aktivität gutgeschrieben.',
    ENGLISH: 'This entry has granted no points for an activity.',
  },
} as const;

function named(differences: readonly DeliveryDifference[], stored: string, delivered: string): string {
  return differences
    .map(
      (difference) => `${difference.field} (${stored} ${show(difference.stored)}, ${delivered} ${show(difference.delivered)})`,
    )
    .join('; ');
}

const longestShown = 80;

function show(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  return json.length > longestShown ? `${json.slice(0, longestShown)}…` : json;
}

export function wrongNumber(found: number, field: string): UserFailure {
  return {
    code: found === 0 ? 'TOO_SHORT' : 'TOO_LONG',
    path: [field],
    message: {
      GERMAN: `Es sind ${found}; eine Anfrage nimmt 1 bis ${maximumActivitiesPerRequest}.`,
      ENGLISH: `There are ${found}; one request takes 1 to ${maximumActivitiesPerRequest}.`,
    },
  };
}

export function programmeIsArchived(): UserFailure {
  return {
    code: 'STATE',
    path: ['programme'],
    message: {
      GERMAN: 'Das Programm ist archiviert: Es kommt nichts Neues hinzu.',
      ENGLISH: 'The programme is archived: nothing new is recorded in it.',
    },
  };
}
