/** @jest-environment node */
import type { TransportRequest } from '../transport/port';
import { tableSource } from './tables';

const sent: TransportRequest[] = [];
const ask = (body: unknown, status = 200) =>
  tableSource(
    {
      send: (request) => {
        sent.push(request);
        return Promise.resolve({ status, body });
      },
    },
    { uid: 'cw', name: 'CloudWatch', type: 'cloudwatch' }
  ).query(
    { fromMs: 1, toMs: 2, models: new Map([['q0', { refId: 'X', datasource: { uid: 'else' }, a: 1 }]]) },
    new AbortController().signal
  );

const answered = (frames: unknown) => ask({ results: { q0: { status: 200, frames } } });

describe('an answer as tables', () => {
  it('has columns with their labels, and what JSON has no number for', async () => {
    const fields = [
      { name: 'Time', type: 'time' },
      { name: 'v', type: 'number', labels: { host: 'a' } },
      { name: 'x', type: 'other' },
    ];
    const data = {
      values: [
        [1, 2, 3],
        [5, null, null],
        ['l', 'm', 'n'],
      ],
      entities: [null, { NaN: [1] }, null],
    };
    expect((await answered([{ schema: { fields }, data }])).get('q0')).toEqual({
      ok: true,
      tables: [
        [
          { name: 'Time', type: 'time', labels: {}, values: [1, 2, 3] },
          { name: 'v', type: 'number', labels: { host: 'a' }, values: [5, NaN, null] },
          { name: 'x', type: 'text', labels: {}, values: ['l', 'm', 'n'] },
        ],
      ],
    });
  });

  it.each([
    ['no frames', undefined, { ok: true, tables: [] }],
    [
      'columns of different lengths',
      [{ schema: { fields: [{ type: 'time' }, { type: 'number' }] }, data: { values: [[1], []] } }],
      { ok: false, reason: { code: 'bad-response' } },
    ],
    ['what is no frame', [7], { ok: false, reason: { code: 'bad-response' } }],
    [
      'a warning',
      [{ schema: { fields: [], meta: { notices: [{ severity: 'warning', text: 'cut' }] } } }],
      { partial: { code: 'bad-response', detail: 'cut' } },
    ],
  ])('is told of %s', async (_what, frames, expected) => {
    expect((await answered(frames)).get('q0')).toMatchObject(expected);
  });

  it('asks who it is meant for, whatever the model says', async () => {
    await answered([]);
    expect(sent[sent.length - 1]?.body).toMatchObject({
      queries: [{ refId: 'q0', datasource: { uid: 'cw', type: 'cloudwatch' }, a: 1 }],
    });
  });
});
