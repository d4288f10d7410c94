import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Answers of a real Grafana (`tests/fixtures/grafana`), for the tests of everything that reads such answers. */
export interface Exchange {
  name: string;
  as: string;
  method: string;
  path: string;
  request?: unknown;
  status: number;
  body?: unknown;
  rows?: number;
}

export function recorded(file: string): readonly Exchange[] {
  const place = path.join(__dirname, '../../../tests/fixtures/grafana', `${file}.json`);
  return JSON.parse(readFileSync(place, 'utf8')) as Exchange[];
}

/** One exchange by its name, of one user where several made it. */
export function exchange(file: string, name: string, as?: string): Exchange {
  const found = recorded(file).find((one) => one.name === name && (as === undefined || one.as === as));
  if (!found) {
    throw new Error(`no exchange ${name} in ${file}`);
  }
  return found;
}
