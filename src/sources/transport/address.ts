import type { TransportRequest } from './port';

/** Path and query of a request; an array repeats its name, undefined leaves it out. */
export function pathAndQuery({ path, query }: Pick<TransportRequest, 'path' | 'query'>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') {
      search.append(name, String(value));
    } else {
      value?.forEach((entry) => search.append(name, entry));
    }
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
