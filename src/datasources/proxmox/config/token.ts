/** A token as Proxmox writes it, taken apart. */
export interface TokenParts {
  /** `opsrounds@pve` */
  user: string;
  tokenId: string;
  secret?: string;
}

const TOKEN = /^(?:Authorization:\s*)?(?:P[VB][ES]APIToken[=\s])?([^\s!=:@]+@[^\s!=:@]+)!([\w.-]+)(?:[=:](\S+))?$/i;
const SECRET = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What was pasted, when it is a whole token: `user@realm!id`, with `=secret` (VE) or `:secret` (Backup Server) behind it, or the
 * header that is made of them. Null when it is something else, a single field's value for one.
 */
export function splitToken(text: string): TokenParts | null {
  const [, user, tokenId, secret] = TOKEN.exec(text.trim()) ?? [];
  return user === undefined || tokenId === undefined
    ? null
    : { user, tokenId, ...(secret !== undefined && { secret }) };
}

export type UserProblem = 'empty' | 'no-realm' | 'root';

/** `root` may be used and should not: its tokens can do everything unless their privileges are separated. */
export function userProblem(user: string): UserProblem | null {
  const text = user.trim();
  if (text === '') {
    return 'empty';
  }
  if (!/^[^\s!=:@]+@[^\s!=:@]+$/.test(text)) {
    return 'no-realm';
  }
  return text === 'root@pam' ? 'root' : null;
}

/** As both products demand it of a token's name. */
export function tokenIdProblem(tokenId: string): 'empty' | 'malformed' | null {
  if (tokenId.trim() === '') {
    return 'empty';
  }
  return /^[A-Za-z0-9_][\w.-]*$/.test(tokenId) ? null : 'malformed';
}

/** Both products make secrets as UUIDs; anything else was cut, or is something else. */
export function looksLikeSecret(secret: string): boolean {
  return SECRET.test(secret.trim());
}
