import type { KindQuery, ListQuery } from './query';
import { responderOf } from './responder';

const SPAN = { fromMs: 0, toMs: 10 };
const idle = () => new AbortController().signal;
const query = (refId: string, kind: string): KindQuery => ({ refId, kind });

function responder(reader: Partial<Parameters<typeof responderOf<KindQuery, ListQuery>>[0]>) {
  return responderOf<KindQuery, ListQuery>({
    clock: () => 7,
    answer: async ({ refId, kind }) => {
      switch (kind) {
        case 'refused':
          return { ok: false, reason: { code: 'not-permitted', detail: 'Sys.Audit is missing' } };
        case 'bug':
          throw new TypeError('x is not a function');
        default:
          return { ok: true, frames: [{ refId, fields: [], length: 0 }] };
      }
    },
    values: async () => ({ ok: true, values: [] }),
    ...reader,
  });
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

it('leaves the other queries alone when one is refused and another is a bug', async () => {
  const { frames } = await responder({});
  const { data, errors } = await frames([query('A', 'refused'), query('B', 'good'), query('C', 'bug')], SPAN, idle());
  expect(data).toEqual([{ refId: 'B', fields: [], length: 0 }]);
  expect(errors?.map(({ refId }) => refId)).toEqual(['A', 'C']);
  expect(errors?.[0]?.message).toContain('Sys.Audit is missing');
});

it('rejects with the abort of whoever left, and says no error', async () => {
  const controller = new AbortController();
  const { frames } = await responder({
    answer: () => {
      controller.abort();
      return Promise.reject(controller.signal.reason);
    },
  });
  await expect(frames([query('A', 'good')], SPAN, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

it('lists each value of a variable once, numbers in their order, or says why there are none', async () => {
  const named = (text: string) => ({ text, value: text });
  const { values } = await responder({
    values: async () => ({ ok: true, values: ['web-10', 'web-9', 'web-10'].map(named) }),
  });
  expect(await values({ refId: 'v', list: 'x' }, idle())).toEqual([named('web-9'), named('web-10')]);
  const refused = await responder({
    values: async () => ({ ok: false, reason: { code: 'not-permitted', detail: 'VM.Audit is missing' } }),
  });
  await expect(refused.values({ refId: 'v', list: 'x' }, idle())).rejects.toThrow('VM.Audit is missing');
});
