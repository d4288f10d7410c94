import { joined } from './joined';

type Asked = { signal: AbortSignal; answer: (value: string) => void; fail: (error: Error) => void };

function world() {
  const asked: Asked[] = [];
  const ask = joined((signal) => new Promise<string>((answer, fail) => asked.push({ signal, answer, fail })));
  return { asked, ask };
}

test('who asks while somebody holds the answer gets the same one', async () => {
  const { asked, ask } = world();
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()];
  const both = Promise.all([ask(one.signal), ask(two.signal)]);
  asked[0]?.answer('first');
  expect(await both).toEqual(['first', 'first']);
  expect(await ask(three.signal)).toBe('first');
  expect(asked).toHaveLength(1);
});

test('one that leaves takes nothing from the others; with the last one it is aborted and forgotten', async () => {
  const { asked, ask } = world();
  const [one, two] = [new AbortController(), new AbortController()];
  const first = ask(one.signal);
  const second = ask(two.signal);
  one.abort();
  await expect(first).rejects.toThrow(/abort/i);
  expect(asked[0]?.signal.aborted).toBe(false);
  two.abort();
  await expect(second).rejects.toThrow(/abort/i);
  expect(asked[0]?.signal.aborted).toBe(true);
  void ask(new AbortController().signal);
  expect(asked).toHaveLength(2);
});

test('a failure is told to all who wait, and not kept', async () => {
  const { asked, ask } = world();
  const wait = [ask(new AbortController().signal), ask(new AbortController().signal)];
  asked[0]?.fail(new Error('refused'));
  for (const one of wait) {
    await expect(one).rejects.toThrow('refused');
  }
  void ask(new AbortController().signal);
  expect(asked).toHaveLength(2);
});
