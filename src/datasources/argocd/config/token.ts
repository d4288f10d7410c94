/** What a token of Argo CD says of itself: it is a JWT, signed and readable by everybody who has it. */
export interface TokenFacts {
  /** `grafana` of a local account, `proj:shop:reader` of a project's role. */
  subject: string;
  /** `apiKey` for a token that was made to be kept, `login` for one of a person's session. */
  capability: string | null;
  expiresMs: number | null;
}

export type TokenProblem = 'empty' | 'malformed' | 'session' | 'expired' | 'expires-soon' | 'lasting';

const DAY_MS = 86_400_000;

/** Null for what is no JWT. Its signature is Argo CD's business. */
export function readToken(token: string): TokenFacts | null {
  const [, payload = '', signature] = token.trim().split('.');
  if (signature === undefined) {
    return null;
  }
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('sub' in claims) || typeof claims.sub !== 'string') {
      return null;
    }
    const expires = 'exp' in claims ? claims.exp : undefined;
    const expiresMs = typeof expires === 'number' ? expires * 1000 : null;
    if (claims.sub.startsWith('proj:')) {
      return { subject: claims.sub, capability: null, expiresMs };
    }
    const [subject = '', capability = null] = claims.sub.split(':');
    return { subject, capability, expiresMs };
  } catch {
    return null;
  }
}

/** What is wrong or doubtful about a token that was just put in, the worst first. */
export function tokenProblem(token: string, nowMs: number): TokenProblem | null {
  if (token.trim() === '') {
    return 'empty';
  }
  const facts = readToken(token);
  if (facts === null) {
    return 'malformed';
  }
  if (facts.expiresMs !== null && facts.expiresMs <= nowMs) {
    return 'expired';
  }
  if (facts.capability === 'login') {
    return 'session';
  }
  if (facts.expiresMs === null) {
    return 'lasting';
  }
  return facts.expiresMs - nowMs < 14 * DAY_MS ? 'expires-soon' : null;
}
