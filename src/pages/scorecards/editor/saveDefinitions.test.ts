import type { JsonValue } from '../../../core/acceptance/event';
import type { Connection } from '../../../core/connection/connection';
import type { JournalEvent } from '../../../core/journal/event';
import type { Settings } from '../../../core/settings/settings';
import { definitionSha } from '../../../core/slo/event';
import { objectivesOf } from '../../../core/slo/objectives';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { removeDefinition, saveDefinitions, type NewDefinition } from './saveDefinitions';

const { signal } = new AbortController();

function definition(id: string, target = '99.9'): JsonValue {
  return { id, title: id, service: 'x', owner: 'ops1', sli: { uptime: 'up' }, target };
}

/** A Grafana whose settings stand as they were written last, and of which a test can say what happens before a write. */
class World extends FakeRounds {
  settings: Settings = { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] };
  /** Done before the next writes of settings, one after the other. */
  before: Array<() => void> = [];
  writes = 0;

  override connection(): Connection {
    return { ...super.connection(), settings: this.settings };
  }

  readonly ports = {
    ...this.services,
    saveSettings: (settings: Settings) => {
      this.writes += 1;
      const error = this.settingsErrors.shift();
      if (error) {
        return Promise.reject(error);
      }
      this.settings = settings;
      this.before.shift()?.();
      return Promise.resolve();
    },
  };
  settingsErrors: Error[] = [];

  get ids(): string[] {
    const events = this.written as readonly JournalEvent[];
    return objectivesOf(this.settings, events).objectives.map(({ id, target }) => `${id} ${target}`);
  }
}

let world: World;
let keys = 0;
beforeEach(() => (world = new World()));

const change = (id: string, target: string, base: JsonValue | null = null): NewDefinition => ({
  id,
  title: id,
  definition: definition(id, target),
  key: `save-${keys++}`,
  base: base === null ? null : definitionSha(base),
});
const save = (definitions: NewDefinition[], isForced = false) =>
  saveDefinitions(definitions, world.ports, { signal, isForced });
const refused = (code: string) => Object.assign(new Error(code), { code, detail: 'no' });

test('a new objective counts, and all other settings stay', async () => {
  expect(await save([change('a', '99.9'), change('b', '99')])).toEqual({ code: 'saved' });
  expect(world.ids).toEqual(['a 99.9', 'b 99']);
  expect(world.settings).toMatchObject({ timezone: 'Europe/Berlin', checklists: ['morning'] });
  expect(world.written.map(({ type, subject }) => [type, subject])).toEqual([
    ['objective.defined', 'objective/a'],
    ['objective.defined', 'objective/b'],
  ]);
});

test('a change takes the place of what was changed, and the old one can come back without being written again', async () => {
  await save([change('a', '99.9'), change('b', '99')]);
  expect(await save([change('a', '99.5', definition('a', '99.9'))])).toEqual({ code: 'saved' });
  expect(world.ids).toEqual(['b 99', 'a 99.5']);
  expect(await save([change('a', '99.9', definition('a', '99.5'))])).toEqual({ code: 'saved' });
  expect(world.ids).toEqual(['b 99', 'a 99.9']);
  expect(world.written).toHaveLength(3);
});

test('two who save at once both have their change', async () => {
  const other = change('b', '99');
  // The other's write was on its way with what it had read before ours.
  world.before.push(() => {
    world.writeAs('lead2', defined(other));
    world.settings = { ...world.settings, activeObjectives: [definitionSha(other.definition)] };
  });
  expect(await save([change('a', '99.9')])).toEqual({ code: 'saved' });
  expect(world.ids.sort()).toEqual(['a 99.9', 'b 99']);
});

test('what somebody else changed meanwhile is not replaced unasked', async () => {
  await save([change('a', '99.9')]);
  world.writeAs('lead2', defined(change('a', '99')));
  world.settings = { ...world.settings, activeObjectives: [definitionSha(definition('a', '99'))] };
  const mine = change('a', '99.5', definition('a', '99.9'));
  expect(await save([mine])).toEqual({ code: 'conflict', id: 'a', by: 'lead2', theirs: definition('a', '99') });
  expect(world.ids).toEqual(['a 99']);
  expect(world.written).toHaveLength(2);
  expect(await save([mine], true)).toEqual({ code: 'saved' });
  expect(world.ids).toEqual(['a 99.5']);
});

test('a new objective does not take the id of another', async () => {
  world.settings = { ...world.settings, objectives: [definition('p')] };
  await save([change('a', '99.9')]);
  expect(await save([change('a', '95')])).toMatchObject({ code: 'conflict', id: 'a', by: 'ops1' });
  expect(await save([change('p', '95')])).toMatchObject({ code: 'conflict', id: 'p', by: '' });
  expect(world.ids).toEqual(['p 99.9', 'a 99.9']);
});

test('a journal that does not answer changes nothing, settings that are refused leave the definition there', async () => {
  world.writeErrors = [refused('source-down')];
  const mine = change('a', '99.9');
  expect(await save([mine])).toEqual({
    code: 'failed',
    reason: { code: 'source-down', detail: 'no' },
    isDefined: false,
  });
  expect([world.writes, world.written.length]).toEqual([0, 0]);
  world.settingsErrors = [refused('not-permitted')];
  expect(await save([mine])).toMatchObject({
    code: 'failed',
    reason: { code: 'not-permitted' },
    isDefined: true,
  });
  expect(world.ids).toEqual([]);
  expect(await save([mine])).toEqual({ code: 'saved' });
  expect([world.ids, world.written.length]).toEqual([['a 99.9'], 1]);
});

test('settings that could not be read are not written over', async () => {
  world.problems = [{ field: 'checklists', message: 'is not a list' }];
  expect(await save([change('a', '99.9')])).toMatchObject({ code: 'unreadable-settings' });
  expect(world.writes).toBe(0);
});

test('one that does not count any more is taken out alone, unless it was changed meanwhile', async () => {
  await save([change('a', '99.9'), change('b', '99')]);
  const remove = (base: JsonValue) => removeDefinition({ id: 'a', base: definitionSha(base) }, world.ports, signal);
  expect(await remove(definition('a', '95'))).toMatchObject({ code: 'conflict', by: 'ops1' });
  expect(await remove(definition('a', '99.9'))).toEqual({ code: 'saved' });
  expect(world.ids).toEqual(['b 99']);
});

test('who is always overwritten is told', async () => {
  world.before = Array.from({ length: 9 }, () => () => (world.settings = { version: 1 }));
  expect(await save([change('a', '99.9')])).toEqual({ code: 'busy' });
});

function defined({ id, definition: content, key }: NewDefinition) {
  return {
    class: 'tpl' as const,
    list: 'objectives',
    type: 'objective.defined',
    key: `other-${key}`,
    subject: `objective/${id}`,
    payload: { sha: definitionSha(content), definition: content },
    sentence: '',
  };
}
