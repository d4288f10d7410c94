import type { VersionQuestion } from '../grafana/examine';
import { row, text } from './fields';
import { ROOT } from './server';

/** Both products tell it to every valid token, and to nobody else. */
export const VERSION: VersionQuestion = {
  root: ROOT,
  path: '/version',
  isVersion: (body) => text(row(row(body)?.['data'])?.['version']) !== null,
};
