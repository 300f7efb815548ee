import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import type { OrderKey } from './leaderboards.repository.ts';

/**
 * Cursors of boards are sealed: the order ends with the ambassador's id, which must not be read off the cursor of a pseudonymous place.
 * AES-256-GCM under a key of the programme's secret; the nonce is an HMAC of the content, so that the same place has the same cursor on
 * every node and answers stay cacheable.
 */
export interface BoardCursors {
  seal(place: OrderKey): string;
  /** Null for what was not sealed for this board. */
  open(sealed: string): OrderKey | null;
}

const nonceBytes = 12;
const tagBytes = 16;
const placeSchema = z.tuple([z.int(), z.int(), z.string()]);

export function createBoardCursors(secret: Uint8Array, boardId: string): BoardCursors {
  const key = createHash('sha256').update('board-cursor').update(boardId).update(secret).digest();
  return {
    seal({ score, reachedAt, ambassadorId }) {
      const content = JSON.stringify([score, reachedAt.getTime(), ambassadorId]);
      const nonce = createHmac('sha256', key).update(content).digest().subarray(0, nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([nonce, cipher.update(content, 'utf8'), cipher.final()]);
      return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed) {
      const content = decrypt(key, Buffer.from(sealed, 'base64url'));
      const place = placeSchema.safeParse(content);
      if (!place.success) return null;
      const [score, reachedAt, ambassadorId] = place.data;
      return { score, reachedAt: new Date(reachedAt), ambassadorId };
    },
  };
}

function decrypt(key: Buffer, sealed: Buffer): unknown {
  if (sealed.length <= nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const content = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(content.toString('utf8'));
  } catch {
    // Not sealed with this key: a cursor of another board or none at all.
    return null;
  }
}
