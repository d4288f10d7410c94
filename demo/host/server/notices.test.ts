/** @jest-environment node */
import { atOnce } from '../../../src/core/check/steps';
import { decodingFrames } from '../../../src/sources/grafana/frames';
import { noticesOf, withNotices } from './notices';

it('says on every frame, or on one of its own, what the server says beside its answer', () => {
  const notices = noticesOf({ warnings: ['a store is away'], infos: ['may be no counter'] });
  const frame = { schema: { refId: 'A', meta: { type: 'numeric-multi' }, fields: [] }, data: { values: [] } };
  expect(withNotices([frame], notices)).toEqual([
    { ...frame, schema: { ...frame.schema, meta: { type: 'numeric-multi', notices } } },
  ]);
  expect(atOnce(decodingFrames(withNotices([], notices)))?.warnings).toEqual(['a store is away']);
  expect(withNotices([frame], noticesOf({}))).toEqual([frame]);
});
