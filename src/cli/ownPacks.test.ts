/** @jest-environment node */
import { builtin } from '../library/builtin.gen';
import { CHECK, HEAD } from '../library/testData';
import { libraryWith, ownPackProblems } from './ownPacks';

const file = (text: string) => ({ file: 'my.yaml', text });
const overriding = (pack: string, fields: string) =>
  `version: 1\npack: ${pack}\ntitle: Mine\noverrides: { node.disk: { ${fields} } }\n`;
const diskOf = async (...args: Parameters<typeof libraryWith>) =>
  (await libraryWith(...args)).checks.find(({ id }) => id === 'node.disk');

it('has the packs of the settings over the built-in ones, and the files over both', async () => {
  const packs = [overriding('ours', 'warn: 0.7, fail: 0.8')];
  expect(await diskOf({ packs }, [])).toMatchObject({ warn: 0.7, fail: 0.8 });
  expect(await diskOf({ packs }, [file(overriding('other', 'fail: 0.85'))])).toMatchObject({ warn: 0.7, fail: 0.85 });
});

it('takes a file in the place of the pack of the settings that has its id, so that a change can be tried', async () => {
  const builtinFail = builtin.checks.find(({ id }) => id === 'node.disk')?.fail;
  const packs = [overriding('ours', 'warn: 0.7, fail: 0.8')];
  expect(await diskOf({ packs }, [file(overriding('ours', 'warn: 0.6'))])).toMatchObject({
    warn: 0.6,
    fail: builtinFail,
  });
});

it('refuses a file with a mistake, and only tells of one in the settings', async () => {
  await expect(libraryWith({}, [file(overriding('mine', 'warn: 0.99'))])).rejects.toThrow(
    /^my\.yaml:4:\d+: overrides\.node\.disk\.warn: .+\. Fix: .+\.$/
  );
  await expect(libraryWith({}, [file(HEAD + CHECK.replace('t.disk', 'node.up'))])).rejects.toThrow(
    /there is a check node\.up/
  );
  const library = await libraryWith({ packs: [overriding('ours', 'warn: 0.99')] }, [file(HEAD + CHECK)]);
  expect(ownPackProblems(library)).toEqual([expect.stringMatching(/^pack Mine of the settings:4:\d+: overrides/)]);
  expect(library.checks.find(({ id }) => id === 't.disk')).toBeDefined();
});
