import { reasonBeside, reasonWords } from './reasonText';
import { initTexts } from './t';

beforeAll(initTexts);

test('why something is unknown is full sentences, none of them twice', () => {
  expect(reasonWords({ code: 'no-data', detail: 'Its samples of the last 5 min have gaps.' })).toBe(
    'There is nothing to judge it by. Its samples of the last 5 min have gaps.'
  );
  expect(reasonWords({ code: 'no-data', detail: 'it has never run' })).toBe(
    'There is nothing to judge it by. It has never run.'
  );
  expect(reasonWords({ code: 'vanished' })).toBe('It was there before and is not reported any more.');
  expect(reasonWords({ code: 'source-down', detail: 'No connection' })).toBe('No connection.');
});

test('beside a headline that says why stand only the words of others, and a hint', () => {
  const reason = { code: 'no-data', detail: 'Argo CD could not compare it with Git.' } as const;
  const headline = 'Nobody can see whether shop matches Git: Argo CD could not compare it with Git';
  expect(reasonBeside(headline, reason)).toBe('');
  expect(reasonBeside(headline, { ...reason, quote: 'repository not found' })).toBe('repository not found.');
  // The text of a program stands behind a fold.
  expect(reasonBeside('Nobody can see it: x does not answer', { code: 'source-down', detail: 'dial tcp' })).toBe('');
  expect(reasonBeside('Nothing was found', { code: 'no-data', detail: 'Needs kube-state-metrics.' })).toBe(
    'Needs kube-state-metrics.'
  );
  expect(reasonBeside('a has not been reported for 2 h', { code: 'vanished' })).toBe('');
});
