import { clause, sentence, sentences } from './sentences';

describe('sentences', () => {
  it('begin large and end with one full stop', () => {
    expect(sentence('it has gaps')).toBe('It has gaps.');
    expect(sentence('Really?')).toBe('Really?');
    expect(sentence('  ')).toBe('');
  });

  it('do not change the first letter of a name', () => {
    expect(sentence('pve-a3 is offline')).toBe('pve-a3 is offline.');
    expect(clause('Argo CD does not know.')).toBe('Argo CD does not know');
    expect(clause('Its health is not known.')).toBe('its health is not known');
  });

  it('stand side by side, each said once', () => {
    expect(sentences('No connection.', 'last seen 15:30', '', null, 'no connection')).toBe(
      'No connection. last seen 15:30.'
    );
    expect(sentences('The server gave no value.', undefined)).toBe('The server gave no value.');
  });
});
