import { fillTemplate, placeholders, templateProblem } from './template';

function filled(template: string, labels: Readonly<Record<string, string>> = {}): string {
  return fillTemplate(template, {
    label: (name) => (labels[name] === undefined ? null : { text: labels[name], isName: true }),
  }).text;
}

describe('a template', () => {
  it('leaves an optional part out with its words where a label is absent', () => {
    expect(filled('Ceph[ of {cluster}] is full', { cluster: 'prod' })).toBe('Ceph of prod is full');
    expect(filled('Ceph[ of {cluster}] is full')).toBe('Ceph is full');
    expect(filled('whether [{node} is|the nodes are] ready')).toBe('whether the nodes are ready');
    expect(filled('whether [{node} is|the nodes are] ready', { node: 'w1' })).toBe('whether w1 is ready');
  });

  it('leaves it out where all that it says was said before', () => {
    expect(filled('{name}[ ({vmid})]', { name: '133', vmid: '133' })).toBe('133');
    expect(filled('{name}[ ({vmid})]', { name: 'db', vmid: '133' })).toBe('db (133)');
    expect(filled('[{host}|it] of {host}', { host: 'a' })).toBe('a of a');
  });

  it('does not take words for said that it left out', () => {
    expect(filled('x[ {a} {b}][ {a}]', { a: '1' })).toBe('x 1');
  });

  it('has a noun for one and one for several', () => {
    expect(filled('{n|pod is|pods are} stuck', { n: '1' })).toBe('1 pod is stuck');
    expect(filled('[{n|pod|pods}|nothing] stuck', { n: '2' })).toBe('2 pods stuck');
    expect(filled('[{n|pod|pods}|nothing] stuck')).toBe('nothing stuck');
  });

  it('leaves brackets around plain words and braces around others alone', () => {
    expect(filled('[ok] {not a word} {a}', { a: '1' })).toBe('[ok] {not a word} 1');
  });

  it.each(['{value|jam|jams, limit 3', 'holds value} jams', '{value|jam}', '[ of {cluster] {a}', 'a {b} c}'])(
    'is none with broken braces: %s',
    (template) => expect(templateProblem(template)).toBeDefined()
  );

  it('names its words in order', () => {
    expect(placeholders('{b}[ of {a}|{c}] {n|x|y}')).toEqual(['b', 'a', 'c', 'n']);
  });

  it.each(['half [open {a}', 'half shut {a}]', '[a [{b}]]', '[{a}|b|c]'])(
    'is refused when it is malformed: %s',
    (template) => {
      expect(templateProblem(template)).toBeDefined();
      expect(placeholders(template)).toEqual([]);
    }
  );
});
