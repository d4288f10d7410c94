import { t } from '../../t';
import type { AddressProblem } from './address';
import type { Note } from './FieldNote';

/** What a product says of an address in its own words. */
export type AddressWords = Readonly<Record<'empty' | 'unreadable' | 'path' | 'http', string>>;

/** What the editor says about an address. */
export function addressNote(problem: AddressProblem, words: AddressWords, setUrl: (url: string) => void): Note {
  return {
    severity: problem.blocks ? 'error' : 'warning',
    text: wordsOf(problem.code, words),
    ...(problem.fix !== undefined && { fix: insteadUse(problem.fix, setUrl) }),
  };
}

export function insteadUse(url: string, setUrl: (url: string) => void): NonNullable<Note['fix']> {
  return { label: t('datasource.address.use', 'Use {{value}}', { value: url }), run: () => setUrl(url) };
}

function wordsOf(code: AddressProblem['code'], words: AddressWords): string {
  switch (code) {
    case 'no-scheme':
      return t(
        'datasource.address.no-scheme',
        'It has to begin with https://; without it Grafana would ask over plain http.'
      );
    case 'credentials':
      return t(
        'datasource.address.credentials',
        'User and password do not belong here: everybody who sees these settings would see them.'
      );
    default:
      return words[code];
  }
}
