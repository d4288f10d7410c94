import type { Settings } from '../../core/settings/settings';
import { SourceError } from '../../sources/sourceError';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { changeSettings } from './changeSettings';

const BASE: Settings = { version: 1, timezone: 'UTC', checklists: ['morning'] };
const { signal } = new AbortController();

function portsWith(settings: Settings, problems: Array<{ field: string; message: string }> = []) {
  const saved: Settings[] = [];
  return {
    saved,
    connect: async () => ({ ...new FakeRounds().connection(), settings, problems }),
    saveSettings: async (next: Settings) => {
      saved.push(next);
    },
  };
}

test('what others changed elsewhere stays', async () => {
  const ports = portsWith({ ...BASE, startedMs: 5 });
  expect(await changeSettings(BASE, { checklists: ['weekly'] }, ports, signal)).toEqual({ code: 'saved' });
  expect(ports.saved).toEqual([{ ...BASE, startedMs: 5, checklists: ['weekly'] }]);
});

test('what others changed of the same is not overwritten', async () => {
  const ports = portsWith({ ...BASE, checklists: ['weekly'] });
  expect(await changeSettings(BASE, { checklists: [] }, ports, signal)).toEqual({ code: 'conflict' });
  expect(ports.saved).toEqual([]);
});

test('settings that cannot be read are not lost by saving others', async () => {
  const problems = [{ field: 'duty', message: 'is not a list' }];
  const ports = portsWith(BASE, problems);
  expect(await changeSettings(BASE, { holidays: [] }, ports, signal)).toEqual({
    code: 'unreadable-settings',
    problems,
  });
  expect(ports.saved).toEqual([]);
});

test('a refusal is told with its reason', async () => {
  const ports = {
    ...portsWith(BASE),
    saveSettings: () => Promise.reject(new SourceError('not-permitted', 'plugins.app:write')),
  };
  expect(await changeSettings(BASE, { holidays: [] }, ports, signal)).toMatchObject({
    code: 'failed',
    reason: { code: 'not-permitted' },
  });
});
