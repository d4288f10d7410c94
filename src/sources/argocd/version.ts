import type { VersionQuestion } from '../grafana/examine';
import { isObject, text } from '../json';

/** Every path of the API is given whole. */
export const ROOT = '';

/** Open to everybody, a token or none. */
export const VERSION: VersionQuestion = {
  root: ROOT,
  path: '/api/version',
  isVersion: (body) => versionIn(body) !== null,
};

/** `v3.1.0+a1b2c3`; null when it is not Argo CD that answers. */
export function versionIn(body: unknown): string | null {
  return isObject(body) ? text(body['Version']) : null;
}
