/** @jest-environment node */
import { parsePack } from './parsePack';
import { CHECK, errorsOf, HEAD, QUORUM } from './testData';

describe('where a check is shown', () => {
  it('is taken from the pack', () => {
    const shown = '    place: ha\n    figures: [quorum, online]\n    optional: true\n';
    expect(parsePack(HEAD + QUORUM + shown, 'my.yaml')).toMatchObject({
      ok: true,
      pack: { checks: [{ place: 'ha', figures: ['quorum', 'online'], optional: true }] },
    });
    const guest = QUORUM.replace('pve/quorum', 'pve/guest-running').replace('[cluster, name]', '[cluster, vmid]');
    expect(errorsOf(`${HEAD}${guest}    short: { wrong: does not run }\n`)).toEqual([]);
  });

  it.each([
    [
      'place: gests',
      /^my\.yaml:16:5: .*\.place: "gests" is no place for a check of pve\/quorum\. Fix: write guests, or/,
    ],
    ['place: map', /"map" is no place/],
    [
      'figures: [tasks, quorun]',
      /^my\.yaml:16:22: .*figures\[1\]: "quorun" is no figure .*Fix: write quorum, or another of/,
    ],
    ['figures: [full-in]', /"full-in" is no figure for a check of pve\/quorum/],
    ['figures: []', /checks\[0\]\.figures: /],
    ['short: { wrong: no quorum }', /\.short: no row shows short words .* Fix: drop short, or add vmid or sid to by:/],
    ['short: {}', /must have words for wrong, unknown or both/],
    ['short: { wrong: many more words than stand beside a name }', /\.short\.wrong: /],
    ['short: { warn: odd }', /unknown field "warn"/],
    ['optional: maybe', /\.optional: /],
  ])('is refused where nobody shows it: %s', (field, message) => {
    expect(errorsOf(`${HEAD}${QUORUM}    ${field}\n`).join('\n')).toMatch(message);
  });

  it.each([
    ['place: guests', /"guests" is no place for a check of kind prometheus\. Fix: drop place/],
    ['figures: [quorum]', /"quorum" is no figure for a check of kind prometheus\. Fix: drop figures/],
    ['short: { wrong: full }', /no row shows short words .* Fix: drop short\./],
    ['optional: true', /a check of kind prometheus cannot be optional\. Fix: drop optional/],
  ])('is refused of a check that no page of a product shows: %s', (field, message) => {
    expect(errorsOf(`${HEAD}${CHECK}    ${field}\n`).join('\n')).toMatch(message);
  });

  it('is not looked at when the measure is wrong', () => {
    const wrong = QUORUM.replace('pve/quorum', 'pve/qorum');
    expect(errorsOf(`${HEAD}${wrong}    place: gests\n`)).toHaveLength(1);
  });
});

const SYSTEM = `version: 1
pack: test
title: Test
system:
  product: ceph
  by: cluster
  figures:
    - { id: disks, title: Disks, show: passing, of: [t.disk] }
checks:
`;

describe('the line that a pack has in the overview', () => {
  it('is compiled with the pack that it stands in', () => {
    const reading = parsePack(SYSTEM + CHECK, 'my.yaml');
    expect(reading.ok && reading.pack.system).toEqual({
      pack: 'test',
      product: 'ceph',
      by: 'cluster',
      figures: [{ id: 'disks', title: 'Disks', show: 'passing', of: ['t.disk'] }],
    });
  });

  it.each([
    [
      't.disk]',
      't.dsk]',
      /^my\.yaml:8:\d+: system\.figures\[0\]\.of\[0\]: this pack has no check "t.dsk"\. Fix: write t\.disk/,
    ],
    [
      'product: ceph',
      'product: shop',
      /^my\.yaml:5:3: system\.product: .* is not an allowed value\. Fix: use one of proxmox-ve, /,
    ],
    ['passing', 'mean', /figures\[0\]\.show: .* is not an allowed value\. Fix: use one of passing, bad, /],
    ['passing, of: [t.disk', 'worst, of: [t.disk, t.disk', /values of several checks have no worst\. Fix: name one/],
    [
      'checks:',
      '    - { id: disks, title: D, show: bad, of: [t.disk] }\nchecks:',
      /figures\[1\]\.id: the id "disks" is used/,
    ],
    ['by: cluster', 'by: a-b', /system\.by: must be a label name/],
  ])('is refused with: %s -> %s', (from, to, message) => {
    expect(errorsOf((SYSTEM + CHECK).replace(from, to)).join('\n')).toMatch(message);
  });
});
