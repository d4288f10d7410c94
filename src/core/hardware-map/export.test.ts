import { mapCsv, mapMarkdown } from './export';
import { fakeCard, fakeConfig, fakeGuest, fakeMap, read } from './testData';

const evil = (name: string) =>
  fakeMap({
    resources: read({ nodes: [], guests: [fakeGuest(666, name)], storages: [] }),
    configs: read(new Map([['qemu/666', read(fakeConfig([fakeCard(null, { bridge: '=cmd|/c calc' })]))]])),
  });

describe('the map as CSV', () => {
  it('has a line per machine, with ? for what is not known', () => {
    const [head, node, , stopped, , guest, ...rest] = mapCsv(fakeMap()).split('\r\n');
    expect(head).toBe(
      'kind,id,name,node,status,addresses,networks,cpu,sockets,cores,memory,disks,"life left",duplicates'
    );
    expect(node).toBe(
      'node,,pve-a1,,online,10.0.0.1,,"AMD EPYC 7543 32-Core Processor",2,64,"512 GiB","SAMSUNG MZQL23T8HCLS S1 3841 GB","97 %",'
    );
    expect(stopped).toBe('qemu,9,old,pve-a1,stopped,?,"net0 BC:24:11:00:00:09 vmbr0",,,,,,,');
    expect(guest).toBe('qemu,341,billing-db,pve-a1,running,10.1.3.41,"net0 BC:24:11:00:03:41 vmbr0 vlan 12",,,,,,,');
    expect(rest).toEqual(['']);
  });

  it('names what stands twice', () => {
    const twice = [fakeCard('BC:24:11:00:00:01'), fakeCard('BC:24:11:00:00:01', { slot: 'net1' })];
    const map = fakeMap({ configs: read(new Map([['qemu/341', read(fakeConfig(twice))]])) });
    expect(mapCsv(map)).toMatch(/billing-db.*,BC:24:11:00:00:01\r\n/);
  });

  it.each(['=HYPERLINK("http://x","y")', '+49', '-1+1', '@SUM(A1)', '\t=1', 'a\r\n=1'])(
    'no name is a formula: %j',
    (name) => {
      const cells = mapCsv(evil(name)).split(/\r\n(?!=)|,|"/);
      expect(cells.filter((cell) => /^[=+@\t]|^-./.test(cell))).toEqual([]);
    }
  );
});

describe('the map as Markdown', () => {
  it('is one table', () => {
    const lines = mapMarkdown(fakeMap()).trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^\| kind \| id \| name /);
    expect(lines[1]).toMatch(/^(\| --- ){14}\|$/);
  });

  it.each(['a|b', 'a\nb', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))', '`code`', '\\|', '**'])(
    'stays one table of text with the name %j',
    (name) => {
      const lines = mapMarkdown(evil(name)).trimEnd().split('\n');
      expect(lines).toHaveLength(3);
      expect(lines[2]?.match(/(?<!\\)(\\\\)*\|/g)).toHaveLength(15);
      expect(lines[2]).not.toMatch(/<|(?<!\\)[[`*]/);
    }
  );
});
