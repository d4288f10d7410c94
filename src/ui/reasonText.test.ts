import { reasonWords } from './reasonText';
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
