import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { TandemState } from './tandem.ts';

const states: Readonly<Record<TandemState, readonly [german: string, english: string]>> = {
  PROPOSED: ['ist vorgeschlagen', 'is proposed'],
  ACCEPTED: ['ist vereinbart', 'is agreed on'],
  ACTIVE: ['läuft', 'is running'],
  SUSPENDED: ['ruht', 'is resting'],
  COMPLETED: ['ist abgeschlossen', 'is completed'],
  ENDED: ['wurde beendet', 'was ended'],
  DECLINED: ['wurde abgelehnt', 'was declined'],
  EXPIRED: ['ist verfallen', 'has expired'],
};

export function notInThisState(state: TandemState): UserFailure {
  const [german, english] = states[state];
  return {
    code: 'STATE',
    path: ['tandem'],
    message: {
      GERMAN: `Dieses Tandem ${german}; das ist jetzt nicht möglich.`,
      ENGLISH: `This tandem ${english}; that cannot be done now.`,
    },
  };
}
