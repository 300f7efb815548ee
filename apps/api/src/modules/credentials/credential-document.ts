import { gzipSync } from 'node:zlib';
import { drawBadge } from '@fanfare/gamification';
import { type AwardRecord, criterionInWords, shownAs } from '../badge-awards/index.ts';
import type { AwardableRecord } from '../badges/index.ts';
import type { CredentialAddresses } from './credential-addresses.ts';
import type { CredentialRecord, IssuingProgramme } from './credentials.repository.ts';

/** Entries of one status list: the smallest length that Bitstring Status List v1.0 allows, so that many hide in one. */
export const statusListLength = 131_072;

interface Said {
  readonly addresses: CredentialAddresses;
  readonly programme: IssuingProgramme;
}

/** Who stands behind credentials: an Open Badges 3.0 profile of the programme. */
export function issuerOf({ addresses, programme }: Said) {
  return { id: addresses.issuer(programme.id), type: ['Profile'], name: programme.name };
}

/** What was achieved, the same for all who hold it, in the language of the programme. */
export function achievementOf({ addresses, programme }: Said, awardable: AwardableRecord, level: number) {
  const { language } = programme;
  const key = language === 'GERMAN' ? 'german' : 'english';
  const { name, artwork } = shownAs(awardable, level);
  const narrative = criterionInWords(awardable, level, language);
  const svg = drawBadge(artwork, name[key]);
  return {
    id: addresses.achievement(awardable.id, level),
    type: ['Achievement'],
    achievementType: awardable.kind === 'BADGE' ? 'Badge' : 'Award',
    inLanguage: language === 'GERMAN' ? 'de' : 'en',
    name: name[key],
    description: awardable.kind === 'BADGE' ? awardable.document.description[key] : narrative,
    criteria: { narrative },
    image: { id: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, type: 'Image', caption: name[key] },
    creator: issuerOf({ addresses, programme }),
  };
}

/**
 * An Open Badges 3.0 credential as the payload of its proof (1EdTech OB 3.0, "JSON Web Token Proof Format"): the claims repeat what the
 * credential says. It holds everything that is needed to show it; nothing has to be fetched.
 */
export function credentialOf(
  said: Said & { readonly credential: CredentialRecord; readonly award: AwardRecord; readonly awardable: AwardableRecord },
) {
  const { addresses, programme, credential, award, awardable } = said;
  const issuer = issuerOf(said);
  const id = `urn:uuid:${credential.id}`;
  const subject = `urn:uuid:${award.id}`;
  const seconds = Math.floor(award.earnedAt.getTime() / 1000);
  const list = Math.floor(credential.statusIndex / statusListLength);
  const statusListCredential = addresses.statusList(programme.id, list);
  const statusListIndex = String(credential.statusIndex % statusListLength);
  const achievement = achievementOf(said, awardable, award.level);
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer,
    validFrom: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`,
    credentialSubject: {
      id: subject,
      type: ['AchievementSubject'],
      ...(credential.holderName === null ? {} : { identifier: [nameOf(credential.holderName)] }),
      achievement,
    },
    credentialStatus: {
      id: `${statusListCredential}#${statusListIndex}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex,
      statusListCredential,
    },
    ...{ iss: issuer.id, jti: id, sub: subject, nbf: seconds },
  };
}

function nameOf(name: string) {
  return { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: name };
}

/** W3C Bitstring Status List v1.0: which credentials of a programme hold no longer. */
export function statusListOf({
  addresses,
  programme,
  list,
  revoked,
  now,
}: Said & { readonly list: number; readonly revoked: readonly number[]; readonly now: Date }) {
  const bits = Buffer.alloc(statusListLength / 8);
  for (const index of revoked) {
    const place = index % statusListLength;
    bits.writeUInt8(bits.readUInt8(place >> 3) | (0x80 >> (place & 7)), place >> 3);
  }
  const id = addresses.statusList(programme.id, list);
  const issuer = issuerOf({ addresses, programme });
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: `u${gzipSync(bits).toString('base64url')}`,
    },
    ...{ iss: issuer.id, jti: id, sub: `${id}#list`, nbf: seconds },
  };
}
