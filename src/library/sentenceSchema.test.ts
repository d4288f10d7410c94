/** @jest-environment node */
import { parsePack } from './parsePack';
import { CHECK, HEAD } from './testData';

function compiled(head: string, check: string) {
  const reading = parsePack(head + check, 'my.yaml');
  return reading.ok ? reading.pack.checks[0] : reading.errors;
}

describe('sentences of a pack', () => {
  it('compile to the sentence of what fails, with those of other cases beside it', () => {
    const check = CHECK.replace(
      /finding: .*/,
      `subject: '{instance}'
    finding:
      fail: '{subject} is {value} full'
      warn: '{subject} fills up'
      vanished: '{subject} {gone}'
    asks: 'how full [{subject} is|the disks are]'`
    );
    expect(compiled(HEAD, check)).toMatchObject({
      subject: '{instance}',
      finding: '{subject} is {value} full',
      findings: { warn: '{subject} fills up', vanished: '{subject} {gone}' },
      asks: 'how full [{subject} is|the disks are]',
    });
  });

  it('name labels for the whole pack, and a check its own by other names', () => {
    const head = HEAD.replace(
      'checks:',
      "labels:\n  instance: { name: Node, values: { a: 'the first' } }\n  pod: { name: Pod }\nchecks:"
    );
    expect(compiled(head, CHECK)).toMatchObject({ labels: { instance: { name: 'Node', values: { a: 'the first' } } } });
    expect(compiled(head, CHECK.replace('    by:', '    labels: { instance: { name: Host } }\n    by:'))).toMatchObject(
      {
        labels: { instance: { name: 'Host', values: { a: 'the first' } } },
      }
    );
    expect(compiled(head, CHECK)).not.toHaveProperty('labels.pod');
  });

  it('may be the one line that they were', () => {
    const check = compiled(HEAD, CHECK);
    expect(check).toMatchObject({ finding: '{instance} is {value} full' });
    for (const field of ['subject', 'findings', 'asks', 'labels']) {
      expect(check).not.toHaveProperty(field);
    }
  });
});
